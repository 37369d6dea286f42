/** A feed that is fetched every hour, each time into a new key. */
import { expect, it } from 'vitest';
import { documentId } from '../../../../core/document/documentIdentity.ts';
import { isLive } from '../../../../core/protocol/reconcile.ts';
import { keys } from '../../../../core/records/keys.ts';
import { normalize } from '../../../../functions/normalize/normalize.ts';
import { SqliteTable } from '../../../../runtime/local/table.ts';
import { MemoryObjects } from '../../../../runtime/memory/objects.ts';
import { memoryPorts } from '../../../memoryPorts.ts';

const clock = () => Date.parse('2026-03-06T09:00:00Z');
const inbox = new MemoryObjects(clock);
const table = new SqliteTable(':memory:');
const ports = { ...memoryPorts(clock), inbox, table };

const feed = (...guids: string[]) =>
  `<rss version="2.0"><channel><title>Coast</title><link>https://coast.example/</link>${guids
    .map(
      (guid) =>
        `<item><guid isPermaLink="false">${guid}</guid><title>Storm ${guid}</title><description>The harbour is closed.</description></item>`,
    )
    .join('')}</channel></rss>`;

/** The keys and payloads of the live sources of the item with this guid. */
async function liveSources(guid: string): Promise<[unknown, unknown][]> {
  const { pk } = keys.document(documentId({ provider: 'https://coast.example/', guid, ordinal: 0 }));
  const { items } = await table.query({ pk, prefix: 'FROM#', consistent: true });
  return items.filter(isLive).map(({ key, payload }) => [key, payload]);
}

it('gives one document per guid, with a source for each key that contains it', async () => {
  const keysOf = ['feeds/coast-08.xml', 'feeds/coast-09.xml'];
  await inbox.put(keysOf[0] ?? '', feed('a', 'b'));
  await inbox.put(keysOf[1] ?? '', feed('c', 'b'));
  for (const key of keysOf) expect(await normalize(ports, key)).toBe('stored');
  const found = await Promise.all(['a', 'b', 'c'].map(liveSources));
  expect(found.map((sources) => sources.map(([key]) => key).sort())).toEqual([
    [keysOf[0]],
    keysOf,
    [keysOf[1]],
  ]);
  // The same text is the same payload, whatever its position in the feed.
  expect(new Set(found[1]?.map(([, payload]) => payload)).size).toBe(1);

  // Under one key, an item that a later version no longer lists stays until the key is deleted.
  await inbox.put(keysOf[0] ?? '', feed('d'));
  await normalize(ports, keysOf[0] ?? '');
  expect((await Promise.all(['a', 'b', 'd'].map(liveSources))).map(({ length }) => length)).toEqual([
    1, 2, 1,
  ]);
  await inbox.delete(keysOf[0] ?? '');
  await normalize(ports, keysOf[0] ?? '');
  expect((await Promise.all(['a', 'b', 'd'].map(liveSources))).map(({ length }) => length)).toEqual([
    0, 1, 0,
  ]);
});
