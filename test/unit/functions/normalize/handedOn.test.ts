/** What one execution leaves to the next when its time is over before all rows of a key are written. */
import { expect, it } from 'vitest';
import type { ObjectReader, ReadMember } from '../../../../core/formats/format.ts';
import type { Item } from '../../../../core/ports/table.ts';
import { isLive } from '../../../../core/protocol/reconcile.ts';
import { Postponed } from '../../../../core/protocol/stage.ts';
import { thresholds } from '../../../../core/protocol/thresholds.ts';
import { payloadPrefix } from '../../../../core/records/archive.ts';
import { keys } from '../../../../core/records/keys.ts';
import { normalize } from '../../../../functions/normalize/normalize.ts';
import { MemoryObjects } from '../../../../runtime/memory/objects.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';
import { memoryPorts } from '../../../memoryPorts.ts';

const key = 'lines.txt';
/**
 * Reads one document for each letter of the object, which is a feed if one is capital; digits are the number
 * of entries of an authority.
 */
const letters: ObjectReader = async (object) => {
  const text = Buffer.concat(await Array.fromAsync(object.stream())).toString();
  const members = async function* (): AsyncGenerator<ReadMember> {
    for (const letter of text) {
      const content = { schema: 'news.doc/1', title: letter, body: letter, paragraphs: [] };
      yield { part: letter, format: 'json', charset: 'utf-8', bytes: 1, content: content as never };
    }
  };
  const none = async function* (): AsyncGenerator<ReadMember> {};
  return /^\d/.test(text)
    ? {
        ...{ format: 'authority', feed: false, members: none() },
        authority: { entries: Number(text), lines: new Uint8Array() },
      }
    : { format: 'json', feed: /[A-Z]/.test(text), members: members() };
};

/** A desk at which each write of a row takes a second, of which executions have two. */
function desk() {
  let now = Date.parse('2021-05-03T09:00:00Z');
  const clock = () => now;
  const inbox = new MemoryObjects(clock);
  const table = new MemoryTable();
  const ports = { ...memoryPorts(clock), inbox, table, read: letters };
  const put = table.put.bind(table);
  table.put = (...args) => {
    now += 1000;
    return put(...args);
  };
  const hurried = { ...ports, thresholds: { ...thresholds, deadlineMilliseconds: 2000, rowsPerStep: 2 } };
  const children = () => [...table.items()].filter((row) => row.sk.startsWith('DOC#') && isLive(row)).length;
  return { inbox, table, ports, hurried, children };
}

it('how many entries a file of the authority has, which is not read again', async () => {
  const { inbox, table, ports, hurried, children } = desk();
  await inbox.put(key, 'abcde');
  await normalize(ports, key);
  await inbox.put(key, '7');
  await expect(normalize(hurried, key)).rejects.toThrow(Postponed);
  expect(children()).toBe(3);
  hurried.read = () => expect.unreachable('it is read again');
  expect(await normalize({ ...hurried, thresholds }, key)).toBe('stored');
  expect(children()).toBe(0);
  expect(await table.get(keys.claim(key))).toMatchObject({ documents: 0, entries: 7 });
});

it('rows that are left to bury, once it has buried any, also beside tombstones', async () => {
  const { inbox, table, ports, hurried, children } = desk();
  await inbox.put(key, 'abcd');
  await normalize(ports, key);
  await inbox.put(key, 'abc');
  await normalize(ports, key);
  // As if that execution had died: nothing shows that the document of the tombstone was queued.
  const claim = await table.get(keys.claim(key));
  await table.put({ ...keys.claim(key), ...claim, token: Number(claim?.token) + 1 });
  await inbox.delete(key);
  await expect(normalize(hurried, key)).rejects.toThrow(Postponed);
  expect(children()).toBe(2);
  expect(await normalize(hurried, key)).toBe('deleted');
  expect(children()).toBe(0);
});

it.each([
  ['a file', 'abcde'],
  ['a feed', 'Abcde'],
])('what was read of %s; again if the archive has lost a payload since', async (_, text) => {
  const { inbox, ports, hurried, children } = desk();
  const payloads = async () => (await ports.archive.list(payloadPrefix)).items.map((item) => item.key);
  await inbox.put(key, text);
  await expect(normalize(hurried, key)).rejects.toMatchObject({ seconds: 0 });
  expect(await payloads()).toHaveLength(5);
  for (const payload of await payloads()) await ports.archive.delete(payload);
  let reads = 0;
  hurried.read = (object) => {
    reads++;
    return letters(object);
  };
  await expect(normalize(hurried, key)).rejects.toMatchObject({ seconds: 0 });
  expect(reads).toBe(0);
  expect(await normalize({ ...hurried, thresholds }, key)).toBe('stored');
  expect([reads, children(), (await payloads()).length]).toEqual([1, 5, 5]);
});

it('nothing of an earlier version of a feed whose payloads are lost: it is read from its start', async () => {
  const { inbox, ports, hurried, table } = desk();
  const rows = (prefix: string) => [...table.items()].filter(({ sk }) => sk.startsWith(prefix));
  const payloadOf = ({ payload }: Item) => `${payloadPrefix}${payload}.json`;
  await inbox.put(key, 'Abcde');
  await expect(normalize(hurried, key)).rejects.toThrow(Postponed);
  await normalize(ports, key);
  const earlier = rows('FROM#').map(payloadOf);
  await inbox.put(key, 'Fghij');
  await expect(normalize(hurried, key)).rejects.toThrow(Postponed);
  for (const payload of earlier) await ports.archive.delete(payload);
  for (const row of rows('DOC#')) await table.delete(row);
  expect(await normalize(ports, key)).toBe('stored');
  expect(rows('FROM#')).toHaveLength(10);
  for (const row of rows('FROM#')) expect(await ports.archive.head(payloadOf(row))).toBeDefined();
});

it('members that look alike are told apart, whichever execution reads them', async () => {
  const { inbox, ports, children } = desk();
  const alike: ObjectReader = async (_, from) => {
    const members = async function* (): AsyncGenerator<ReadMember> {
      for (let i = from?.documents ?? 0; i < 3; i++) {
        const content = { schema: 'news.doc/1', title: `${i}`, paragraphs: [] };
        yield { part: 'a', format: 'json', charset: 'utf-8', bytes: 1, content: content as never };
      }
    };
    return { format: 'json', feed: false, members: members() };
  };
  await inbox.put(key, 'alike');
  const hurried = { ...ports, read: alike, thresholds: { ...thresholds, deadlineMilliseconds: 0 } };
  let executions = 1;
  const isOver = async () => {
    try {
      await normalize(hurried, key);
      return true;
    } catch (error) {
      if (!(error instanceof Postponed)) throw error;
      return false;
    }
  };
  while (!(await isOver()) && executions < 50) executions++;
  expect(children()).toBe(3);
  expect(executions).toBeGreaterThan(1);
});

it('how many members were read, though several are versions of one document', async () => {
  const { inbox, ports, children } = desk();
  const versions: ObjectReader = async (_, from) => {
    const members = async function* (): AsyncGenerator<ReadMember> {
      for (let i = from?.documents ?? 0; i < 5; i++) {
        const content = { schema: 'news.doc/1', title: `${i}`, paragraphs: [] };
        const identity = { provider: 'wire', guid: 'a', revision: [1 + i, 0] as [number, number] };
        const part = `${i}`;
        yield { part, identity, format: 'json', charset: 'utf-8', bytes: 1, content: content as never };
      }
    };
    return { format: 'json', feed: false, members: members() };
  };
  await inbox.put(key, 'versions');
  const hurried = { ...ports, read: versions, thresholds: { ...thresholds, deadlineMilliseconds: 0 } };
  for (let executions = 1; children() === 0 && executions < 20; executions++)
    await normalize(hurried, key).catch((error) => expect(error).toBeInstanceOf(Postponed));
  expect(children()).toBe(1);
});
