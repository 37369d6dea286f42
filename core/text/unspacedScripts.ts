const scripts = ['Han', 'Hira', 'Kana', 'Thai', 'Lao', 'Khmr', 'Mymr'];

/** The sign that lengthens a kana, as in サッカー, and its narrow form: Unicode gives them no script. */
const lengthSigns = String.raw`\u30fc\uff70`;

/** Letters of scripts without spaces between words, inside a class of a pattern. */
export const unspaced = scripts.map((script) => `\\p{sc=${script}}`).join('') + lengthSigns;

/** A word: a run of letters and digits. In these scripts each letter with its marks is one. */
export const eachWord = new RegExp(String.raw`[[\p{L}\p{M}\p{N}]--[${unspaced}]]+|[${unspaced}]\p{M}*`, 'gv');

const isUnspaced = new RegExp(`[${unspaced}]`, 'v');
const undivided = new RegExp(
  String.raw`[${unspaced}]\p{M}*(?![\s\p{M}])|[[\p{L}\p{M}\p{N}]--[${unspaced}]](?=[${unspaced}])`,
  'gv',
);

/** A text whose words have spaces between them in these scripts too, also where other letters follow. */
export function divideWords(text: string): string {
  return isUnspaced.test(text) ? text.replaceAll(undivided, '$& ') : text;
}
