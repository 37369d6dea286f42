import { describe, expect, it } from 'vitest';
import {
  coldTable,
  defaultWriteUnits,
  drainHours,
  flowFor,
  peakWriteUnits,
  writeUnitsPerDocument,
} from '../../../../core/protocol/flow.ts';

const settings = [2_000, 3_000, 4_000, 5_000, 6_001, 7_000];

describe('the default', () => {
  const flow = flowFor(defaultWriteUnits);

  it('takes a million files in six hours', () => {
    expect(drainHours(flow, 1_000_000)).toBeLessThanOrEqual(6);
    expect(drainHours(flow, 1_000_000)).toBeGreaterThan(3);
  });

  it('fits into a table that nobody has written to yet, even if every stage has a backlog', () => {
    expect(flow.table.writeUnits).toBeLessThanOrEqual(coldTable.writeUnits);
    expect(flow.table.readUnits).toBeLessThanOrEqual(coldTable.readUnits);
    expect(peakWriteUnits(flow)).toBeLessThanOrEqual(coldTable.writeUnits);
  });

  it('leaves two of the ten executions of a new account to the API', () => {
    expect(flow.reserve.executionsOfTen).toBe(2);
  });
});

describe.each(settings)('at %i write units a second', (writeUnits) => {
  const flow = flowFor(writeUnits);

  it('leaves a tenth of them to the API', () => {
    expect(flow.documentsPerSecond * writeUnitsPerDocument).toBeLessThanOrEqual(0.9 * writeUnits);
    expect(flow.reserve.writeUnits).toBeGreaterThanOrEqual(0.1 * writeUnits);
  });

  it('has executions that AWS accepts, and two to four of index', () => {
    for (const count of Object.values(flow.executions)) {
      expect(count).toBeGreaterThanOrEqual(2);
      expect(count).toBeLessThanOrEqual(1_000);
    }
    expect(flow.executions.index).toBeLessThanOrEqual(4);
    expect(Math.min(...Object.values(flow.atOnce))).toBeGreaterThanOrEqual(1);
  });
});

// With few units, AWS's two executions of each stage are too many; what is too much is postponed. Whole
// numbers are a little off, too.
it.each(settings.filter((each) => each >= defaultWriteUnits))(
  'at %i write units a second, stages that all have a backlog write no more than the table takes',
  (writeUnits) => expect(peakWriteUnits(flowFor(writeUnits))).toBeLessThanOrEqual(1.01 * writeUnits),
);

it.each([2_000, 3_000])('twice %i write units a second make it faster', (writeUnits) => {
  const [once, twice] = [flowFor(writeUnits), flowFor(2 * writeUnits)];
  expect(twice.documentsPerSecond).toBeGreaterThan(1.5 * once.documentsPerSecond);
});

it.each([0, 1_999, 7_001, 4_000.5, Number.NaN])('refuses %s', (writeUnits) => {
  expect(() => flowFor(writeUnits)).toThrow(/whole number from 2000 to 7000/);
});
