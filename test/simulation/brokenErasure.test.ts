/** An erasure that dies at any of its writes, before or after it takes effect: sweeps alone complete it. */
import { describe, expect, it } from 'vitest';
import { keys } from '../../core/records/keys.ts';
import { ErasureWorld, erasedKey, minute, needles, other } from './erasureWorld.ts';

const uninterrupted = (await ErasureWorld.open()).erase(Number.POSITIVE_INFINITY, 'before');

describe.each(['before', 'after'] as const)('an erasure that dies %s a write takes effect', (when) => {
  it('is completed by sweeps with correct counts, whichever write it is', async () => {
    const writes = (await uninterrupted) ?? 0;
    expect(writes).toBeGreaterThan(30);
    for (let dieAt = 1; dieAt <= writes; dieAt++) {
      const world = await ErasureWorld.open();
      expect(await world.placesWith(needles)).not.toEqual([]);
      expect(await world.erase(dieAt, when)).toBeUndefined();
      const at = `write ${dieAt} of ${writes}`;
      await world.sweepUntilConverged(dieAt % 2 === 0 ? 10 * minute : 26 * 60 * minute);
      expect(await world.mismatches(), at).toEqual([]);
      // The first write records the erasure. Without it the erasure has not begun.
      const begun = dieAt > 1 || when === 'after';
      if (begun) expect(await world.placesWith(needles), at).toEqual([]);
      else expect((await world.placesWith(needles)).length, at).toBeGreaterThan(0);
      const claim = await world.table.get(keys.claim(erasedKey));
      if (begun)
        expect(Object.keys(claim ?? {}).sort(), at).toEqual([
          'applied',
          'outcome',
          'pk',
          'settled',
          'sk',
          'token',
        ]);
      expect(claim?.outcome, at).toBe(begun ? 'deleted' : 'stored');
      const blinken = await world.table.get(keys.entity('person/antony-blinken'));
      expect(blinken?.documents, at).toBe(begun ? 2 : 3);
    }
  });
});

describe('a sweep that completes an erasure', () => {
  it('keeps what was put under the key meanwhile', async () => {
    const world = await ErasureWorld.open();
    await world.erase(3, 'after');
    await world.put(erasedKey, other);
    await world.sweepUntilConverged(10 * minute);
    expect(await world.mismatches()).toEqual([]);
    expect(await world.placesWith(needles.slice(1))).toEqual([]);
    expect((await world.inbox.listVersions(erasedKey)).items).toHaveLength(1);
    expect((await world.table.get(keys.entity('person/antony-blinken')))?.documents).toBe(3);
  });

  it('removes no tombstone until all executions that were running have ended', async () => {
    const world = await ErasureWorld.open();
    await world.erase(3, 'after');
    const erasing = [];
    for (let round = 0; round < 15; round++) erasing.push((await world.sweep(minute)).erasing);
    expect(erasing).toEqual([...Array(14).fill(1), 0]);
  });
});
