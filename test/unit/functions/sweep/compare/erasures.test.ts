/** Interrupted erasures ride on the passes of the sweep: none of them reads the table for itself. */
import { expect, it } from 'vitest';
import { thresholds } from '../../../../../core/protocol/thresholds.ts';
import { erase } from '../../../../../functions/erase/erase.ts';
import { findErasureScope } from '../../../../../functions/erase/erasureScope.ts';
import { pendingErasureKey, writePendingErasure } from '../../../../../functions/erase/pendingErasure.ts';
import { continueSweep, sweep } from '../../../../../functions/sweep/sweep.ts';
import { Records, story } from '../records.ts';

const quarter = 15 * 60_000;

/** Records of three files; the erasures of two of them died after their first write. */
async function recordsWithErasures(): Promise<Records> {
  const records = new Records();
  for (const [name, title] of [
    ['a.txt', 'Ministers meet in the capital'],
    ['b.txt', 'A harbour reopens after the storm'],
    ['c.txt', 'A bridge is closed for the winter'],
  ] as const)
    await records.put(name, story(title));
  for (const key of ['a.txt', 'b.txt']) {
    const scope = await findErasureScope(records.ports, [key]);
    const { items: versions } = await records.inbox.listVersions(key);
    await writePendingErasure(records.archive, { archiveKey: pendingErasureKey([key]), scope, versions });
  }
  return records;
}

const traces = async (records: Records): Promise<string[]> => {
  const rows = [...records.table.items()].filter((row) =>
    /"[ab]\.txt"|Ministers meet|harbour/.test(JSON.stringify(row)),
  );
  const objects = (await records.archive.listVersions('')).items.filter(({ key }) =>
    /payloads|annotations|erasures/.test(key),
  );
  return [...rows.map(({ pk, sk }) => `${pk} ${sk}`), ...objects.map(({ key }) => key)];
};

it.each([
  ['whole passes', thresholds, Number.POSITIVE_INFINITY],
  [
    'passes of tiny slices that stop at every step',
    { ...thresholds, sweepRows: 2, sweepPartitionRows: 2, sweepNames: 1 },
    1,
  ],
])('all are completed together, with one scan a pass: %s', async (_, limits, steps) => {
  const records = await recordsWithErasures();
  let erased = 0;
  for (let round = 0; round < 8 && erased < 2; round++) {
    records.now += quarter;
    let starts = 0;
    const scan = records.table.scan.bind(records.table);
    records.table.scan = (after) => {
      if (after === undefined) starts++;
      return scan(after);
    };
    for (let outcome = 'stopped'; outcome === 'stopped'; ) {
      const report = await records.sweepWith((ports) =>
        continueSweep({ ...ports, thresholds: limits }, { shouldStop: records.afterSteps(steps) }),
      );
      outcome = report.outcome;
      erased += report.erased;
    }
    expect(starts).toBe(1);
    records.table.scan = scan;
  }
  expect(erased).toBe(2);
  const left = await traces(records);
  expect(left.filter((name) => !name.startsWith('payloads/') && !name.startsWith('annotations/'))).toEqual(
    [],
  );
  expect(left).toHaveLength(2); // the payload and the annotation of the third file
  expect(await records.differences()).toEqual([]);
});

it('one that begins during a pass waits for the next', async () => {
  const records = await recordsWithErasures();
  expect(await sweep(records.ports)).toMatchObject({ erased: 0, erasing: 2 });
});

it('an erasure passes over the records of the sweep, which have no message', async () => {
  const records = new Records();
  await records.put('a.txt', story('Ministers meet in the capital'));
  await records.table.put({ pk: 'OBJ#x', sk: 'META', token: 'one' });
  expect(await sweep(records.ports)).toMatchObject({ unread: 1 });
  const { ports } = records;
  const context = { ports, waitForRunningStages: async () => {}, compact: async () => {}, beyondReach: [] };
  const receipt = await erase(context, 'a.txt', async () => {});
  expect(Object.values(receipt.found).every((count) => count === 0)).toBe(true);
});
