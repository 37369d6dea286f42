/** A container has at most 10,000 documents; one with more is refused, never cut. */
import { expect, it } from 'vitest';
import { queryAll } from '../../../core/protocol/paginate.ts';
import { isLive } from '../../../core/protocol/reconcile.ts';
import { claim } from '../../../core/records/claim.ts';
import { keys } from '../../../core/records/keys.ts';
import { normalizeStage } from '../../../functions/normalize/normalize.ts';
import { SqliteTable } from '../../../runtime/local/table.ts';
import { MemoryObjects } from '../../../runtime/memory/objects.ts';
import { MemoryQueue } from '../../../runtime/memory/queue.ts';
import { memoryPorts } from '../../memoryPorts.ts';

const clock = () => Date.parse('2021-05-03T09:00:00Z');
const sentence = 'Maria Quelle met Jonas Winter in London on Monday; both said that the talks would go on.';

const lines = (count: number) =>
  Array.from({ length: count }, (_, i) => JSON.stringify({ id: i, title: `Note ${i}`, text: sentence })).join(
    '\n',
  );

it('a container of 10,000 documents is stored whole, and one of 10,001 is refused with a code', async () => {
  const inbox = new MemoryObjects(clock);
  const table = new SqliteTable(':memory:');
  const queues = { uploads: new MemoryQueue(), normalized: new MemoryQueue() };
  const stage = normalizeStage({ ...memoryPorts(clock), inbox, table, queues });
  const run = async (key: string, count: number) => {
    await inbox.put(key, lines(count));
    const queue = new MemoryQueue();
    await queue.send([JSON.stringify({ hint: 'key/1', key })]);
    expect(await stage({ Records: queue.take(1) })).toEqual({ batchItemFailures: [] });
    const children = await queryAll(table, { pk: keys.claim(key).pk, prefix: 'DOC#' });
    return {
      outcome: claim.parse(await table.get(keys.claim(key))),
      documents: children.filter(isLive).length,
    };
  };
  expect(await run('wire/whole.jsonl', 10_000)).toMatchObject({
    outcome: { outcome: 'stored', documents: 10_000 },
    documents: 10_000,
  });
  expect((await queues.normalized.depth()).pending).toBe(10_000);
  expect(await run('wire/more.jsonl', 10_001)).toMatchObject({
    outcome: { outcome: 'refused', refusal: { code: 'input.too_large' } },
    documents: 0,
  });
  table.close();
});
