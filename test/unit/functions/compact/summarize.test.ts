/** Days are summarized where the notes of merges say that enough has changed. */
import { beforeEach, expect, it } from 'vitest';
import { noteMerged, readNotes } from '../../../../core/records/compaction.ts';
import { summarize } from '../../../../functions/compact/summarize.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';

const due = { merges: Number.POSITIVE_INFINITY, rows: 10, milliseconds: 30, longest: 100 };

let table: MemoryTable;
let now: number;
let looks: (readonly string[])[];
let outcome: { made: number; complete: boolean } | Error;
let warnings: string[];
let onLook: () => Promise<void>;
const ports = () => ({
  table,
  clock: () => now,
  log: { info() {}, warn: (message: string) => void warnings.push(message), error() {} },
  search: {
    summarizeDays: async ({ parts = [] }: { until: number; parts?: readonly string[] }) => {
      looks.push(parts);
      await onLook();
      if (outcome instanceof Error) throw outcome;
      return outcome;
    },
  },
});
const run = () => summarize(ports(), { until: now + 1, due });
const noted = async () => (await readNotes({ table }, 'summaries')).map(({ part, rows }) => [part, rows]);

beforeEach(() => {
  [table, now, looks, warnings] = [new MemoryTable(), 1000, [], []];
  outcome = { made: 2, complete: true };
  onLook = async () => {};
});

it('looks at nothing that was not merged into, nor before enough rows are new', async () => {
  expect(await run()).toBe(0);
  await noteMerged(ports(), ['a'], 9);
  await noteMerged(ports(), ['b'], 10);
  expect(await run()).toBe(0);
  expect(looks).toEqual([]);
  now += 30;
  expect(await run()).toBe(2);
  expect([looks, await noted()]).toEqual([[['b']], [['a', 9]]]);
  now += 70;
  await run();
  expect([looks.at(-1), await noted()]).toEqual([['a'], []]);
  // Compaction has notes of its own.
  expect(await readNotes({ table }, 'compaction')).toHaveLength(2);
});

it('looks again at what it has not finished, and at what was merged meanwhile', async () => {
  await noteMerged(ports(), ['a'], 10);
  now += 30;
  outcome = { made: 1, complete: false };
  expect([await run(), await noted()]).toEqual([1, [['a', 10]]]);
  outcome = new Error('no disk');
  expect([await run(), await noted()]).toEqual([0, [['a', 10]]]);
  expect(warnings).toEqual([expect.stringContaining('could not summarize')]);
  outcome = { made: 1, complete: true };
  onLook = async () => {
    now += 1;
    await noteMerged(ports(), ['a'], 4);
  };
  expect([await run(), await noted()]).toEqual([1, [['a', 4]]]);
});
