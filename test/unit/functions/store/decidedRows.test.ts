/** Which rows people's decisions add to those of a document, and what META says of them. */
import { expect, it } from 'vitest';
import type { Content } from '../../../../core/document/record.ts';
import type { Annotation } from '../../../../core/entities/annotation.ts';
import type { DecidedNames } from '../../../../core/identity/decisions/identify.ts';
import { keys } from '../../../../core/records/keys.ts';
import { decidingOf, hiddenRows, storedDecided } from '../../../../functions/store/decidedRows.ts';

const day = '2021-05-03';
const content = { published: { value: day } } as Content;
const annotation = {
  entities: ['Ada Amber', 'Bea Brown', 'Cleo Cole', 'Dora Dean'].map((name) => ({
    id: `person/${name.toLowerCase().replace(' ', '-')}`,
    ...{ type: 'person', name, mentions: 1 },
  })),
  mentions: [],
} as unknown as Annotation;

const decided: DecidedNames = {
  entities: {
    'person/dora-dean': { to: 'person/dora-drew', by: ['first'] },
    'person/bea-brown': { to: 'person/ada-black', by: ['second'] },
    'person/cleo-cole': { to: null, hidden: 'person/cleo-cole', by: ['third', 'fourth'] },
  },
};

it('a decided name has its posting where it was put; a hidden one has a row that says by whom', () => {
  expect(decidingOf(day, annotation, decided)).toEqual([
    `${day} person/ada-black`,
    `${day} person/cleo-cole hidden`,
    `${day} person/dora-drew`,
  ]);
  const doc = 'd'.repeat(32);
  const key = keys.hiddenPosting('person/cleo-cole', day, doc);
  expect(hiddenRows(doc, { content, annotation }, { decided })).toEqual(
    new Map([['person/cleo-cole', { key, row: { doc, day, by: ['third', 'fourth'] } }]]),
  );
});

it('where decisions make no posting, META lists none', () => {
  expect(decidingOf(day, annotation, undefined)).toBeUndefined();
  expect(decidingOf(day, annotation, { entities: {} })).toBeUndefined();
  expect(hiddenRows('d', { content, annotation }, {})).toEqual(new Map());
});

it('META has a copy of what was decided, or nothing', () => {
  const stored = storedDecided(decided);
  expect(stored).toEqual(decided);
  expect(stored).not.toBe(decided);
  expect(storedDecided(undefined)).toBeUndefined();
});
