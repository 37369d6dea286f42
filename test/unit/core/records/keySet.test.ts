import fc from 'fast-check';
import { expect, it } from 'vitest';
import { KeySet } from '../../../../core/records/keySet.ts';
import { growth, maxGrowth } from '../../../cpuTime.ts';

it('has each of thousands of keys, and takes no longer for each', async () => {
  const work = (count: number) => {
    const set = new KeySet();
    for (let i = 0; i < count; i++) set.add(`key ${i}`);
    expect(set.size).toBe(count);
    for (let i = 0; i < count; i++) if (!set.has(`key ${i}`)) throw new Error(`key ${i} is lost`);
    return set.has('another');
  };
  expect(work(3000)).toBe(false);
  expect(await growth(16_000, work)).toBeLessThan(maxGrowth);
});

it('has the keys that were added, however many, and no others', () => {
  const names = fc.uniqueArray(fc.string({ maxLength: 12 }), { maxLength: 3000 });
  fc.assert(
    fc.property(names, names, (added, others) => {
      const set = new KeySet();
      for (const key of [...added, ...added]) set.add(key);
      expect(set.size).toBe(added.length);
      for (const key of added) expect(set.has(key)).toBe(true);
      for (const key of others) expect(set.has(key)).toBe(added.includes(key));
    }),
    { numRuns: 20 },
  );
});
