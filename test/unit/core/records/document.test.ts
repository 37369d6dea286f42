/** What META says of the rows beside it. */
import { expect, it } from 'vitest';
import {
  type DocumentMeta,
  isThere,
  type OwnNameRow,
  ownNameRows,
  searchRowOf,
} from '../../../../core/records/document.ts';
import { keys } from '../../../../core/records/keys.ts';

const doc = 'd'.repeat(32);
const [surname, bearer] = ['person/okoye', 'person/amara-okoye'];
const day = '2021-05-03';
const meta: DocumentMeta = {
  doc,
  token: 1,
  pending: [],
  links: { [surname]: bearer, 'person/bello': null },
  entities: [{ id: bearer, name: 'Amara Okoye', type: 'person', mentions: 2 }],
  content: {
    title: 'Talks',
    authors: [],
    published: { value: day, precision: 'day', source: 'text' },
  } as unknown as NonNullable<DocumentMeta['content']>,
};

it('a document has a row for each short name, with whom it is put to, and its main postings', () => {
  expect(ownNameRows(meta)).toEqual([
    { key: keys.shortName(surname, day, doc), to: bearer },
    { key: keys.shortName('person/bello', day, doc) },
    { key: keys.posting(bearer, day, doc) },
  ]);
  expect(ownNameRows({ doc, token: 1, pending: [] })).toEqual([]);
});

it('a row is there if it is alive and is put to whom META says', () => {
  const [linked, alone] = ownNameRows(meta) as [OwnNameRow, OwnNameRow];
  const row = { ...linked.key, token: 1 };
  expect(isThere(linked, { ...row, to: bearer })).toBe(true);
  expect(isThere(alone, row)).toBe(true);
  expect(isThere(linked, undefined)).toBe(false);
  expect(isThere(linked, row)).toBe(false);
  expect(isThere(linked, { ...row, to: 'person/nobody' })).toBe(false);
  expect(isThere(alone, { ...row, to: bearer })).toBe(false);
  expect(isThere(linked, { ...row, to: bearer, gone: true })).toBe(false);
});

it('a search row is looked up under its only day', () => {
  expect(searchRowOf(meta)).toEqual({ id: doc, days: [day] });
  expect(searchRowOf({ ...meta, searchDays: [] })).toEqual({ id: doc });
});
