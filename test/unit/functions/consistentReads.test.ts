/**
 * What a stage, the sweep, an erasure or a redrive decides on, it reads consistently. DynamoDB's other reads
 * may show the past: a stage that trusted one would write the past again, under a newer token.
 */

import { expect, it } from 'vitest';
import type { Key, Query, Table } from '../../../core/ports/table.ts';
import { enqueueKeys } from '../../../core/protocol/messages.ts';
import { thresholds } from '../../../core/protocol/thresholds.ts';
import { redriveKey, redriveQuarantine } from '../../../core/quarantine/redrive.ts';
import { erase } from '../../../functions/erase/erase.ts';
import { runStages } from '../../../functions/runStages.ts';
import { sweep } from '../../../functions/sweep/sweep.ts';
import { annotator } from '../../../runtime/annotator.ts';
import { SmallObjects } from '../../../runtime/aws/smallObjects.ts';
import { MemoryObjects } from '../../../runtime/memory/objects.ts';
import { MemoryTable } from '../../../runtime/memory/table.ts';
import { memoryPorts } from '../../memoryPorts.ts';
import { pieces } from '../../pieces.ts';

/** A table that notes what is read, and how. */
class WatchedTable extends MemoryTable {
  readonly consistent = new Set<string>();
  readonly others = new Set<string>();

  override get(key: Key, options?: { consistent?: boolean }): ReturnType<Table['get']> {
    this.#note(`get ${kindOf(key.pk)} ${kindOf(key.sk)}`, options?.consistent);
    return super.get(key);
  }

  override query(query: Query): ReturnType<Table['query']> {
    if (query.index === undefined)
      this.#note(`query ${kindOf(query.pk)} ${kindOf(query.prefix ?? query.from ?? '')}`, query.consistent);
    return super.query(query);
  }

  /** Batches have no consistent reads: whoever decides on what one shows reads again. */
  override async batchGet(batch: readonly Key[]): ReturnType<Table['batchGet']> {
    return Promise.all(batch.map((key) => super.get(key)));
  }

  #note(read: string, consistent: boolean | undefined): void {
    (consistent === true ? this.consistent : this.others).add(read);
  }
}

/** Aliases and small objects have names of people and hashes in their keys. */
const kindOf = (key: string): string => /^[A-Z]+(?=#|$)|^[a-z]+(?=\/)|/.exec(key)?.[0] ?? '';

const story = (name: string, date = '3 May 2021') =>
  `${name} in London\n\nLONDON, ${date} - ${name} met the mayor of London on Monday, the office said.`;
const feed = (...ids: string[]) =>
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'Wire',
    items: ids.map((id) => ({ id, title: `Item ${id}`, content_text: story(`Antony Blinken ${id}`) })),
  });

it('every read that something is decided on is consistent', async () => {
  const hot = await watch([1, 2]);
  const cold = await watch(thresholds.shardDocuments);
  expect([...hot.others, ...cold.others]).toEqual([]);
  // And these reads happened at all.
  expect([...hot.consistent.union(cold.consistent)].sort()).toEqual(
    pieces(
      'get DOC META¦get ENT META¦get ENT SHARD¦get ENT TALLY¦get EPOCH META¦get OBJ META',
      'get SMALL annotations¦get SMALL payloads¦get SWEEP META¦query ALIAS ¦query DECISIONS ¦query DOC ',
      'query DOC FROM¦query ENT DAY¦query ENT NAME¦query ENT SHARD¦query ENT TALLY¦query OBJ ',
      'query OBJ DOC¦query OBJ PART¦query SMALL annotations¦query SMALL payloads',
    ),
  );
});

/** The reads of all stages, a sweep, a redrive and an erasure. */
async function watch(shardDocuments: readonly number[]): Promise<WatchedTable> {
  let now = Date.parse('2026-01-01T12:00:00Z');
  const clock = () => now;
  const table = new WatchedTable();
  const ports = {
    ...memoryPorts(clock),
    archive: new SmallObjects(new MemoryObjects(clock), table, clock),
    table,
    thresholds: { ...thresholds, shardDocuments, openCharacters: 1, openDays: 1 },
    annotate: annotator(),
  };
  const handle = async (...named: string[]) => {
    now += 1000;
    await runStages(ports, ({ uploads }) => enqueueKeys(uploads, named));
  };
  for (const [key, body] of [
    ['a.txt', story('Antony Blinken')],
    ['b.txt', story('Angela Merkel')],
    ['c.txt', story('Antony Blinken', '4 June 2021')],
    ['d.txt', story('Antony Blinken', '5 July 2021')],
    ['feed.json', feed('1')],
    ['broken.jsonl', `{"title":"One","text":"${'word '.repeat(20)}"}\nnot JSON\n`],
    ['broken.pdf', '%PDF-1.4 broken'],
  ] as const)
    await ports.inbox.put(key, body);
  await handle('a.txt', 'b.txt', 'c.txt', 'd.txt', 'feed.json', 'broken.jsonl', 'broken.pdf');
  await ports.inbox.put('a.txt', story('Dominic Raab'));
  await ports.inbox.put('feed.json', feed('1', '2'));
  await ports.inbox.delete('b.txt');
  await handle('a.txt', 'b.txt', 'feed.json', 'never.txt');
  await redriveKey(ports, 'broken.jsonl', 'json.malformed');
  await redriveQuarantine(ports);
  await sweep(ports);
  const context = { waitForRunningStages: async () => {}, compact: async () => {}, beyondReach: [] };
  await erase({ ...context, ports }, 'a.txt');

  return table;
}
