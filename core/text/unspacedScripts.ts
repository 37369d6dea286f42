const scripts = ['Han', 'Hira', 'Kana', 'Thai', 'Lao', 'Khmr', 'Mymr'];

/** Letters of scripts without spaces between words, inside a class of a pattern. */
export const unspaced = scripts.map((script) => `\\p{sc=${script}}`).join('');
