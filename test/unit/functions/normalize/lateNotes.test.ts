/** A note of how far an execution is takes effect once more, after the rows were applied. */
import { expect, it } from 'vitest';
import { readObject } from '../../../../core/formats/read.ts';
import type { AttributeValue, Condition, Key } from '../../../../core/ports/table.ts';
import { isConverged } from '../../../../core/protocol/reconcile.ts';
import { thresholds } from '../../../../core/protocol/thresholds.ts';
import { keys } from '../../../../core/records/keys.ts';
import { normalize } from '../../../../functions/normalize/normalize.ts';
import { MemoryObjects } from '../../../../runtime/memory/objects.ts';
import { MemoryQueue } from '../../../../runtime/memory/queue.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';

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

it('leaves the key as it was applied, and nothing rests on it', async () => {
  const table = new LateNotes();
  const normalized = new MemoryQueue();
  const ports = {
    ...{ table, inbox: new MemoryObjects(Date.now), archive: new MemoryObjects(Date.now), read: readObject },
    ...{ queues: { normalized }, clock: Date.now, log: { info() {}, warn() {}, error() {} } },
    thresholds: { ...thresholds, rowsPerStep: 1 },
  };
  await ports.inbox.put(key, lines.join('\n'));
  expect(await normalize(ports, key)).toBe('stored');
  const claim = await table.get(keys.claim(key));
  expect(claim?.place).toBeDefined();
  expect(isConverged(claim)).toBe(true);
  expect(await normalize(ports, key)).toBe('unchanged');

  // Rows that a fault has taken come back, also those before the place.
  for (const row of (await table.query({ pk: keys.claim(key).pk })).items)
    if (row.sk.startsWith('DOC#')) await table.delete(row);
  expect(await normalize(ports, key)).toBe('stored');
  const rows = (await table.query({ pk: keys.claim(key).pk })).items;
  expect(rows.filter(({ sk }) => sk.startsWith('DOC#'))).toHaveLength(lines.length);
});
