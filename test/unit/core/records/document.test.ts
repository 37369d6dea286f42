/** What META says of the rows beside it. */
import { expect, it } from 'vitest';
import {
  type DocumentMeta,
  type DocumentSource,
  isStoredFrom,
  isThere,
  type OwnNameRow,
  ownNameRows,
  refersTo,
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
  links: { [surname]: bearer, 'person/c-bello': null, 'person/eze': null },
  entities: [{ id: bearer, name: 'Amara Okoye', type: 'person', mentions: 2 }],
  content: {
    title: 'Talks',
    authors: [],
    published: { value: day, precision: 'day', source: 'text' },
  } as unknown as NonNullable<DocumentMeta['content']>,
};

it('a document has a row for each short name, or its posting, and its main postings', () => {
  const linked = { key: keys.shortName(surname, day, doc), to: bearer };
  const initial = { key: keys.shortName('person/c-bello', day, doc) };
  const main = { key: keys.posting(bearer, day, doc) };
  expect(ownNameRows(meta)).toEqual([linked, initial, { key: keys.posting('person/eze', day, doc) }, main]);
  // Where people have decided, the posting may say something else.
  const decided = { entities: { 'person/eze': { to: 'person/eze', name: 'Eze', by: ['d'] } } };
  const own = { key: keys.shortName('person/eze', day, doc) };
  expect(ownNameRows({ ...meta, decided })).toEqual([linked, initial, own, main]);
  expect(ownNameRows({ doc, token: 1, pending: [] })).toEqual([]);
});

it('a document has a hidden posting for each entity that decisions hide', () => {
  const deciding = [`${day} person/bisi-cole`, `${day} place/lagos hidden`];
  const hidden = { key: keys.hiddenPosting('place/lagos', day, doc) };
  expect(ownNameRows({ doc, token: 1, pending: [], deciding })).toEqual([hidden]);
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

it('META refers to what it has pending and what it applied', () => {
  const [first, second, third] = ['1', '2', '3'].map((payload) => ({ payload, model: `m${payload}` }));
  if (!first || !second || !third) throw new Error('There are three.');
  const pending = { ...meta, pending: [first, second] };
  const all = { ...pending, applied: { token: 1, basis: third } };
  const referred = (each: DocumentMeta) => [first, second, third].map((basis) => refersTo(each, basis));
  expect(referred(meta)).toEqual([false, false, false]);
  expect(referred(pending)).toEqual([true, true, false]);
  expect(referred({ ...meta, applied: { token: 1, basis: third } })).toEqual([false, false, true]);
  expect(refersTo(all, { ...first, model: 'other' })).toBe(false);
  expect(refersTo(all, { ...third, payload: 'other' })).toBe(false);
});

it('META is stored from the source of which it says the same', () => {
  const source: DocumentSource = {
    ...{ key: 'a.txt', version: 'v1', part: '', format: 'text', charset: 'utf-8', bytes: 9 },
    ...{ payload: 'p', modified: Date.parse('2021-05-03T09:00:00Z') },
  };
  // The table keeps no order of fields.
  const { payload: _, modified: __, key, ...rest } = source;
  const stored = { ...meta, provenance: { ...rest, key }, ingested: '2021-05-03T09:00:00.000Z' };
  expect(isStoredFrom(stored, source)).toBe(true);
  expect(isStoredFrom(stored, { ...source, payload: 'of the same version' })).toBe(true);
  expect(isStoredFrom(stored, { ...source, version: 'v2' })).toBe(false);
  expect(isStoredFrom(stored, { ...source, modified: source.modified + 1 })).toBe(false);
  expect(isStoredFrom(meta, source)).toBe(false);
  expect(isStoredFrom(undefined, source)).toBe(false);
});
