/**
 * An entity with more rows than a slice holds is compared in parts, and what differs is found all the same.
 */
import { beforeEach, describe, expect, it } from 'vitest';
import { isLive } from '../../../../../core/protocol/reconcile.ts';
import { thresholds } from '../../../../../core/protocol/thresholds.ts';
import { keys } from '../../../../../core/records/keys.ts';
import { type SweepReport, sweep } from '../../../../../functions/sweep/sweep.ts';
import { Records, story } from '../records.ts';

const parts = { ...thresholds, sweepRows: 4, sweepPartitionRows: 3 };
const entity = 'place/london';

let records: Records;
beforeEach(async () => {
  records = new Records();
  for (let i = 0; i < 9; i++) await records.put(`${i}.txt`, story(`Ministers meet for the ${i} time`));
});

const sweepInParts = (): Promise<SweepReport> =>
  records.sweepWith((ports) => sweep({ ...ports, thresholds: parts }));
/** One document a day. */
const dated = (i: number) =>
  `Ministers meet for the ${i} time\n\nLONDON, ${i + 1} May 2021 - The foreign minister Antony Blinken arrived in London.\n`;
const postings = () => records.rows(`ENT#${entity}`, 'DAY#');
const quiet = { keys: 0, documents: 0, tallies: 0, searchRows: 0, strays: 0 };

describe('in parts, a sweep', () => {
  it('leaves alone what agrees', async () => {
    expect(postings().length).toBeGreaterThan(parts.sweepPartitionRows);
    expect(await sweepInParts()).toMatchObject(quiet);
  });

  it.each([0, 4, 8])('finds that posting %i is missing', async (i) => {
    const posting = postings()[i];
    if (posting !== undefined) await records.remove(posting);
    expect((await sweepInParts()).tallies).toBe(1);
  });

  it.each([4])('buries posting %i of another token', async (i) => {
    const posting = postings()[i];
    if (posting !== undefined) await records.table.put({ ...posting, token: 77 });
    expect((await sweepInParts()).strays).toBe(1);
    for (let round = 0; round < 3; round++) await sweepInParts();
    expect(await records.differences()).toEqual([]);
  });

  it('finds each day that is counted wrong, with or without postings, wherever parts end', async () => {
    for (let i = 0; i < 9; i++) await records.put(`${i}.txt`, dated(i));
    expect(await sweepInParts()).toMatchObject(quiet);
    for (const posting of postings().filter(isLive)) {
      await records.remove(posting);
      expect((await sweepInParts()).tallies, posting.sk).toBeGreaterThan(0);
      expect((await sweepInParts()).tallies, posting.sk).toBe(0);
    }
  });

  it.each([
    { documents: 3 },
    { mentions: 1 },
    { name: 'Paris' },
    { names: [{ name: 'Londres', documents: 9 }] },
    { settled: 0 },
  ])('finds a META that does not agree with the days: %j', async (damage) => {
    await records.table.update(keys.entity(entity), damage);
    expect((await sweepInParts()).tallies).toBe(1);
    expect(await records.differences()).toEqual([]);
  });

  it('has an entity whose META is lost counted again', async () => {
    await records.remove(keys.entity(entity));
    await sweepInParts();
    expect(await records.differences()).toEqual([]);
    expect(records.warnings).toEqual([]);
  });

  it('of a large archive compares the postings of a share in each pass, and of all in sixteen', async () => {
    const sharing = { ...thresholds, sweepShareDocuments: 0.1 };
    await sweep({ ...records.ports, thresholds: sharing });
    for (const posting of postings()) await records.table.put({ ...posting, token: 77 });
    const ofDigit = Map.groupBy(postings(), ({ doc }) => String(doc).slice(0, 1));
    const shares = Array.from({ length: 16 }, (_, i) => ofDigit.get(i.toString(16))?.length ?? 0);
    const buried: number[] = [];
    for (let pass = 0; pass < 16; pass++)
      buried.push((await sweep({ ...records.ports, thresholds: sharing })).strays);
    expect(buried.toSorted()).toEqual(shares.toSorted());
  });
});
