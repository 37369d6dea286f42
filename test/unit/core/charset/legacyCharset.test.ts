import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decode } from '../../../../core/charset/charset.ts';
import { legacyCharset } from '../../../../core/charset/legacyCharset.ts';
import { encode, paragraphs } from '../formats/writtenBefore.ts';

const legacy = ['ibm866', 'windows-874', 'windows-1257', 'macintosh'];
const others = paragraphs.flatMap(([, charsets, text]) =>
  charsets
    .filter((charset) => !legacy.includes(charset))
    .map((charset) => ({ charset, words: text.split(/(?<= )/) })),
);

/** Consecutive words, or words from anywhere in the text as in headlines. */
const sample = fc.constantFrom(...others).chain(({ charset, words }) =>
  fc
    .oneof(
      fc
        .tuple(fc.nat(words.length - 1), fc.integer({ min: 1, max: 60 }))
        .map(([from, count]) => words.slice(from, from + count)),
      fc.shuffledSubarray(words, { minLength: 1 }),
    )
    .map((picked) => ({ charset, text: picked.join('') })),
);

test('text in another character set never matches', () => {
  fc.assert(
    fc.property(sample, ({ charset, text }) => {
      expect(legacyCharset(encode(text, charset))).toBeUndefined();
      expect(legacyCharset(encode(text.toUpperCase(), charset))).toBeUndefined();
    }),
    { numRuns: 2000 },
  );
});

test('words of one letter in capitals are no ellipses of Mac Roman', () => {
  expect(legacyCharset(encode('É TARDE. É SEGUNDA-FEIRA. É O FIM. É CEDO.', 'windows-1252'))).toBeUndefined();
});

test.each([
  'Župan je obiskal šolo. Država bo letos dala denar za šole in vrtce, je dejal župan na seji.',
  'Škola je zatvorena zbog snažnog vjetra, kaže ravnatelj. Žene i muževi mogu dijete ostaviti doma.',
])('Š and ž in windows-1250 are no ä and û of Mac Roman: %s', (text) => {
  expect(decode(encode(text, 'windows-1250'))).toMatchObject({ text });
});

/**
 * A lone letter may be plausible as another one: "ç" is Mac Roman's "Á". Without lone letters and capitals,
 * no text matches: each letter is plausible as windows-1252, and as code page 866 none has more of the
 * commonest letters than as ISO 8859-5.
 */
test('words of random letters of windows-1251 and windows-1252 never match', () => {
  const letters = {
    'windows-1251': 'абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґ',
    'windows-1252': 'abcdefghijklmnopqrstuvwxyzàâäåæçéèêëíïñóôöøúüßœšž',
  };
  const words = fc.constantFrom(...(Object.keys(letters) as (keyof typeof letters)[])).chain((charset) => {
    const word = fc.array(fc.constantFrom(...letters[charset]), { minLength: 2, maxLength: 12 });
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

test.each([
  ['windows-1251', 'юютт'],
  ['windows-1251', 'The Rolling Stones в Торонто'],
  ['windows-1252', 'Ole Gunnar Solskjær à Eiður Guðjohnsen, Tromsø'],
  ['windows-1250', 'Fatmir Sejdiu: Đinđić, Ramë'],
  ['windows-1254', 'Nicolò Zaniolo Beşiktaş ile geçti'],
])('%s: words and names with the letters alone are not Baltic: %s', (charset, text) => {
  expect(legacyCharset(encode(text, charset))).toBeUndefined();
});

test('UTF-8 is decoded as UTF-8 in every language', () => {
  const text = fc
    .constantFrom(...paragraphs.map(([, , paragraph]) => paragraph))
    .chain((paragraph) => fc.nat(paragraph.length - 20).map((from) => paragraph.slice(from)));
  fc.assert(
    fc.property(text, (text) => {
      expect(decode(Buffer.from(text))).toMatchObject({ text, charset: 'utf-8' });
    }),
  );
});

const legacyTexts = paragraphs.flatMap(([language, charsets, text]) =>
  charsets.filter((charset) => legacy.includes(charset)).map((charset) => [language, charset, text] as const),
);

test.each(legacyTexts)('%s in %s is recognised from any word of the text on', (_, charset, text) => {
  const least = { macintosh: 6, 'windows-1257': 16 }[charset] ?? 60;
  for (let from = 0; from >= 0; from = text.indexOf(' ', from + 1)) {
    const bytes = encode(text.slice(from), charset);
    if (bytes.filter((byte) => byte >= 0x80).length >= least)
      expect(legacyCharset(bytes), text.slice(from)).toBe(charset);
  }
});
