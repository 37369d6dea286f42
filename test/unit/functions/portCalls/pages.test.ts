/** What stages, erasures and sweeps read comes in pages. However short they are, the rows are the same. */
import { expect, it } from 'vitest';
import type { Objects } from '../../../../core/ports/objects.ts';
import type { Key } from '../../../../core/ports/table.ts';
import { paginate } from '../../../../core/protocol/paginate.ts';
import { erase } from '../../../../functions/erase/erase.ts';
import { findErasureScope } from '../../../../functions/erase/erasureScope.ts';
import { pendingErasureKey, writePendingErasure } from '../../../../functions/erase/pendingErasure.ts';
import { sweep } from '../../../../functions/sweep/sweep.ts';
import { RecordedWorld } from './recordedWorld.ts';
import { feed, story } from './texts.ts';

const hour = 3_600_000;

/** What is there after the work, without what has random names. */
async function workedIn(perPage?: number): Promise<unknown> {
  const world = new RecordedWorld({ shardDocuments: [2, 3], openCharacters: 1, openDays: 1 }, perPage);
  const reports: unknown[] = [];
  const sweepAndWork = async () => {
    reports.push(await sweep(world.ports));
    await world.work();
    world.now += 30 * hour;
  };
  await world.put({
    'a.txt': story('Ada Amber'),
    'b.txt': story('Ada Amber', '3 May 2021', ' Bea Brown came.'),
    'old.txt': story('Ada Amber', '1 May 2021'),
    'short.txt': story('Mr Amber'),
    'lines.jsonl': ['One', 'Two', 'Three']
      .map((title) => JSON.stringify({ title, text: story(title) }))
      .join('\n'),
  });
  for (const [one, two] of ['12', '23', '34'])
    await world.put({
      'feed.json': feed([String(one), story('Cleo Cole')], [String(two), story('Dora Dean')]),
    });
  for (const text of [' Again.', ' And again.'])
    await world.put({ 'a.txt': story('Ada Amber', '3 May 2021', text) });
  await sweepAndWork();
  await world.inbox.put('new.txt', story('Eve Elm'));
  await world.inbox.delete('lines.jsonl');
  for (const row of world.rows('ENT#', 'DAY#2021-05-01')) await world.table.delete(row);
  await sweepAndWork();
  await sweepAndWork();
  const context = { waitForRunningStages: async () => {}, compact: async () => {}, beyondReach: [] };
  reports.push(await erase({ ...context, ports: world.ports }, 'feed.json', async () => {}));
  for (const key of ['a.txt', 'b.txt']) {
    const scope = await findErasureScope(world.ports, [key]);
    const versions = await Array.fromAsync(paginate((cursor) => world.inbox.listVersions(key, cursor)));
    await writePendingErasure(world.ports.archive, { archiveKey: pendingErasureKey([key]), scope, versions });
  }
  for (let pass = 0; pass < 4; pass++) await sweepAndWork();
  const rows = [...world.table.items()].filter(({ pk }) => !/^(SWEEP|EPOCH)/.test(pk));
  const inbox = await versionsOf(world.inbox);
  const archive = (await versionsOf(world.objects)).filter((key) => !key.startsWith('sweep/'));
  return { rows: rows.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1)), inbox, archive, reports };
}

const nameOf = ({ pk, sk }: Key) => `${pk} ${sk}`;
const versionsOf = (objects: Objects, prefix = '') =>
  Array.fromAsync(
    paginate((cursor) => objects.listVersions(prefix, cursor)),
    ({ key, version }) => `${key} ${version}`,
  );

it.each([1, 2])('with %d objects or rows in a page the outcome is the same', async (perPage) => {
  expect(await workedIn(perPage)).toEqual(await workedIn());
});
