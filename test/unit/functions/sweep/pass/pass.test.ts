/** What the parts of a pass share: which share of a large archive it compares, and reads at one moment. */
import { beforeEach, expect, it, vi } from 'vitest';
import { hash } from '../../../../../core/hash.ts';
import type { Item } from '../../../../../core/ports/table.ts';
import { thresholds } from '../../../../../core/protocol/thresholds.ts';
import { SweepPass } from '../../../../../functions/sweep/pass/pass.ts';
import { Records } from '../records.ts';

const digits = [...'0123456789abcdef'];
let records: Records;
beforeEach(() => {
  records = new Records();
});

/** The n-th pass through so many documents, of which a share has ten. */
function passOf(documents: number, passes: number): SweepPass {
  const ports = { ...records.ports, thresholds: { ...thresholds, sweepShareDocuments: 10 } };
  const lease = { state: { documents, passes, pass: { unindexed: 0, present: 0, made: {} } } };
  const rest = { lease, faults: {}, erasing: {}, shouldStop: () => false };
  return new SweepPass(ports, rest as unknown as ConstructorParameters<typeof SweepPass>[1]);
}

it.each([
  [0, 1],
  [10, 1],
  [11, 2],
  [30, 3],
  [150, 15],
  [1000, 16],
])('of %d documents each pass compares one of %d shares, which the first digit says', (documents, shares) => {
  for (let passes = 0; passes < 20; passes++) {
    const pass = passOf(documents, passes);
    for (const [i, digit] of digits.entries()) {
      expect(pass.comparesPostings(`${digit}70${'c'.repeat(29)}`)).toBe(i % shares === passes % shares);
      const entity = `person/${digit}`;
      const first = digits.indexOf(hash(entity).charAt(0));
      expect(pass.comparesEntity(entity)).toBe(first % shares === passes % shares);
    }
  }
});

it('rows that are asked for at one moment are read in one call, and given to whoever asked', async () => {
  const row = (pk: string): Item => ({ pk, sk: 'X' });
  for (const pk of 'abc') await records.table.put(row(pk));
  const batchGet = vi.spyOn(records.table, 'batchGet');
  const pass = passOf(0, 0);
  const ask = (...pks: string[]) => pass.batchGet(pks.map((pk) => ({ pk, sk: 'X' })));
  const found = await Promise.all([ask('a'), ask('x', 'b'), ask(), ask('c')]);
  expect(found).toEqual([[row('a')], [undefined, row('b')], [], [row('c')]]);
  expect(batchGet).toHaveBeenCalledTimes(1);
  batchGet.mockRejectedValueOnce(new Error('throttled'));
  const failed = await Promise.allSettled([ask('a'), ask('b')]);
  expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await ask('a')).toEqual([row('a')]);
});
