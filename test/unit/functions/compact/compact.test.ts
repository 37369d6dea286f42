import { beforeEach, expect, it } from 'vitest';
import { PartTooLarge } from '../../../../core/errors.ts';
import { noteMerged, readNotes } from '../../../../core/records/compaction.ts';
import { type CompactOptions, compact } from '../../../../functions/compact/compact.ts';
import { MemorySearch } from '../../../../runtime/memory/search.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';
import { silentLog as silent } from '../../../silentLog.ts';

const hour = 3_600_000;
const atOnce = { merges: 1, rows: 0, milliseconds: 0, longest: 0 };

let table: MemoryTable;
let compacted: string[];
let now: number;
let onCompact: (part: string) => Promise<void>;
/** A search table whose parts take a minute each to compact. */
class SlowSearch extends MemorySearch {
  override async parts(): Promise<string[]> {
    return ['a', 'b', 'c'];
  }
  override async compact(part = ''): Promise<void> {
    await onCompact(part);
    compacted.push(part);
    now += 60_000;
  }
}
const ports = () => ({ table, search: new SlowSearch(), clock: () => now, log: silent });
const run = (options: Partial<CompactOptions> = {}) =>
  compact(ports(), {
    until: now + hour,
    latest: now + hour,
    due: { merges: 2, rows: 10, milliseconds: 6 * hour, longest: 72 * hour },
    ...options,
  });
const noted = async () =>
  (await readNotes({ table }, 'compaction')).map(({ part, merges }) => [part, merges]);

beforeEach(async () => {
  table = new MemoryTable();
  compacted = [];
  now = 1_000 * hour;
  onCompact = async () => {};
  await run(); // looks a part over
  compacted = [];
});

it('compacts every part once a week, and none that was not written in between', async () => {
  await run();
  now += 23 * hour;
  await run();
  expect(compacted).toEqual([]);
  for (let day = 0; day < 7; day++) {
    now += 24 * hour;
    await run();
  }
  expect(compacted.toSorted()).toEqual(['a', 'b', 'c']);
});

it('compacts a part after enough merges, or when the first of them is old', async () => {
  await noteMerged(ports(), ['a'], 9);
  await noteMerged(ports(), ['b', 'c'], 5);
  await noteMerged(ports(), ['b'], 5);
  expect(await run()).toEqual({ compacted: 1, failed: 0, tooLarge: 0, waiting: 2 });
  expect([compacted, await noted()]).toEqual([
    ['b'],
    [
      ['a', 1],
      ['c', 1],
    ],
  ]);
  const due = { merges: 9, rows: 9, milliseconds: 6 * hour, longest: 12 * hour };
  now += 6 * hour;
  await run({ due });
  expect([compacted, await noted()]).toEqual([['b', 'a'], [['c', 1]]]);
  now += 6 * hour;
  await run({ due });
  expect([compacted, await noted()]).toEqual([['b', 'a', 'c'], []]);
});

it('stops when its time is over, and goes on from there', async () => {
  const due = atOnce;
  await noteMerged(ports(), ['c'], 1);
  now += 1;
  await noteMerged(ports(), ['a', 'b'], 1);
  expect(await run({ until: now + 60_001, due })).toEqual({
    compacted: 2,
    failed: 0,
    tooLarge: 0,
    waiting: 1,
  });
  expect(compacted).toEqual(['c', 'a']);
  await run({ due });
  expect([compacted, await noted()]).toEqual([['c', 'a', 'b'], []]);
});

it('keeps the note of a part that was written while it was compacted, or could not be', async () => {
  const due = atOnce;
  await noteMerged(ports(), ['a', 'b'], 1);
  onCompact = async (part) => {
    if (part === 'b') throw new Error('another process cleaned it');
    now += 1;
    await noteMerged(ports(), [part], 1);
  };
  expect(await run({ due })).toEqual({ compacted: 1, failed: 1, tooLarge: 0, waiting: 0 });
  expect((await noted()).toSorted()).toEqual([
    ['a', 1],
    ['b', 1],
  ]);
});

it('does not run twice at once, and not blocked for ever by one that died', async () => {
  const due = atOnce;
  await noteMerged(ports(), ['a', 'b'], 1);
  let second: unknown = 'not run';
  onCompact = async () => {
    second = await compact(ports(), { until: now + hour, latest: now + hour, due });
  };
  await run({ due });
  expect(second).toBeUndefined();
  onCompact = async () => {
    throw new Error('unreachable');
  };
  // One that died has not ended its turn.
  await table.put({ pk: 'COMPACT', sk: 'TURN', until: now + hour, overseen: now });
  expect(await run({ due })).toBeUndefined();
  now += hour;
  expect(await run({ due })).toBeDefined();
});

it('leaves a part that has too many rows, says so, and goes on with the others', async () => {
  await noteMerged(ports(), ['a', 'b'], 1);
  onCompact = async (part) => {
    if (part === 'a') throw new PartTooLarge('a has 100001 rows');
  };
  const warnings: string[] = [];
  const log = { ...silent, warn: (message: string) => warnings.push(message) };
  const options = { until: now + hour, latest: now + hour, due: atOnce };
  const report = await compact({ ...ports(), log }, options);
  expect(report).toEqual({ compacted: 1, failed: 0, tooLarge: 1, waiting: 0 });
  expect(warnings).toEqual([expect.stringContaining('too many rows')]);
  expect([compacted, await noted()]).toEqual([['b'], []]);
});

it('turns to the other parts first when a compaction has died', async () => {
  const due = atOnce;
  await noteMerged(ports(), ['a'], 1);
  now += 1;
  await noteMerged(ports(), ['b'], 1);
  let notesOfTheDead: Awaited<ReturnType<MemoryTable['query']>> | undefined;
  onCompact = async () => {
    notesOfTheDead ??= await table.query({ pk: 'COMPACT', consistent: true });
  };
  await run({ due });
  // The table as the process left it that died of the first part, a; its turn has passed.
  for (const item of notesOfTheDead?.items ?? []) await table.put(item);
  now += 2 * hour;
  compacted = [];
  await run({ due });
  expect([compacted, await noted()]).toEqual([['b', 'a'], []]);
});
