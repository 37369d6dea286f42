/** How much of the table one step reads, and into how many slices a pass divides what it has found. */
import { beforeEach, describe, expect, it } from 'vitest';
import { hash } from '../../../../../core/hash.ts';
import type { SearchRow } from '../../../../../core/ports/search.ts';
import { type Thresholds, thresholds } from '../../../../../core/protocol/thresholds.ts';
import { keys } from '../../../../../core/records/keys.ts';
import type { SweepPlace, SweepState } from '../../../../../core/records/sweepState.ts';
import { continueSweep, sweep } from '../../../../../functions/sweep/sweep.ts';
import { Records, story } from '../records.ts';

let records: Records;
let places: SweepPlace[];
beforeEach(() => {
  records = new Records();
  places = [];
  const update = records.table.update.bind(records.table);
  records.table.update = (key, set, condition) => {
    const { pass } = set as Partial<SweepState>;
    if (key.pk === keys.sweep.pk && pass !== undefined && pass.place !== places.at(-1))
      places.push(pass.place);
    return update(key, set, condition);
  };
});

const portsWith = (smaller: Partial<Thresholds>) => ({
  ...records.ports,
  thresholds: { ...thresholds, ...smaller },
});

describe('a step through the table', () => {
  /** Thirty partitions of one row, before those of the sweep itself. */
  beforeEach(async () => {
    for (let i = 1; i <= 30; i++) await records.table.put({ pk: `A#${i + 10}`, sk: 'X' });
  });
  /** How many of them each step has left behind. */
  const read = () =>
    places.flatMap(({ part, after }) => (part === 'table' && after ? [Number(after.pk.slice(2)) - 10] : []));
  const afterEachScan = (happens: () => void) => {
    const scan = records.table.scan.bind(records.table);
    records.table.scan = async (after) => {
      happens();
      return scan(after);
    };
  };

  it('reads slices until it has five times the rows of one', async () => {
    await sweep(portsWith({ sweepRows: 2 }));
    expect(read()).toEqual([10, 20, 30]);
  });

  it('ends when it has read for twenty seconds', async () => {
    afterEachScan(() => {
      records.now += 5000;
    });
    await sweep(portsWith({ sweepRows: 2 }));
    expect(read()).toEqual([8, 16, 24]);
  });

  it('ends with the slice in which the call is to end', async () => {
    let scans = 0;
    afterEachScan(() => {
      scans++;
    });
    const { outcome } = await continueSweep(portsWith({ sweepRows: 2 }), { shouldStop: () => scans >= 2 });
    expect([outcome, read()]).toEqual(['stopped', [4]]);
  });
});

describe('slices are for as many names', () => {
  const prefixes = (of: SweepPlace['part']) =>
    places.flatMap(({ part, prefix }) => (part === of && prefix ? [prefix] : []));
  const digits = [...'123456789abcdef'];

  it('as the pass that has found most references', async () => {
    await sweep(records.ports);
    const began = records.now;
    await records.table.update(keys.sweep, { earlier: [{ id: 'e', began, ended: began, references: 30 }] });
    await sweep(portsWith({ sweepNames: 4 }));
    expect(prefixes('archive')).toEqual(digits);
  });

  it('as there are documents, or search rows if these are more', async () => {
    await records.put('a.txt', story('Ministers meet in the capital'));
    const [row] = records.search.all();
    const left = [...digits, ...digits].map((digit, i) => ({ ...row, id: digit + hash(`${i}`).slice(1) }));
    records.search.overwrite(left.slice(2).map((each) => ({ ...each, gone: true })) as SearchRow[]);
    await sweep(portsWith({ sweepNames: 4 }));
    expect(prefixes('documents')).toEqual(digits);
  });
});
