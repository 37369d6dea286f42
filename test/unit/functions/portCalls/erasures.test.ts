/** All that an erasure asks of its ports, at once and by the sweeps that complete one. */
import { it } from 'vitest';
import { keyMessage } from '../../../../core/protocol/messages.ts';
import { recordEvidence } from '../../../../core/quarantine/deadLetter.ts';
import { erase } from '../../../../functions/erase/erase.ts';
import { findErasureScope } from '../../../../functions/erase/erasureScope.ts';
import { pendingErasureKey, writePendingErasure } from '../../../../functions/erase/pendingErasure.ts';
import { continueSweep, sweep } from '../../../../functions/sweep/sweep.ts';
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
  await eraseEach(world, ['a.txt', 'feed.json', target]);
  await expectAsNoted(world, 'erasures');
});

async function eraseEach(world: RecordedWorld, targets: readonly string[]): Promise<void> {
  for (const each of targets)
    await world.notes(each, () => {
      const context = { waitForRunningStages: async () => {}, compact: async () => {}, beyondReach: [] };
      return erase({ ...context, ports: world.ports }, each, async () => {});
    });
}

it('of what others hold too, what is in quarantine, and what an earlier attempt knew', async () => {
  const world = await openWorld();
  const days = Array.from({ length: 9 }, (_, i) => story('Eve Elm', '1 June 2021', ` Part ${i}.`));
  const lines = days.map((text, i) => JSON.stringify({ title: `Line ${i}`, text })).join('\n');
  await world.put({ 'lines.jsonl': lines });
  const [doc] = world.rows('DOC#', 'FROM#').filter(({ key }) => key === 'lines.jsonl');
  for (const [queue, body] of [
    ['uploads', keyMessage('lines.jsonl')],
    ['uploads', keyMessage('b.txt')],
    ['extracted', JSON.stringify({ hint: 'document/1', doc: String(doc?.pk).slice(4) })],
    ['touched', tallyMessage('person/eve-elm')],
    ['touched', tallyMessage('person/bea-brown')],
  ] as const)
    await recordEvidence(world.ports, queue, body, 'It failed.');
  // An earlier attempt has removed the versions, and its record still knows them.
  const archiveKey = pendingErasureKey(['lines.jsonl']);
  const scope = await findErasureScope(world.ports, ['lines.jsonl']);
  const { items: versions } = await world.inbox.listVersions('lines.jsonl');
  await writePendingErasure(world.ports.archive, { archiveKey, scope, versions });
  for (const { key, version } of versions) await world.inbox.delete(key, version);
  world.now += 10 * 60_000;
  // The text of this one stands under another key, too.
  world.forget();
  await eraseEach(world, ['lines.jsonl', 'copy.txt']);
  for (const refused of ['none.txt', String(world.rows('DOC#', 'FROM#')[0]?.pk).slice(4)])
    await eraseEach(world, [refused]).catch((error: unknown) => world.title(String(error)));
  await expectAsNoted(world, 'keptByOthers');
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
    await world.notes(title, () => sweep(world.ports));
    await world.work();
    world.now += title === 'waits' ? 48 * hour : 60_000;
    world.table.expire(world.now / 1000);
  }
  await expectAsNoted(world, 'resumedErasures');
});

it('of one that is ready, by a pass in many calls, and of what names it in quarantine', async () => {
  const world = await openWorld();
  const archiveKey = pendingErasureKey(['a.txt']);
  const scope = await findErasureScope(world.ports, ['a.txt']);
  const [doc = ''] = scope.docs;
  const { items: versions } = await world.inbox.listVersions('a.txt');
  for (const { key, version } of versions) await world.inbox.delete(key, version);
  await world.handle('a.txt');
  for (const [queue, body] of [
    ['uploads', keyMessage('a.txt')],
    ['uploads', keyMessage('b.txt')],
    ['extracted', JSON.stringify({ hint: 'document/1', doc })],
    ['touched', tallyMessage('person/ada-amber')],
    ['touched', tallyMessage('person/bea-brown')],
    ['touched', tallyMessage('person/nobody')],
  ] as const)
    await recordEvidence(world.ports, queue, body, 'It failed.');
  world.now += 48 * hour;
  const doneSince = world.now - 24 * hour;
  await writePendingErasure(world.ports.archive, { archiveKey, scope, versions: [], doneSince });
  world.forget();
  let calls = 0;
  for (let outcome = 'stopped'; outcome === 'stopped' && calls < 20; calls++) {
    let steps = 0;
    const some = () => continueSweep(world.ports, { shouldStop: () => ++steps > 3 });
    ({ outcome } = await world.notes(`call ${calls}`, some));
  }
  await expectAsNoted(world, 'readyErasure');
});

const tallyMessage = (entity: string) =>
  JSON.stringify({ hint: 'tally/1', day: '2021-05-03', entities: [entity] });
