import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { baseForms, inflectedLanguages } from '../../../../core/entities/inflection.ts';
import { inflectedForms } from '../../../../eval/inflect.ts';
import { annotated } from './newsroom.ts';

const language = (tag: string) => {
  const found = inflectedLanguages.find((each) => each.tag === tag);
  if (found === undefined) throw new Error(`no language ${tag}`);
  return found;
};

describe('what a word may be a form of', () => {
  test.each([
    ['fi', 'Haldin', 'Hald'],
    ['fi', 'Quellassa', 'Quella'],
    ['fi', 'Castroon', 'Castro'],
    ['fi', 'Halosesta', 'Halonen'],
    ['fi', 'Markuksen', 'Markus'],
    ['fi', 'Pekan', 'Pekka'],
    ['fi', 'Helsingissä', 'Helsinki'],
    ['et', 'Haldiga', 'Hald'],
    ['et', 'Quellast', 'Quella'],
    ['et', 'Tammega', 'Tamm'],
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
    ['pl', 'Quellą', 'Quella'],
    ['pl', 'Tessmarka', 'Tessmarek'],
  ])('%s: %s may be of %s', (tag, word, base) => {
    expect(baseForms(word, language(tag)).map((each) => each.base)).toContain(base);
  });

  test('a base never is the word, and is at least two letters long', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...inflectedLanguages),
        fc.stringMatching(/^[A-Z][a-zäöáéı'’]{0,20}$/u),
        (tongue, word) => {
          for (const { base, ending } of baseForms(word, tongue)) {
            expect(base).not.toBe(word);
            expect(base.length).toBeGreaterThanOrEqual(2);
            expect(word.endsWith(ending)).toBe(true);
          }
        },
      ),
    );
  });

  test('a word of any length is dealt with at once', () => {
    expect(baseForms(`X${'ss'.repeat(100_000)}in`, language('fi'))).toEqual([]);
  });
});

describe('with the full name in the document, a form of it goes back', () => {
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

describe('names that the recogniser passed over', () => {
  test('a lone word is found by its base in the document', () => {
    expect(
      annotated('They met in Vantalo in May. Nothing moved Vantalossa since.').mentions.at(-1),
    ).toMatchObject({
      surface: 'Vantalossa',
      name: 'Vantalo',
      repair: { language: 'fi', evidence: '«Vantalo» stands in the document' },
    });
  });

  test('a place that the lists know, too', () => {
    expect(
      annotated('It was said in Budapestben that nothing moved, and nobody objected to it in Budapestben.')
        .mentions[0],
    ).toMatchObject({
      surface: 'Budapestben',
      entity: 'place/budapest',
      repair: { language: 'hu', evidence: '«Budapest» stands in the lists' },
    });
  });

  test('what English makes of names is no form of them', () => {
    const text =
      'They met in Cochaba. The Cochaban farmers, the Cochabas and Cochabaers left Cochaba. Crimea and Crimean Tatars did not.';
    expect(annotated(text).mentions.filter(({ repair }) => repair !== undefined)).toEqual([]);
  });
});
