/**
 * A sweep finds rows that nothing accounts for as well as rows that are missing. Each case damages records
 * and sweeps until nothing differs; what is left must be what a rebuild gives.
 */
import { beforeEach, describe, expect, it } from 'vitest';
import { isLive } from '../../../../../core/protocol/reconcile.ts';
import { isDerivedRow, keys } from '../../../../../core/records/keys.ts';
import { store } from '../../../../../functions/store/store.ts';
import { Records, story } from '../records.ts';

let records: Records;
beforeEach(async () => {
  records = new Records();
  await records.put('a.txt', story('Ministers meet in the capital'));
  await records.put('a.txt', story('Ministers meet in the capital again'));
  await records.put('b.txt', story('A harbour reopens after the storm'));
  await records.put('c.txt', story('The minister Okoye opens a bridge'));
  await records.put('d.txt', story('The minister K. Bello opens a school'));
  expect(await records.differences()).toEqual([]);
});

/** Sweeps until nothing is queued. @returns how many sweeps that took */
async function repair(): Promise<number> {
  for (let sweeps = 1; sweeps <= 4; sweeps++) {
    const { keys, documents, tallies, searchRows, strays } = await records.sweep();
    if (keys + documents + tallies + searchRows + strays === 0) return sweeps;
  }
  throw new Error('The sweep keeps finding differences.');
}

const postings = () => records.rows('ENT#', 'DAY#').filter(isLive);
/** The row of the one short name that has a row of its own. */
const place = () => records.row(({ sk }) => sk.startsWith('NAME#'));
const claimOf = (key: string) => records.row(({ pk, sk }) => pk === keys.claim(key).pk && sk === 'META');

describe('a sweep repairs', () => {
  const damages: [string, () => Promise<void>][] = [
    [
      'a posting of a document that does not exist',
      async () => {
        const [posting] = postings();
        const ghost = keys.posting('person/nobody', '2021-05-03', 'f'.repeat(32));
        await records.table.put({ ...posting, ...ghost, doc: 'f'.repeat(32), token: 40 });
      },
    ],
    [
      'a posting that an earlier token left behind',
      async () => {
        const [posting] = postings();
        const ghost = keys.posting('person/nobody', '2021-05-03', String(posting?.doc));
        await records.table.put({ ...posting, ...ghost, token: 1 });
      },
    ],
    [
      'a posting of a document that is gone, of its last token',
      async () => {
        const [child] = records.rows(keys.claim('b.txt').pk, 'DOC#');
        const doc = String(child?.sk).slice('DOC#'.length);
        const posting = postings().find((row) => row.doc === doc);
        await records.inbox.delete('b.txt');
        await records.handle('b.txt');
        const { token } = records.row(({ pk, sk }) => pk === `DOC#${doc}` && sk === 'META');
        if (posting !== undefined) await records.table.put({ ...posting, token: Number(token) });
        expect(postings().filter((row) => row.doc === doc)).toHaveLength(1);
      },
    ],
    [
      'a document whose META is lost, with rows of higher tokens',
      async () => {
        for (const { pk } of records.rows('DOC#', 'META')) await records.remove({ pk, sk: 'META' });
        for (const posting of postings()) await records.table.put({ ...posting, token: 50 });
      },
    ],
    [
      'a lost claim, with children of higher tokens',
      async () => {
        const { pk } = keys.claim('a.txt');
        await records.remove({ pk, sk: 'META' });
        for (const child of records.rows(pk, 'DOC#')) await records.table.put({ ...child, token: 50 });
      },
    ],
    [
      'children of a claim that is lost, of a key that the bucket does not have',
      async () => {
        await records.table.put({ ...keys.child('nowhere.txt', 'e'.repeat(32)), token: 9 });
      },
    ],
    [
      'a source without the child row that lists it',
      async () => {
        const [child] = records.rows(keys.claim('a.txt').pk, 'DOC#');
        const doc = String(child?.sk).slice(4);
        await records.remove(keys.child('a.txt', doc));
        const [other] = records.rows('DOC#', 'FROM#');
        const ghost = 'd'.repeat(32);
        await records.table.put({ ...other, ...keys.from(ghost, 'a.txt'), key: 'a.txt', token: 60 });
      },
    ],
    [
      'a child row without its source',
      async () => {
        const [source] = records.rows('DOC#', 'FROM#').filter(({ key }) => key === 'a.txt');
        if (source !== undefined) await records.remove(source);
      },
    ],
    [
      'a child row whose source is buried',
      async () => {
        const [source] = records.rows('DOC#', 'FROM#').filter(({ key }) => key === 'a.txt');
        if (source === undefined) throw new Error('a.txt has no source');
        const { pk, sk, token } = source;
        await records.table.put({ pk, sk, token: Number(token), gone: true });
      },
    ],
    [
      'a lost posting',
      async () => {
        const [row] = records.rows('ENT#', 'DAY#').filter(isLive);
        expect(row).toBeDefined();
        if (row !== undefined) await records.remove(row);
      },
    ],
    [
      'a lost posting of a surname alone, which says where the name stands',
      async () => {
        const posting = records.row(({ pk, sk }) => pk === 'ENT#person/okoye' && sk.startsWith('DAY#'));
        await records.remove(posting);
      },
    ],
    [
      'a lost row of a short name',
      async () => {
        expect(place()).toMatchObject({ form: 'K. Bello' });
        await records.remove(place());
      },
    ],
    [
      'a row of a short name that says somebody else is meant',
      async () => {
        await records.table.put({ ...place(), to: 'person/nobody' });
      },
    ],
    [
      'an alias of an entity that does not exist, and one that its entity does not list',
      async () => {
        await records.table.put({
          ...keys.alias('nobody', 'person/nobody'),
          entity: 'person/nobody',
          folded: 'nobody',
          token: 3,
        });
        const entity = 'place/london';
        await records.table.put({ ...keys.alias('paris', entity), entity, folded: 'paris', token: 70 });
      },
    ],
    [
      'a lost alias',
      async () => {
        const [alias] = records.rows('ALIAS#');
        if (alias !== undefined) await records.remove(alias);
      },
    ],
    [
      'a buried alias of an entity that lists it',
      async () => {
        const alias = keys.alias('london', 'place/london');
        await records.table.put({ ...alias, token: 70, gone: true });
      },
    ],
    [
      'a tally without postings, and an entity without anything',
      async () => {
        const entity = 'person/nobody';
        await records.table.put({
          ...keys.tally(entity, '2021-05-03'),
          d03: [4, [2, 3, { Nobody: 2 }]],
        });
        const [meta] = records.rows('ENT#', 'META');
        const nothing = 'person/nothing';
        await records.table.put({ ...meta, ...keys.entity(nothing), entity: nothing, aliases: [] });
      },
    ],
    [
      'a search row of a document that does not exist',
      async () => {
        const [row] = records.search.all();
        if (row !== undefined) records.search.overwrite([{ ...row, id: 'c'.repeat(32), token: 80 }]);
      },
    ],
    [
      'a search row of a document of which META says only that it has no source',
      async () => {
        const [row] = records.search.all();
        const doc = 'c'.repeat(32);
        if (row !== undefined) records.search.overwrite([{ ...row, id: doc, token: 80 }]);
        await store(records.ports, doc); // as after a late message about it
      },
    ],
    [
      'a search row that is ahead of the records, because these were restored to an earlier state',
      async () => {
        records.search.overwrite(
          records.search.all().map((row) => ({ ...row, token: 90, text: 'Later text.' })),
        );
      },
    ],
  ];

  it.each(damages)('%s', async (_, damage) => {
    await damage();
    expect(await repair()).toBeLessThanOrEqual(3);
    expect(await records.differences()).toEqual([]);
    expect(claimOf('a.txt').settled).toBe(claimOf('a.txt').token);
  });
});

it('leaves records alone that agree', async () => {
  const derived = () => JSON.stringify([...records.table.items()].filter(isDerivedRow));
  const before = derived();
  expect(await records.sweep()).toMatchObject({
    keys: 0,
    documents: 0,
    tallies: 0,
    searchRows: 0,
    strays: 0,
  });
  expect(derived()).toBe(before);
});
