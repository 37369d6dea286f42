/** The archive has lost objects that rows reference. */
import { beforeEach, expect, it, vi } from 'vitest';
import { ObjectUnreadable } from '../../../../../core/errors.ts';
import { listQuarantine } from '../../../../../core/quarantine/listQuarantine.ts';
import {
  annotationKey,
  annotationPrefix,
  payloadKey,
  payloadPrefix,
  readingPrefix,
} from '../../../../../core/records/archive.ts';
import type { Basis } from '../../../../../core/records/document.ts';
import { keys } from '../../../../../core/records/keys.ts';
import { noDocument } from '../../../../../functions/sweep/compare/archiveSlice.ts';
import { restoreLostObjects } from '../../../../../functions/sweep/compare/lostObjects.ts';
import { sweep } from '../../../../../functions/sweep/sweep.ts';
import { Records, story } from '../records.ts';
import { key, nothing, RepairedRecords } from './repairing.ts';

let records: Records;
beforeEach(async () => {
  records = new Records();
  await records.put('a.txt', story('Ministers meet in the capital'));
  await records.put('b.txt', story('A harbour reopens after the storm'));
});

const feed = (title: string, text = title) => `<rss version="2.0"><channel><title>Wire</title>
    <link>https://w.example</link><item><guid>https://w.example/${title}</guid>
    <title>${text} closes the harbour for days</title><description>${story(text)}</description></item>
    </channel></rss>`;

const quarantine = async () =>
  (await listQuarantine(records.table, {}, { limit: 50 })).items.map(
    ({ key, refusal }) => `${key} ${refusal.code}`,
  );

const evidence = async () =>
  (await listQuarantine(records.table, {}, { limit: 50 })).items.find(
    ({ refusal }) => refusal.code === 'fault.lost',
  )?.refusal.evidence;

it('verify reports each of them, and the sweep has them made again from the inbox', async () => {
  const lost = (await records.loseArchive(payloadPrefix)) + (await records.loseArchive(annotationPrefix));
  expect(lost).toBe(4);
  expect((await records.differences()).filter((line) => line.startsWith('archive '))).toHaveLength(4);
  expect((await records.sweep()).keys).toBe(2);
  expect(await records.differences()).toEqual([]);
  expect(await records.sweep()).toMatchObject({ keys: 0, documents: 0 });
  expect(await quarantine()).toEqual([]);
});

it('a payload whose bytes are lost, though its versions are listed, is made again', async () => {
  const { archive } = records;
  const [listVersions, head] = [archive.listVersions.bind(archive), archive.head.bind(archive)];
  const [payload] = (await listVersions(payloadPrefix)).items;
  const isLost = (key: string) => key === payload?.key;
  archive.head = async (...asked) => (isLost(asked[0]) ? undefined : head(...asked));
  archive.listVersions = async (...asked) => {
    const { items, ...page } = await listVersions(...asked);
    return { ...page, items: items.map((item) => (isLost(item.key) ? { ...item, latest: false } : item)) };
  };
  expect((await records.sweep()).keys).toBe(1);
});

it('an annotation alone is made again from its payload', async () => {
  await records.loseArchive(annotationPrefix);
  expect(await records.sweep()).toMatchObject({ keys: 0, documents: 2 });
  expect(await records.differences()).toEqual([]);
});

it('of a document with two texts, what it is made from is made again, and nothing of the other', async () => {
  await records.put('one.xml', feed('Storm'));
  records.now += 1000;
  await records.put('two.xml', feed('Storm', 'A flood'));
  const meta = records.row(
    ({ pk, sk }) => pk.startsWith('DOC#') && sk === 'META' && records.rows(pk, 'FROM#').length === 2,
  );
  const { basis } = meta.applied as { basis: Basis };
  const found = async () => {
    const { keys: files, documents } = await records.sweep();
    expect(await records.differences()).toEqual([]);
    return { files, documents };
  };
  await records.loseArchive(annotationKey(basis));
  expect(await found()).toEqual({ files: 0, documents: 1 });
  const losers = records.rows(meta.pk, 'FROM#').filter(({ payload }) => payload !== basis.payload);
  expect(losers).toHaveLength(1);
  await records.loseArchive(annotationKey({ ...basis, payload: String(losers[0]?.payload) }));
  await records.loseArchive(payloadKey(basis.payload));
  expect(await found()).toEqual({ files: 1, documents: 0 });
});

it('an annotation is not made again for a text that no file has any more', async () => {
  const one = await RepairedRecords.open();
  await one.loseArchive(annotationPrefix);
  const restore = () => one.repaired((pass) => restoreLostObjects(pass, one.doc));
  expect(await restore()).toMatchObject({ documents: 1 });
  const payload = 'e'.repeat(32);
  await one.archive.put(payloadKey(payload), '{}');
  await one.table.update(keys.from(one.doc, key), { payload });
  expect(await restore()).toEqual({ ...nothing, messages: [] });
});

it('that a version cannot be read may show only while it is read', async () => {
  const one = await RepairedRecords.open();
  await one.loseArchive(payloadPrefix);
  const get = one.inbox.get.bind(one.inbox);
  one.inbox.get = async (...args) => {
    const object = await get(...args);
    return object && { ...object, bytes: () => Promise.reject(new ObjectUnreadable('denied', key)) };
  };
  const recordLost = vi.fn(async (_pk: string, _lost: { evidence: string }) => {});
  await one.repaired((pass) => restoreLostObjects(Object.assign(pass, { faults: { recordLost } }), one.doc));
  expect(recordLost.mock.calls.map(([, { evidence }]) => evidence)).toEqual([
    expect.stringMatching(/: encrypted$/),
  ]);
});

it('an object that was deleted is lost, although its versions are still there', async () => {
  for (const prefix of [payloadPrefix, annotationPrefix])
    for (const { key } of (await records.archive.list(prefix)).items) await records.archive.delete(key);
  expect((await records.sweep()).keys).toBe(2);
  expect(await records.differences()).toEqual([]);
});

it('a reading of a feed, which is only a cache, is not missed', async () => {
  await records.put('feed.xml', feed('Storm'));
  expect(await records.loseArchive(readingPrefix)).toBeGreaterThan(0);
  const query = vi.spyOn(records.table, 'query');
  expect(await records.sweep()).toMatchObject({ keys: 0, documents: 0 });
  expect(query.mock.calls.filter(([{ pk }]) => pk === keys.document(noDocument).pk)).toEqual([]);
});

it('what cannot be restored for another reason is in quarantine as a fault of its document', async () => {
  const { pk } = records.row(({ sk, key }) => sk.startsWith('FROM#') && key === 'a.txt');
  await records.loseArchive(payloadPrefix);
  records.inbox.get = () => Promise.reject(new Error('denied'));
  expect((await sweep(records.ports)).unread).toBe(2);
  const { items } = await listQuarantine(records.table, { code: 'fault.sweep' }, { limit: 50 });
  expect(items.map(({ document }) => document)).toContain(pk.slice('DOC#'.length));
});

it('a document whose payload is lost can be replaced and deleted, and its postings go', async () => {
  await records.loseArchive(payloadPrefix);
  await records.put('a.txt', story('Ministers part without a result'));
  await records.inbox.delete('b.txt');
  await records.handle('b.txt');
  for (let i = 0; i < 3; i++) await records.sweep();
  expect(await records.differences()).toEqual([]);
});

it('what cannot be made again is in quarantine until its file can be read', async () => {
  const get = records.inbox.get.bind(records.inbox);
  await records.put('feed.xml', feed('Storm'));
  const first = (await records.inbox.head('feed.xml'))?.version;
  await records.put('feed.xml', feed('Flood'));
  expect(await records.differences()).toEqual([]);

  await records.loseArchive(payloadPrefix);
  records.inbox.get = async (key, options) => {
    if (options?.version === first) throw new ObjectUnreadable('archived', key);
    return get(key, options);
  };
  await records.sweep();
  expect(await quarantine()).toContain('feed.xml fault.lost');
  expect(await evidence()).toMatch(/: archived$/);
  records.inbox.get = async (key, options) => {
    if (options?.version === first) throw new ObjectUnreadable('denied', key);
    return get(key, options);
  };
  await records.sweep();
  expect(await evidence()).toMatch(/: encrypted$/);
  records.inbox.get = get;
  await records.sweep();
  await records.sweep();
  expect(await quarantine()).toEqual([]);
  expect(await records.differences()).toEqual([]);
});

it('all postings of a document go in one pass that was deleted after its text was lost', async () => {
  await records.put(
    'c.txt',
    'Ministers meet\n\nLondon, 3 May 2021. Antony Blinken met Sanna Marin, Joe Biden, Dominic Raab and ' +
      'Annalena Baerbock in Helsinki, before they went to Tokyo and to Berlin with Boris Johnson.',
  );
  await records.loseArchive(payloadPrefix);
  await records.inbox.delete('c.txt');
  await records.handle('c.txt');
  await records.sweep();
  expect((await records.sweep()).strays).toBe(0);
  expect(await records.differences()).toEqual([]);
});
