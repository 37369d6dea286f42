/** The archive has lost objects that rows reference. */
import { beforeEach, expect, it } from 'vitest';
import { ObjectUnreadable } from '../../../../../core/errors.ts';
import { listQuarantine } from '../../../../../core/quarantine/listQuarantine.ts';
import { annotationPrefix, payloadPrefix } from '../../../../../core/records/archive.ts';
import { Records, story } from '../records.ts';

let records: Records;
beforeEach(async () => {
  records = new Records();
  await records.put('a.txt', story('Ministers meet in the capital'));
  await records.put('b.txt', story('A harbour reopens after the storm'));
});

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

it('an annotation alone is made again from its payload', async () => {
  await records.loseArchive(annotationPrefix);
  expect(await records.sweep()).toMatchObject({ keys: 0, documents: 2 });
  expect(await records.differences()).toEqual([]);
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
  const feed = (
    title: string,
  ) => `<rss version="2.0"><channel><title>Wire</title><link>https://w.example</link>
    <item><guid>https://w.example/${title}</guid><title>${title} closes the harbour for days</title>
    <description>${story(title)}</description></item></channel></rss>`;
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
