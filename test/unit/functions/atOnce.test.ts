/** How much store and index do at once is set on AWS, by the write units that the table may take. */
import { expect, it } from 'vitest';
import type { Key, Table } from '../../../core/ports/table.ts';
import { enqueueDocuments, enqueueTallies } from '../../../core/protocol/messages.ts';
import type { Ports } from '../../../core/protocol/ports.ts';
import { indexStage } from '../../../functions/index/indexStage.ts';
import { storeStage } from '../../../functions/store/store.ts';
import { MemoryQueue } from '../../../runtime/memory/queue.ts';
import { MemoryTable } from '../../../runtime/memory/table.ts';
import { Records } from './sweep/records.ts';

/** A table that notes from how many partitions rows were read at once. */
class SlowTable extends MemoryTable {
  most = 0;
  readonly #reading = new Map<string, number>();

  override async get(key: Key): ReturnType<Table['get']> {
    this.#count(key, 1);
    await new Promise((resolve) => setImmediate(resolve));
    this.#count(key, -1);
    return super.get(key);
  }

  #count({ pk }: Key, change: number): void {
    this.#reading.set(pk, (this.#reading.get(pk) ?? 0) + change);
    this.most = Math.max(this.most, [...this.#reading.values()].filter((reads) => reads > 0).length);
  }
}

const stages = [
  ['store', storeStage, (queue: MemoryQueue) => enqueueDocuments(queue, ['a', 'b'])],
  [
    'index',
    indexStage,
    (queue: MemoryQueue) => enqueueTallies(queue, [{ day: '2021-05-03', entities: ['place/a', 'place/b'] }]),
  ],
] as const;

it.each(stages)('%s works on one thing after the other if it is set so', async (_, stage, send) => {
  const mostWith = async (set: { concurrency?: number }) => {
    const [queue, table] = [new MemoryQueue(), new SlowTable()];
    await send(queue);
    const ports: Ports = { ...new Records().ports, table };
    await stage({ ...ports, ...set })({ Records: queue.take(10) });
    return table.most;
  };
  expect(await mostWith({ concurrency: 1 })).toBe(1);
  expect(await mostWith({})).toBe(2);
});
