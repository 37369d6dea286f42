/**
 * All that a sweep asks of its ports where nothing differs, and what it asks beside that for each damage. A
 * difference is a change of the protocol or of what a sweep costs: read it, then accept it with `--update`.
 */
import { it } from 'vitest';
import type { Thresholds } from '../../../../core/protocol/thresholds.ts';
import { annotationPrefix, payloadPrefix } from '../../../../core/records/archive.ts';
import { keys, monthPrefix, shardsPrefix } from '../../../../core/records/keys.ts';
import { continueSweep, sweep } from '../../../../functions/sweep/sweep.ts';
import { RecordedWorld } from './recordedWorld.ts';
import { expectAsNoted, feed, story } from './texts.ts';

const hour = 3_600_000;
const ghost = 'c'.repeat(32);
type Damage = (world: RecordedWorld) => Promise<unknown>;

async function openWorld(smaller: Partial<Thresholds> = {}): Promise<RecordedWorld> {
  const world = new RecordedWorld({ shardDocuments: [2], openCharacters: 1, openDays: 1, ...smaller });
  await world.put({
    'a.txt': story('Ada Amber'),
    'b.txt': story('Ada Amber', '3 May 2021', ' Bea Brown came.'),
    'old.txt': story('Ada Amber', '1 May 2021'),
    'feed.json': feed(['1', story('Cleo Cole')]),
  });
  await world.put({ 'a.txt': story('Ada Amber', '3 May 2021', ' Again.') });
  world.forget();
  world.now += hour;
  return world;
}

const damages: Record<string, Damage> = {
  'a file without a message': ({ inbox }) => inbox.put('new.txt', story('Dora Dean')),
  'a file that went without a message': ({ inbox }) => inbox.delete('b.txt'),
  'a claim that is lost': ({ table }) => table.delete(keys.claim('a.txt')),
  'a claim that is lost, with children of higher tokens': async ({ table, rows }) => {
    const { pk } = keys.claim('a.txt');
    await table.delete({ pk, sk: 'META' });
    await table.put({ ...first(rows(pk, 'DOC#')), token: 50 });
  },
  'a claim behind its rows': async ({ table, rows }) =>
    table.put({ ...first(rows(keys.claim('a.txt').pk, 'DOC#')), token: 50 }),
  'a child of a key that nobody knows': ({ table }) =>
    table.put({ ...keys.child('nowhere.txt', 'e'.repeat(32)), token: 9 }),
  'a source without its child': async ({ table, rows }) =>
    table.delete(first(rows(keys.claim('a.txt').pk, 'DOC#'))),
  'a child without its source': async ({ table, rows }) =>
    table.delete(first(rows('DOC#', 'FROM#').filter(({ key }) => key === 'a.txt'))),
  'a document whose META is lost': async ({ table, rows }) => table.delete(first(rows('DOC#', 'META'))),
  'a document that has not converged': async ({ table, rows }) =>
    table.put({ ...first(rows('DOC#', 'META')), settled: 0 }),
  'a posting of no document': async ({ table, rows }) =>
    table.put({
      ...first(rows('ENT#', 'DAY#')),
      ...keys.posting('person/nobody', '2021-05-03', ghost),
      doc: ghost,
      token: 40,
    }),
  'a posting of an earlier token': async ({ table, rows }) => {
    const posting = first(rows('ENT#', 'DAY#'));
    await table.put({
      ...posting,
      ...keys.posting('person/nobody', '2021-05-03', String(posting.doc)),
      token: 0,
    });
  },
  'a posting that is lost': async ({ table, rows }) => table.delete(first(rows('ENT#', 'DAY#'))),
  'a tally that is lost': async ({ table, rows }) => table.delete(first(rows('ENT#', monthPrefix))),
  'shards that are lost': async ({ table, rows }) => {
    for (const row of rows('ENT#', shardsPrefix)) await table.delete(row);
  },
  'a tally without postings': ({ table }) =>
    table.put({ ...keys.tally('person/nobody', '2021-05-03'), d03: [4, [2, 3, { Nobody: 2 }]] }),
  'an entity without anything': async ({ table, rows }) =>
    table.put({
      ...first(rows('ENT#', 'META')),
      ...keys.entity('person/nobody'),
      entity: 'person/nobody',
      aliases: [],
    }),
  'an entity whose META is lost': async ({ table, rows }) => table.delete(first(rows('ENT#', 'META'))),
  'an entity with another sum': async ({ table, rows }) =>
    table.put({ ...first(rows('ENT#', 'META')), documents: 7 }),
  'an alias of no entity, and one that its entity does not list': async ({ table }) => {
    const alias = { folded: 'paris', token: 70 };
    for (const entity of ['person/nobody', 'person/ada-amber'])
      await table.put({ ...keys.alias('paris', entity), ...alias, entity });
  },
  'an alias that is lost': async ({ table, rows }) => table.delete(first(rows('ALIAS#'))),
  'rows that nobody understands': async ({ table }) => {
    for (const pk of ['ENT#person/nobody', 'OBJ#0', 'DOC#0'])
      await table.put({ pk, sk: 'META', documents: 'x' });
  },
  'a search row that is lost': async ({ search }) =>
    search.overwrite(search.all().map((row, i) => (i > 0 ? row : { ...row, token: 0 }))),
  'a search row of no document': async ({ search }) =>
    search.overwrite([{ ...first(search.all()), id: ghost, token: 80 }]),
  'a search row that is ahead': async ({ search }) =>
    search.overwrite([{ ...first(search.all()), token: 90 }]),
  'a search row on another day': async ({ search }) =>
    search.overwrite([{ ...first(search.all()), published: '2020-01-01' }]),
  'payloads that are lost': (world) => lose(world, payloadPrefix),
  'a payload and the version that it was made from are lost': async (world) => {
    await lose(world, payloadPrefix);
    const { items } = await world.inbox.listVersions('b.txt');
    for (const { key, version } of items) await world.inbox.delete(key, version);
    await world.inbox.put('b.txt', story('Ada Amber'));
  },
  'annotations that are lost': (world) => lose(world, annotationPrefix),
  'objects that nothing refers to': ({ objects }) => objects.put(`${payloadPrefix}${ghost}.json`, '{}'),
};

function first<T>(found: Iterable<T>): T {
  for (const each of found) return each;
  throw new Error('There is no such row.');
}

async function lose({ objects, table, rows }: RecordedWorld, prefix: string): Promise<void> {
  const { items } = await objects.listVersions(prefix);
  for (const { key, version } of items) await objects.delete(key, version);
  for (const row of rows('SMALL#', prefix)) await table.delete(row);
}

/** The calls of a sweep after the damage. */
async function sweepAfter(damage: Damage, smaller: Partial<Thresholds>): Promise<string[]> {
  const world = await openWorld(smaller);
  await damage(world);
  await world.notes('sweep', () => sweep(world.ports));
  return world.calls();
}

it('where nothing differs, and where a pass is not due', async () => {
  const world = await openWorld();
  await world.notes('the first', () => sweep(world.ports));
  world.now += 30 * hour;
  await world.notes('the second', () => sweep(world.ports));
  await world.notes('a third that is not due', () => continueSweep(world.ports, { every: hour }));
  await expectAsNoted(world, 'sweep');
});

it('for each damage', async () => {
  await expectAsNoted(await beyondUsual(damages, {}), 'damages');
});

it('for some damages, in small slices', async () => {
  const some = Object.entries(damages).filter(([title]) => /^a (posting|tally) that/.test(title));
  const small = { sweepRows: 8, sweepPartitionRows: 2, sweepNames: 3, sweepShareDocuments: 2 };
  const usual = (await sweepAfter(async () => {}, small)).map((call) => `  ${call}\n`).join('');
  const beyond = await beyondUsual(Object.fromEntries(some), small);
  await expectAsNoted(`nothing\n${usual}${beyond}`, 'smallSlices');
});

it('of a large archive, a share in each pass', async () => {
  const world = await openWorld({ sweepShareDocuments: 1.5 });
  await world.put({ 'short.txt': story('Mr Amber'), 'other.txt': story('Mr Amber', '4 May 2021') });
  await world.notes('the first, which does not know how large it is', () => sweep(world.ports));
  world.forget();
  const posting = first(world.rows('ENT#', 'DAY#'));
  for (const digit of '0123456789abcdef') {
    const [doc, entity] = [digit.repeat(32), `person/nobody-${digit}`];
    await world.table.put({ ...posting, ...keys.posting('person/nobody', String(posting.day), doc), doc });
    await world.table.put({ ...keys.alias('paris', entity), entity, folded: 'paris', token: 70 });
  }
  for (const row of [...world.rows('TREND#'), ...world.rows('ENT#person/ada', 'DAY#2021-05-03')])
    await world.table.delete(row);
  for (const pass of ['second', 'third']) await world.notes(`the ${pass}`, () => sweep(world.ports));
  await expectAsNoted(world, 'shares');
});

/** What a sweep does for each damage, and what it leaves undone. */
async function beyondUsual(all: typeof damages, smaller: Partial<Thresholds>): Promise<string> {
  const usual = new Set(await sweepAfter(async () => {}, smaller));
  let text = '';
  for (const [title, damage] of Object.entries(all)) {
    const calls = await sweepAfter(damage, smaller);
    const more = calls.filter((call) => !usual.has(call)).map((call) => `  ${call}\n`);
    const less = [...usual].filter((call) => !calls.includes(call)).map((call) => `  without ${call}\n`);
    text += `${title}\n${more.join('')}${less.join('')}`;
  }
  return text;
}
