/**
 * An erasure that died and is made again, without a sweep: wherever it died, nothing is left of the file, and
 * all is told that its stages changed of another file.
 */
import { expect, it } from 'vitest';
import { ErasureWorld, erasedKey, later, needles } from '../../../simulation/erasureWorld.ts';

/** Only the erased file tells who the surname in the other file means. */
async function open(): Promise<ErasureWorld> {
  const world = await ErasureWorld.open();
  await world.put('wire/later.txt', later);
  return world;
}

const erase = (world: ErasureWorld, dieAt = Number.POSITIVE_INFINITY) => world.erase(dieAt, 'after');

it(`${erasedKey} is erased again after each write of an erasure that died`, async () => {
  const told = [...needles, 'Theodora'].filter((word) => word !== 'Zanzibarneedle');
  const writes = (await erase(await open())) ?? 0;
  expect(writes).toBeGreaterThan(60);
  for (let dieAt = 1; dieAt <= writes; dieAt++) {
    const world = await open();
    await erase(world, dieAt);
    // Every second one dies once more, as soon as it has noted what is to be erased.
    if (dieAt % 2 === 0) await erase(world, 1);
    const at = `write ${dieAt} of ${writes}`;
    expect(await erase(world), at).toBeGreaterThan(0);
    expect(await world.mismatches(), at).toEqual([]);
    expect(await world.placesWith(told), at).toEqual([]);
  }
});
