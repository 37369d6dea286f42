import { describe, expect, test } from 'vitest';
import type { Candidate } from '../../../../../core/entities/candidate.ts';
import { resolve } from '../../../../../core/entities/resolve/resolve.ts';
import { annotated, found } from '../annotatedStory.ts';

const links = (text: string) =>
  annotated(text).mentions.map(({ surface, entity, link }) => `${surface} → ${entity} (${link.reason})`);

describe('short forms are linked to the full name', () => {
  test('a surname, before or after the full name', () => {
    expect(
      links('In the morning Quelle spoke. Later Maria Quelle left, and Quelle’s aides with her.'),
    ).toEqual([
      'Quelle → person/maria-quelle (surname)',
      'Maria Quelle → person/maria-quelle (same name)',
      'Quelle → person/maria-quelle (surname)',
    ]);
  });

  test('a family name that comes first', () => {
    expect(found('They met President Park Ji-hoon there. On the quay Park said little.')).toEqual([
      'Park Ji-hoon → person/park-ji-hoon',
      'Park → person/park-ji-hoon',
    ]);
  });

  test.each([
    ['They met Bernard Velmar. Velmar was praised.', 'person/bernard-velmar'],
    ['They met Bernard Velmar in Velmar.', 'place/velmar'],
    ['Velmar is named after Bernard Velmar.', 'place/velmar'],
  ])('a surname that the tagger takes for a place: %s', (text, entity) => {
    const full = 'Bernard Velmar';
    const at = text.indexOf(full);
    const alone = [...text.matchAll(/Velmar/g)]
      .map(({ index }) => index)
      .find((i) => i < at || i > at + full.length);
    const candidate = (name: string, type: 'person' | 'place', start = 0): Candidate => ({
      ...{ start, end: start + name.length, words: name.split(' '), type, confidence: 0.7, after: ['', ''] },
    });
    const names = [candidate(full, 'person', at), candidate('Velmar', 'place', alone)];
    expect(resolve(text, names, new Map())[1]?.entity).toBe(entity);
  });

  test('letters before a name and behind it are no part of it', () => {
    const member: Candidate = {
      ...{ start: 0, end: 18, words: ['MEP', 'Ana', 'Velmar', 'QC'], type: 'person', confidence: 0.7 },
      after: ['', ''],
    };
    expect(resolve('MEP Ana Velmar QC.', [member], new Map())[0]?.entity).toBe('person/ana-velmar');
  });

  test('a given name', () => {
    expect(links('They met Maria Quelle there. On the quay Maria said little.').at(-1)).toBe(
      'Maria → person/maria-quelle (given name)',
    );
  });

  test('the first word of an organisation', () => {
    expect(links('They sold it to Norvane Shipping Ltd there. The owners of Norvane were glad.').at(-1)).toBe(
      'Norvane → organization/norvane-shipping (short form)',
    );
  });

  test("a place's team is not short for a broadcaster", () => {
    const about = 'The striker scored two goals in the match, and the coach praised his players.\n';
    const mentions = links(
      `${about}They lost to Leicester on the way. He told BBC Radio Leicester about it.`,
    );
    expect(mentions[0]).toBe('Leicester → organization/leicester (same name)');
  });

  test('the first words of an organisation, and its name without the legal form', () => {
    const mentions = found(
      'They sold it to Tarn Steel Holdings AB there. The owners of Tarn Steel were glad; those of Tarn Steel Holdings were not.',
    );
    expect(mentions.map((each) => each.split(' → ')[1])).toEqual(
      Array(3).fill('organization/tarn-steel-holdings'),
    );
  });

  test.each([
    ['Army', 'The Army Board met there. It was bad for the Army, he said.'],
    ['Tarn University', 'The Tarn University Library Services met. They left Tarn University.'],
  ])('%s is another body than one with it in its name', (form, text) => {
    const own = links(text).filter((each) => each.startsWith(`${form} →`));
    expect(own).toEqual([`${form} → organization/${form.toLowerCase().replace(' ', '-')} (same name)`]);
  });

  test('variants of case and hyphens share the most common form', () => {
    const { entities } = annotated(
      'They met Park Ji-Hoon there. Then they saw Park Ji-hoon again, and Park Ji-hoon once more.',
    );
    expect(entities).toEqual([
      { id: 'person/park-ji-hoon', type: 'person', name: 'Park Ji-hoon', mentions: 3 },
    ]);
  });

  test('middle initials do not make another person', () => {
    expect(
      annotated(
        'They met Maria J. Quelle there. Then they saw Maria Quelle again, and Maria Quelle once more.',
      ).entities,
    ).toHaveLength(1);
  });
});

describe('parts of a name', () => {
  const last = (text: string) => links(text).at(-1);

  test.each([
    [
      'a surname with particles',
      'They met Maria van der Quelle there. On the quay President van der Quelle spoke.',
      'surname',
    ],
    [
      'an initial',
      'They met Maria Quelle there. It was signed by Ms M. Quelle herself.',
      'first letter and surname',
    ],
    [
      'a middle name left out',
      'They met Maria Luisa Quelle there. It was signed by Maria Quelle herself.',
      'variant',
    ],
  ])('%s', (_, text, reason) => {
    expect(last(text)).toMatch(new RegExp(`→ person/maria-.*quelle \\(${reason}\\)`));
    expect(annotated(text).entities).toHaveLength(1);
  });

  test('a place without its geographic word', () => {
    expect(last('They climbed Mount Serral there. On the way down from Serral it rained.')).toBe(
      'Serral → place/mount-serral (short form)',
    );
  });

  test.each([
    ['They met Michael Jordan there. In the evening Jordan said nothing.', 'person/michael-jordan (surname)'],
    ['They met Michael Jordan there, and flew to Amman, the capital of Jordan.', 'place/jordan (same name)'],
  ])('a gazetteer name is a surname if it speaks: %s', (text, link) => {
    expect(last(text)?.split(' → ')[1]).toBe(link);
  });

  test('only a title tells two people with one surname apart', () => {
    const text = 'They met President Maria Quelle and the lawyer Thomas Quelle there. It was said that';
    expect(last(`${text} President Quelle left.`)).toBe('Quelle → person/maria-quelle (surname and title)');
    expect(last(`${text} Professor Quelle left.`)).toBe('Quelle → null (several names have this surname)');
  });

  test('an initial that two people share stays open', () => {
    const { mentions } = annotated(
      'They met Maria Quelle and Martin Quelle there. It was signed by M. Quelle.',
    );
    expect(mentions.at(-1)).toMatchObject({
      entity: null,
      candidates: ['person/maria-quelle', 'person/martin-quelle'],
    });
  });
});

describe('acronyms', () => {
  test.each([
    'the Fair Rivers Council, or FRC, about it',
    'the Fair Rivers Council (the FRC) about it',
    'the Fair Rivers Council, known as the FRC, about it',
    'the FRC (Fair Rivers Council) about it',
  ])('are introduced in several ways: %s', (text) => {
    expect(links(`They asked ${text}. The FRC said nothing.`).at(-1)).toBe(
      'FRC → organization/fair-rivers-council (acronym)',
    );
  });

  test('mean what the document introduces them for, before the gazetteer', () => {
    expect(
      found('They asked the International Curling Council (ICC) about it. The ICC said nothing.').at(-1),
    ).toBe('ICC → organization/international-curling-council');
  });

  test('stay open if two names have these initials', () => {
    const { mentions } = annotated(
      'They asked the Fair Rivers Council and the Free Roads Committee about it. The FRC said nothing.',
    );
    expect(mentions.at(-1)).toMatchObject({ surface: 'FRC', entity: null });
  });

  test('are linked to the name that introduces them', () => {
    expect(links('They asked the Fair Rivers Council (FRC) about it. The FRC said nothing.')).toEqual([
      'Fair Rivers Council → organization/fair-rivers-council (same name)',
      'FRC → organization/fair-rivers-council (acronym)',
      'FRC → organization/fair-rivers-council (acronym)',
    ]);
  });

  test('in brackets after an unrelated name are names of their own', () => {
    expect(found('They asked the Supreme Court (STF) about it.')).toContain('STF → organization/stf');
    expect(found('They asked the Fair Rivers Foundation (EBX) about it.')).toEqual([
      'Fair Rivers Foundation → organization/fair-rivers-foundation',
      'EBX → organization/ebx',
    ]);
  });

  test('without an introduction are linked to the one name with these initials', () => {
    expect(links('They asked the Fair Rivers Council about it. The FRC said nothing.').at(-1)).toBe(
      'FRC → organization/fair-rivers-council (initials)',
    );
  });

  test('in the gazetteer share one entity', () => {
    expect(
      new Set(
        annotated('They asked the UN, the U.N. and the United Nations.').mentions.map(({ entity }) => entity),
      ),
    ).toEqual(new Set(['organization/united-nations']));
  });
});

describe('ambiguous names', () => {
  test('a surname that two people share stays open with both candidates', () => {
    const { mentions, entities } = annotated(
      'They met Maria Quelle and Thomas Quelle there. On the quay Quelle said little.',
    );
    expect(mentions.at(-1)).toMatchObject({
      surface: 'Quelle',
      type: 'person',
      entity: null,
      candidates: ['person/maria-quelle', 'person/thomas-quelle'],
    });
    expect(entities.map(({ mentions: count }) => count)).toEqual([1, 1]);
  });

  test('a surname without a full name is an entity of its own', () => {
    expect(found('President Quelle spoke to the press.')).toEqual(['Quelle → person/quelle']);
  });

  test('a place stays a place if a person shares its name', () => {
    expect(found('They met Jack London there, and then flew to London in the morning.').at(-1)).toBe(
      'London → place/london',
    );
  });
});

test('two forms of the given name are one person, who goes by both', () => {
  const text = 'They met Dave Quelle there. The town thanked David Quelle. On the quay Quelle said little.';
  expect(found(text).map((each) => each.split(' → ')[1])).toEqual(Array(3).fill('person/dave-quelle'));
  expect(found(`${text} They met David Orsk, and David left.`).at(-1)).toBe('David → open');
});
