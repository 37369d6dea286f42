/** Which entities `index` counts again when a document is stored. */
import { expect, it } from 'vitest';
import type { Annotation } from '../../../../core/entities/annotation.ts';
import type { Identity } from '../../../../functions/store/decidedRows.ts';
import type { Winner } from '../../../../functions/store/documentRows.ts';
import { nameRows } from '../../../../functions/store/nameRows.ts';
import { touchedBefore } from '../../../../functions/store/ownedRows.ts';
import { content } from './talks.ts';

const [surname, bearer] = ['person/okoye', 'person/amara-okoye'];
const annotation = {
  entities: [{ id: surname, type: 'person', name: 'Okoye', mentions: 1 }],
  mentions: [],
} as unknown as Annotation;
const winner = { source: { key: 'a.txt', part: '' }, content, annotation } as unknown as Winner;
const touched = (identity: Identity) => nameRows('doc', winner, identity).touched[0]?.entities;

it('a surname that a link alone put to somebody is not counted under itself', () => {
  expect(touched({ links: { [surname]: null } })).toEqual([surname]);
  expect(touched({ links: { [surname]: bearer } })).toEqual([bearer]);
});

it('a surname that a decision moved is, so that index notices what overtook the decision', () => {
  const decided = { entities: { [surname]: { to: bearer, by: ['d'] } } };
  expect(touched({ links: { [surname]: null }, decided })).toEqual([bearer, surname]);
});

it('hidden ones are, now and as long as an earlier state may have hidden them', () => {
  const decided = { entities: { [surname]: { to: null, hidden: surname, by: ['d'] } } };
  expect(touched({ links: { [surname]: null }, decided })).toContain(surname);
  const other = 'place/lerwick';
  expect(touchedBefore({ day: '2021-05-03', entities: [bearer], short: [surname], hidden: [other] })).toEqual(
    { day: '2021-05-03', entities: [bearer, other] },
  );
});

it('a document that is gone has no rows', () => {
  expect(nameRows('doc', undefined, {})).toEqual({ rows: [], touched: [] });
});
