/** All that reprocessing and decisions ask of their ports. */
import { it } from 'vitest';
import { decide } from '../../../../core/decisions/decide.ts';
import { emptyAuthority } from '../../../../core/entities/authority/authority.ts';
import { enqueueDocuments } from '../../../../core/protocol/messages.ts';
import {
  continueReprocessing,
  startReprocessing,
  stopReprocessing,
} from '../../../../functions/sweep/reprocess.ts';
import { sweep } from '../../../../functions/sweep/sweep.ts';
import { RecordedWorld } from './recordedWorld.ts';
import { expectAsNoted, feed, story } from './texts.ts';

const minute = 60_000;

async function openWorld(): Promise<RecordedWorld> {
  const world = new RecordedWorld();
  await world.put({
    'a.txt': story('Ada Amber', '3 May 2021', ' With Bea Brown.'),
    'b.txt': story('Bea Brown'),
    'feed.json': feed(['1', story('Ada Amber')], ['2', story('Cleo Cole', '5 May 2021')]),
  });
  world.forget();
  return world;
}

it('of reprocessing', async () => {
  const world = await openWorld();
  world.versions = { model: 'model-2', reader: 'reader-2' };
  world.title('a message again, which leaves all as it is');
  await world.handle('a.txt');
  await enqueueDocuments(world.queues.normalized, [String(world.rows('DOC#')[0]?.pk).slice('DOC#'.length)]);
  await world.work();
  const portion = { most: 2, seconds: 600, walkSeconds: 1800 };
  await world.notes('start', () => startReprocessing(world.ports));
  for (let i = 1; i <= 6; i++) {
    world.title(`portion ${i}`);
    await world.notes('portion', () => continueReprocessing(world.ports, portion));
    if (i === 1) await world.notes('not due yet', () => continueReprocessing(world.ports, portion));
    await world.work();
    world.now += 15 * minute;
  }
  await world.notes('stop', () => stopReprocessing(world.ports));
  await world.notes('stop again', () => stopReprocessing(world.ports));
  await expectAsNoted(world, 'reprocessing');
});

it('of decisions', async () => {
  const world = await openWorld();
  const by = { author: 'Desk', reason: 'As the desk knows.' };
  const merge = { action: 'merge', entity: 'person/cleo-cole', into: 'person/bea-brown' } as const;
  const ports = { ...world.ports, authority: async () => emptyAuthority };
  const add = () => decide(ports, merge, by);
  world.title(JSON.stringify(await world.notes('decide', add)));
  const { body = '' } = world.queues.touched.take(1)[0] ?? {};
  await world.notes('sweep before it is applied', () => sweep(world.ports));
  await world.queues.touched.send([body]);
  await world.work();
  await world.notes('sweep after it', () => sweep(world.ports));
  await expectAsNoted(world, 'decisions');
});
