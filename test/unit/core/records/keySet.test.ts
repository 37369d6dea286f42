import fc from 'fast-check';
import { expect, it } from 'vitest';
import { KeySet } from '../../../../core/records/keySet.ts';

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
