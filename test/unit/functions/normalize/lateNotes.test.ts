/** A note of how far an execution is takes effect once more, after the rows were applied. */
import { expect, it } from 'vitest';
import type { AttributeValue, Condition, Item, Key } from '../../../../core/ports/table.ts';
import { isConverged } from '../../../../core/protocol/reconcile.ts';
import { thresholds } from '../../../../core/protocol/thresholds.ts';
import { keys } from '../../../../core/records/keys.ts';
import { normalize } from '../../../../functions/normalize/normalize.ts';
import { MemoryQueue } from '../../../../runtime/memory/queue.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';
import { memoryPorts } from '../../../memoryPorts.ts';

const key = 'wire/storms.jsonl';
const lines = ['harbour', 'coast', 'islands'].map((where) =>
  JSON.stringify({ title: `Storm at the ${where}`, body: `The storm reached the ${where} on Tuesday.` }),
);

/** As if a call had been sent twice, and the first had lost its way for a while. */
class LateNotes extends MemoryTable {
  #note: (() => Promise<boolean>) | undefined;

  override async update(
    at: Key,
    set: Record<string, AttributeValue | undefined>,
    condition?: Condition,
  ): Promise<boolean> {
    const updated = await super.update(at, set, condition);
    if (set.place !== undefined) this.#note ??= () => super.update(at, set, condition);
    if (set.settled !== undefined) await this.#note?.();
    return updated;
  }
}

async function normalizeWithLateNotes() {
  const table = new LateNotes();
  const normalized = new MemoryQueue();
  const ports = {
    ...memoryPorts(Date.now),
    table,
    queues: { normalized },
    thresholds: { ...thresholds, rowsPerStep: 1 },
  };
  await ports.inbox.put(key, lines.join('\n'));
  expect(await normalize(ports, key)).toBe('stored');
  const claim = await table.get(keys.claim(key));
  expect(claim?.place).toMatchObject({ token: claim?.token });
  expect(isConverged(claim)).toBe(true);
  const rows = (prefix: string) => [...table.items()].filter(({ sk }) => sk.startsWith(prefix));
  return { table, rows, again: () => normalize(ports, key) };
}

it('leaves the key as it was applied', async () => {
  const { again } = await normalizeWithLateNotes();
  expect(await again()).toBe('unchanged');
});

it.each([
  ['all of them', (children: Item[], sources: Item[]) => [...children, ...sources]],
  [
    'all sources, and what lists the last',
    (children: Item[], sources: Item[]) => [...children.slice(-1), ...sources],
  ],
])('nothing rests on it: rows that a fault has taken come back, %s', async (_, lostOf) => {
  const { table, rows, again } = await normalizeWithLateNotes();
  for (const row of lostOf(rows('DOC#'), rows('FROM#'))) await table.delete(row);
  expect(await again()).toBe('stored');
  expect([rows('DOC#').length, rows('FROM#').length]).toEqual([lines.length, lines.length]);
});
