/**
 * The stored form of the search table: its columns may change, and hashed bands must not add near-duplicates.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { connect, makeArrowTable } from '@lancedb/lancedb';
import { Field, Schema, Utf8 } from 'apache-arrow';
import { expect, it } from 'vitest';
import { PartTooLarge } from '../../core/errors.ts';
import { hash } from '../../core/hash.ts';
import { Random } from '../../core/random.ts';
import { bandKey, rowShape, schema } from '../../runtime/lance/rows.ts';
import { LanceSearch } from '../../runtime/lance/search.ts';
import { textOptions } from '../../runtime/lance/writing/indices.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { anywhere, asked, compactAll, ids, row, tombstone } from './suites/searchRows.ts';

const folder = temporaryFolder();

const everything = { from: '0001-01-01' };
const subjects = ['Harbours'];
const told = (id: string, token = 1) =>
  row(id, {
    token,
    text: 'toldword',
    published: '2021-05-03',
    entities: ['place/x'],
    bands: ['0-a'],
    subjects,
  });

it('another division is filled beside the one that is read', { timeout: 60_000 }, async () => {
  const uri = join(folder, 'divided');
  const old = await LanceSearch.open({ uri });
  await old.merge([told('a'), told('b'), told('gone')]);
  const division = { period: 'year', slices: 2, spread: 1, undatedSpread: 2 } as const;
  const search = await LanceSearch.open({ uri, division });
  const reader = await LanceSearch.open({ uri, division });
  const missing = async () => {
    const tokens = await search.tokensOf(anywhere(['a', 'b', 'c']));
    return ['a', 'b', 'c'].filter((id) => !tokens.has(id));
  };
  // Never empty, and up to date: what is written goes to both.
  expect(await ids(reader, { words: 'toldword' })).toEqual(['a', 'b', 'gone']);
  await search.merge([told('c'), tombstone('gone', 2, '2021-05-03')]);
  expect([await ids(reader, everything), await ids(old, everything)]).toEqual([
    ['a', 'b', 'c'],
    ['a', 'b', 'c'],
  ]);
  expect(await missing()).toEqual(['a', 'b']);
  await search.merge([told('a'), told('b')]);
  expect(await missing()).toEqual([]);
  // The old one is read until the sweep has found every row in the new one.
  const names = async () =>
    new Set((await connect(uri).then((each) => each.tableNames())).map((name) => name.slice(0, 6)));
  await search.declareComplete();
  await search.merge([told('a', 2)]);
  for (const each of [reader, old])
    expect(
      (await each.query(asked({ words: 'toldword' }))).hits.map(({ id, token }) => `${id} ${token}`).sort(),
    ).toEqual(['a 2', 'b 1', 'c 1']);
  await search.removeOutdated();
  // Readers may have begun before.
  expect(await names()).toEqual(new Set([`s${rowShape}m1u1`, `s${rowShape}y2x1`]));
  await search.purge();
  expect(await names()).toEqual(new Set([`s${rowShape}y2x1`]));
  expect(await ids(reader, everything)).toEqual(['a', 'b', 'c']);
  // Within the year, from the slice of its first half to that of the second.
  await search.merge([{ ...told('a', 3), published: '2021-12-31', earlier: ['2021-05-03'] }]);
  expect(await ids(reader, { words: 'toldword' })).toEqual(['a', 'b', 'c']);
  expect(await ids(reader, { from: '2021-12-01' })).toEqual(['a']);
  expect(await ids(reader, { to: '2021-06-30' })).toEqual(['b', 'c']);
  for (const each of [old, search, reader]) await each.close();
});

it('an older shape is read and kept up to date until the new one is complete', {
  timeout: 60_000,
}, async () => {
  const uri = join(folder, 'older');
  const connection = await connect(uri);
  const names = ['id', 'token', 'gone', 'title', 'standfirst', 'text', 'source', 'published'];
  const older = new Schema([
    ...schema.fields.filter(({ name }) => names.includes(name)),
    new Field('mood', new Utf8(), false),
  ]);
  const stored = Object.fromEntries(Object.entries(told('old')).filter(([name]) => names.includes(name)));
  const rows = makeArrowTable([{ ...stored, mood: 'calm' }], { schema: older });
  await connection.createTable('s0m1u1-2021-05-0', rows, { schema: older });
  connection.close();
  const search = await LanceSearch.open({ uri });
  expect(await ids(search, { words: 'toldword' })).toEqual(['old']);
  expect(await ids(search, { words: 'toldword', collapse: true })).toEqual(['old']);
  await search.merge([told('new')]);
  expect([await ids(search, { words: 'toldword' }), await ids(search, everything)]).toEqual([
    ['new', 'old'],
    ['new', 'old'],
  ]);
  // Its tables do not say what a row is about, nor its status.
  expect(await ids(search, { where: { subject: 'harbours' } })).toEqual([]);
  expect(await ids(search, { where: { not: { status: 'canceled' } } })).toEqual(['new', 'old']);
  expect(await search.tokensOf(anywhere(['old', 'new']))).toEqual(new Map([['new', 1]]));
  await search.merge([told('old')]);
  await search.declareComplete();
  expect(await ids(search, { entities: [['place/x']] })).toEqual(['new', 'old']);
  expect(await ids(search, { where: { subject: 'harbours' } })).toEqual(['new', 'old']);
  await search.close();
});

it('a purged table of a thousand rows can still be compacted', { timeout: 60_000 }, async () => {
  const search = await LanceSearch.open({ uri: join(folder, 'purged') });
  const random = new Random(1);
  const text = () =>
    Array.from({ length: 250 }, () => `w${Math.floor(30_000 * random.next() ** 4)}`).join(' ');
  await search.merge(Array.from({ length: 1_100 }, (_, i) => row(`${i}`, { text: text() })));
  await search.merge([row('0', { token: 2, text: 'purgeword' })]);
  await search.purge();
  await search.merge([row('after', { text: 'purgeword' })]);
  await compactAll(search);
  expect(await ids(search, { words: 'purgeword' })).toEqual(['0', 'after']);
  expect((await search.census()).documents).toBe(1_101);
  await search.close();
});

it('whoever changes the shape gives it a new number', () => {
  const columns = schema.fields.map(({ name, type }) => `${name} ${String(type)}`);
  const shape = hash(...columns, JSON.stringify(textOptions));
  expect([rowShape, shape]).toEqual([6, 'fe031cec1e9c9d39e01393c5aecc2ffb']);
});

it('a row whose bands only have equal hashes is not a near-duplicate', { timeout: 60_000 }, async () => {
  const band = (i: number) => `0-${i.toString(36)}`;
  const twin = Array.from({ length: 1_000_000 }, (_, i) => band(i + 1)).find(
    (other) => bandKey(other) === bandKey(band(0)),
  );
  expect(twin).toBeDefined();
  const search = await LanceSearch.open({ uri: join(folder, 'twins') });
  await search.merge([row('it', { bands: [band(0)] }), row('twin', { bands: [String(twin)] })]);
  for (let n = 0; n < 2; n++) {
    expect((await search.nearDuplicates([band(0)], 10)).hits.map(({ id }) => id)).toEqual(['it']);
    await compactAll(search);
  }
  await search.close();
});

it('leaves a table of too many rows as it is, and finds its rows', { timeout: 60_000 }, async () => {
  const search = await LanceSearch.open({ uri: join(folder, 'large'), mostRowsToCompact: 2 });
  const [part = ''] = await search.merge([told('a'), told('b')]);
  await search.compact(part);
  await search.merge([told('c')]);
  await expect(search.compact(part)).rejects.toThrow(PartTooLarge);
  expect(await ids(search, { words: 'toldword' })).toEqual(['a', 'b', 'c']);
  await search.close();
});

it('a compaction without new rows keeps all indices as they are', { timeout: 60_000 }, async () => {
  const uri = join(folder, 'settled');
  const search = await LanceSearch.open({ uri });
  const [part = ''] = await search.merge([told('a'), told('b')]);
  await search.compact(part);
  const indices = () => readdirSync(join(uri, `${part}.lance`, '_indices')).sort();
  const before = indices();
  await search.compact(part);
  expect(indices()).toEqual(before);
  await search.merge([told('c')]);
  await search.compact(part);
  expect(indices()).not.toEqual(before);
  await search.close();
});
