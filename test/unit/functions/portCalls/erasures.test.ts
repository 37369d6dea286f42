/** All that an erasure asks of its ports, at once and by the sweeps that complete one. */
import { it } from 'vitest';
import { erase } from '../../../../functions/erase/erase.ts';
import { findErasureScope } from '../../../../functions/erase/erasureScope.ts';
import { pendingErasureKey, writePendingErasure } from '../../../../functions/erase/pendingErasure.ts';
import { sweep } from '../../../../functions/sweep/sweep.ts';
import { RecordedWorld } from './recordedWorld.ts';
import { expectAsNoted, feed, story } from './texts.ts';

const hour = 3_600_000;

async function openWorld(): Promise<RecordedWorld> {
  const world = new RecordedWorld();
  await world.put({
    'a.txt': story('Ada Amber', '3 May 2021', ' With Bea Brown.'),
    'b.txt': story('Bea Brown', '3 May 2021', ' More.'),
    'copy.txt': story('Bea Brown', '3 May 2021', ' More.'),
    'feed.json': feed(['1', story('Ada Amber')], ['2', story('Cleo Cole')]),
  });
  await world.put({ 'a.txt': story('Ada Amber', '4 May 2021') });
  world.forget();
  return world;
}

it('of a file, a feed, a document with two sources and one that is gone', async () => {
  const world = await openWorld();
  const [doc] = world.rows('DOC#', 'FROM#').filter(({ key }) => key === 'copy.txt');
  const target = String(doc?.pk).slice('DOC#'.length);
  await world.delete('b.txt');
  await world.delete('copy.txt');
  world.forget();
  for (const each of ['a.txt', 'feed.json', target])
    await world.notes(each, async () => {
      const context = { waitForRunningStages: async () => {}, compact: async () => {}, beyondReach: [] };
      const receipt = await erase({ ...context, ports: world.ports }, each, async () => {});
      world.title(JSON.stringify(receipt));
    });
  await expectAsNoted(world, 'erasures');
});

it('of an erasure that was interrupted, by the sweeps that complete it', async () => {
  const world = await openWorld();
  const targets = ['a.txt', 'copy.txt'];
  const { items } = await world.inbox.listVersions('a.txt');
  await writePendingErasure(world.ports.archive, {
    archiveKey: pendingErasureKey(targets),
    scope: await findErasureScope(world.ports, targets),
    versions: items,
  });
  await world.inbox.delete('copy.txt');
  for (const title of ['finds the versions', 'finds nothing left for the stages', 'waits', 'ends it']) {
    await world.notes(title, async () => {
      const { erased, erasing } = await sweep(world.ports);
      world.title(JSON.stringify({ erased, erasing }));
    });
    await world.work();
    world.now += title === 'waits' ? 48 * hour : 60_000;
    world.table.expire(world.now / 1000);
  }
  await expectAsNoted(world, 'resumedErasures');
});
