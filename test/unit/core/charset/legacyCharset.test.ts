import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decode } from '../../../../core/charset/charset.ts';
import { legacyCharset } from '../../../../core/charset/legacyCharset.ts';
import { encode, paragraphs } from '../formats/writtenBefore.ts';

const older = ['ibm866', 'windows-874', 'macintosh'];
const others = paragraphs.flatMap(([, charsets, text]) =>
  charsets
    .filter((charset) => !older.includes(charset))
    .map((charset) => ({ charset, words: text.split(/(?<= )/) })),
);

/** Some words in a row, or anywhere from the text, as headlines have them. */
const said = fc
  .record({
    from: fc.constantFrom(...others),
    picks: fc.array(fc.nat(), { minLength: 1, maxLength: 60 }),
    inRow: fc.boolean(),
  })
  .map(({ from: { charset, words }, picks: [first = 0, ...rest], inRow }) => {
    const picked = inRow
      ? words.slice(first % words.length).slice(0, rest.length + 1)
      : [first, ...rest].map((pick) => words[pick % words.length]);
    return { charset, text: picked.join('') };
  });

test('no text of another character set is taken for one of them', () => {
  fc.assert(
    fc.property(said, ({ charset, text }) => {
      expect(legacyCharset(encode(text, charset))).toBeUndefined();
      expect(legacyCharset(encode(text.toUpperCase(), charset))).toBeUndefined();
    }),
    { numRuns: 2000 },
  );
});

test('nor are words of random letters of windows-1251 and windows-1252', () => {
  const letters = {
    'windows-1251': 'абвгдежзийклмнопрстуфхцчшщъыьэюяЁёІіЇїЄєҐґ«»—№',
    'windows-1252': 'abcdefghijklmnopqrstuvwxyzàâäåæçéèêëíïñóôöøúüßœš’“”–€«»',
  };
  const words = fc.constantFrom(...(Object.keys(letters) as (keyof typeof letters)[])).chain((charset) => {
    const word = fc.array(fc.constantFrom(...letters[charset]), { minLength: 1, maxLength: 12 });
    return fc.record({
      charset: fc.constant(charset),
      words: fc.array(word, { minLength: 1, maxLength: 40 }),
    });
  });
  fc.assert(
    fc.property(words, ({ charset, words }) => {
      expect(legacyCharset(encode(words.map((word) => word.join('')).join(' '), charset))).toBeUndefined();
    }),
    { numRuns: 2000 },
  );
});

test('UTF-8 is UTF-8, whatever it says', () => {
  const text = fc
    .constantFrom(...paragraphs.map(([, , said]) => said))
    .chain((said) => fc.nat(said.length - 20).map((from) => said.slice(from)));
  fc.assert(
    fc.property(text, (said) => {
      expect(decode(Buffer.from(said))).toMatchObject({ text: said, charset: 'utf-8' });
    }),
  );
});

const told = paragraphs.flatMap(([language, charsets, text]) =>
  charsets.filter((charset) => older.includes(charset)).map((charset) => [language, charset, text] as const),
);

test.each(told)('%s in %s is told wherever in the text one begins', (_, charset, text) => {
  const least = charset === 'macintosh' ? 6 : 60;
  for (let from = 0; from >= 0; from = text.indexOf(' ', from + 1)) {
    const bytes = encode(text.slice(from), charset);
    if (bytes.filter((byte) => byte >= 0x80).length >= least)
      expect(legacyCharset(bytes), text.slice(from)).toBe(charset);
  }
});
