/** An erasure that nobody disturbs: what it removes, what it keeps, and what its receipt says. */
import { expect, it } from 'vitest';
import { erasurePrefix } from '../../../../core/records/archive.ts';
import { keys } from '../../../../core/records/keys.ts';
import { erase } from '../../../../functions/erase/erase.ts';
import { isComplete } from '../../../../functions/erase/erasureReceipt.ts';
import { ErasureRefused } from '../../../../functions/erase/erasureTarget.ts';
import { ErasureWorld, erasedKey, needles } from '../../../simulation/erasureWorld.ts';

const none = async () => {};

async function eraseIn(world: ErasureWorld, target: string) {
  const done: string[] = [];
  const context = {
    ports: world.ports,
    waitForRunningStages: async () => void done.push('waited'),
    compact: async () => void done.push('compacted'),
    beyondReach: ['backups'],
  };
  return { receipt: await erase(context, target, none), done };
}

it('leaves no word of the file anywhere, and the rest as a rebuild would make it', async () => {
  const world = await ErasureWorld.open();
  const { receipt, done } = await eraseIn(world, erasedKey);
  expect(await world.placesWith(needles)).toEqual([]);
  expect(await world.mismatches()).toEqual([]);
  expect(isComplete(receipt)).toBe(true);
  expect(done).toEqual(['waited', 'compacted']);
  expect((await world.archive.list(erasurePrefix)).items).toEqual([]);
  expect((await world.inbox.listVersions(erasedKey)).items).toEqual([]);
  expect((await world.table.get(keys.entity('person/antony-blinken')))?.documents).toBe(2);
  expect(receipt).toMatchObject({
    schema: 'dateline.erasure/1',
    asked: erasedKey,
    at: new Date(world.now).toISOString(),
    documents: { removed: [expect.any(String)], kept: [] },
    archive: { versions: 4, shared: [], searchFiles: 0 },
    beyondReach: ['backups'],
  });
  expect(receipt.keys).toEqual([{ key: erasedKey, versions: 2, deleteMarkers: 0 }]);
  expect(receipt.rows.removed).toBeGreaterThan(5);
  expect(receipt.rows.emptied).toBeGreaterThan(2);
  expect(new Set(Object.values(receipt.found))).toEqual(new Set([0]));
});

it('takes the id of a document, too', async () => {
  const world = await ErasureWorld.open();
  const [row] = [...world.table.items()].filter(({ title }) => String(title).startsWith('Wombatheadline'));
  const { receipt } = await eraseIn(world, String(row?.doc));
  expect(receipt.documents.removed).toEqual([row?.doc]);
  expect(await world.placesWith(needles)).toEqual([]);
});

it('keeps another file with the same text', async () => {
  const world = await ErasureWorld.open();
  const { receipt } = await eraseIn(world, 'wire/other.txt');
  expect(receipt.archive).toEqual({ versions: 2, shared: [], searchFiles: 0 });
  expect(await world.mismatches()).toEqual([]);
  expect((await world.placesWith(['ferry deal'])).length).toBeGreaterThan(0);
  expect(await world.placesWith(['wire/other'])).toEqual([]);
});

it('is refused for what nobody put, and does nothing', async () => {
  const world = await ErasureWorld.open();
  for (const target of ['wire/none.txt', 'wire/other.tx', 'f'.repeat(32)])
    await expect(eraseIn(world, target)).rejects.toThrow(ErasureRefused);
  expect(await world.mismatches()).toEqual([]);
});
