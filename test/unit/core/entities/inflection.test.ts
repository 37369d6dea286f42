import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { beforeApostrophe, inflectedLanguages } from '../../../../core/entities/inflection.ts';
import { inflectedForms } from '../../../../eval/inflect.ts';
import { annotated } from './annotatedStory.ts';

const language = (tag: string) => {
  const found = inflectedLanguages.find((each) => each.tag === tag);
  if (found === undefined) throw new Error(`no language ${tag}`);
  return found;
};

describe('base forms', () => {
  test.each([
    ['fi', 'Haldin', 'Hald'],
    ['fi', 'Quellassa', 'Quella'],
    ['fi', 'Castroon', 'Castro'],
    ['fi', 'Halosesta', 'Halonen'],
    ['fi', 'Markuksen', 'Markus'],
    ['fi', 'Pekan', 'Pekka'],
    ['fi', 'Helsingissä', 'Helsinki'],
    ['fi', 'Tessamäessä', 'Tessamäki'],
    ['fi', 'Tessajoella', 'Tessajoki'],
    ['fi', 'Tessalammen', 'Tessalampi'],
    ['fi', 'Tessakurjen', 'Tessakurki'],
    ['fi', 'Kankaalle', 'Kangas'],
    ['fi', 'Vieraan', 'Vieras'],
    ['fi', 'Tesskyin', 'Tessky'],
    ['et', 'Haldiga', 'Hald'],
    ['et', 'Quellast', 'Quella'],
    ['et', 'Tammega', 'Tamm'],
    ['et', 'Tessase', 'Tessas'],
    ['hu', 'Haldnak', 'Hald'],
    ['hu', 'Quellával', 'Quella'],
    ['hu', 'Tessánnal', 'Tessán'],
    ['hu', 'Tessáccsal', 'Tessács'],
    ['tr', "Hald'ın", 'Hald'],
    ['tr', 'Quella’yla', 'Quella'],
    ['tr', 'Tessan’dan', 'Tessan'],
    ['pl', 'Haldowi', 'Hald'],
    ['pl', 'Tesskiem', 'Tessk'],
    ['pl', 'Tesskiego', 'Tesski'],
    ['pl', 'Tesstego', 'Tessty'],
    ['pl', 'Tessego', 'Tesse'],
    ['pl', 'Tessinie', 'Tessina'],
    ['pl', 'Tessadzie', 'Tessada'],
    ['pl', 'Tessce', 'Tesska'],
    ['pl', 'Tessonia', 'Tessoń'],
    ['pl', 'Tessoniu', 'Tessoń'],
    ['pl', 'Tessowni', 'Tessownia'],
    ['pl', 'Quellą', 'Quella'],
    ['pl', 'Tessmarka', 'Tessmarek'],
  ])('%s: %s may be a form of %s', (tag, word, base) => {
    expect(
      language(tag)
        .baseForms(word)
        .map((each) => each.base),
    ).toContain(base);
  });

  test.each([
    ["Quellan'ın", 'Quellan'],
    ['Quella’yla', 'Quella'],
    ["Mike'a", 'Mike'],
    ["Quelly'ego", 'Quelly'],
    ["Dar'a", "Dar'a"],
    ["Sana'a", "Sana'a"],
    ["Qur'an", "Qur'an"],
    ["Baha'i", "Baha'i"],
    ["O'Neill", "O'Neill"],
    ["they've", "they've"],
  ])('the tagger reads %s as %s', (word, read) => {
    expect(beforeApostrophe(word)).toBe(read);
  });

  test('a base form differs from the word and has at least two letters', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...inflectedLanguages),
        fc.stringMatching(/^[A-Z][a-zäöáéı'’]{0,20}(?:n|ssa|ban|dan|em)$/u),
        (language, word) => {
          for (const { base, ending } of language.baseForms(word)) {
            expect(base).not.toBe(word);
            expect(base.length).toBeGreaterThanOrEqual(2);
            expect(word.endsWith(ending)).toBe(true);
          }
        },
      ),
    );
  });

  test('a very long word has no base forms', () => {
    expect(language('fi').baseForms(`X${'ss'.repeat(100_000)}in`)).toEqual([]);
  });
});

describe('with the full name in the document, an inflected form is repaired', () => {
  const cases = ['fi', 'et', 'hu', 'tr', 'pl'].flatMap((tag) =>
    inflectedForms('Robert Haldan', tag).map((form) => [tag, form]),
  );

  test.each(cases)('%s: %s', (tag, form) => {
    const { mentions } = annotated(`They met Robert Haldan there. It was said that ${form} line was hard.`);
    expect(mentions.at(-1)).toMatchObject({
      surface: form,
      name: 'Robert Haldan',
      repair: { to: 'Robert Haldan' },
      link: { reason: 'repaired' },
    });
    expect(tag).toHaveLength(2);
  });
});

describe('names that the recogniser missed', () => {
  test('a lone word is found by its base form in the document', () => {
    expect(
      annotated('They met in Vantalo in May. Nothing moved Vantalossa since.').mentions.at(-1),
    ).toMatchObject({
      surface: 'Vantalossa',
      name: 'Vantalo',
      repair: { language: 'fi', evidence: 'the document has "Vantalo"' },
    });
  });

  test('a place is found by its base form in the gazetteer', () => {
    expect(
      annotated('It was said in Budapestben that nothing moved, and nobody objected to it in Budapestben.')
        .mentions[0],
    ).toMatchObject({
      surface: 'Budapestben',
      entity: 'place/budapest',
      repair: { language: 'hu', evidence: 'the gazetteer has "Budapest"' },
    });
  });

  test('English derivations of a name are not inflected forms', () => {
    const text =
      'They met in Cochaba. The Cochaban farmers, the Cochabas and Cochabaers left Cochaba. Crimea and Crimean Tatars did not.';
    expect(annotated(text).mentions.filter(({ repair }) => repair !== undefined)).toEqual([]);
  });
});
