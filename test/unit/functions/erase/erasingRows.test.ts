/** What an interrupted erasure takes from the partitions that a pass of the sweep meets. */
import { describe, expect, it } from 'vitest';
import type { Item } from '../../../../core/ports/table.ts';
import { clockSkewMilliseconds, tombstoneSeconds } from '../../../../core/protocol/topology.ts';
import { keys } from '../../../../core/records/keys.ts';
import {
  completeErasure,
  listPendingErasures,
  type PendingErasure,
  pendingErasureKey,
  readPendingErasure,
  writePendingErasure,
} from '../../../../functions/erase/pendingErasure.ts';
import { ErasingPass } from '../../../../functions/erase/resumeErasures.ts';
import { longestExecutionSeconds } from '../../../../functions/visibilityTimeouts.ts';
import { MemoryObjects } from '../../../../runtime/memory/objects.ts';
import { MemorySearch } from '../../../../runtime/memory/search.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';
import { memoryPorts } from '../../../memoryPorts.ts';
import { silentLog } from '../../../silentLog.ts';

const now = 1_700_000_000_000;
const longest = longestExecutionSeconds * 1000;
const doc = 'd'.repeat(32);
const day = '2021-05-03';
/** A tombstone that was buried so long ago. */
const buried = (milliseconds: number) => ({
  token: 2,
  gone: true,
  expires: (now - milliseconds) / 1000 + tombstoneSeconds,
});
const [old, young] = [buried(longest + 1), buried(longest)];

const erasure: PendingErasure = {
  archiveKey: pendingErasureKey(['a.txt']),
  scope: {
    keys: ['a.txt'],
    docs: new Set([doc]),
    payloads: new Set(['p']),
    readings: new Set(['readings/of/']),
  },
  versions: [{ key: 'a.txt', version: 'v1' }],
  doneSince: now - 2 * longest - clockSkewMilliseconds - 1,
};

async function begin(rows: readonly Item[], fields: Partial<PendingErasure> = {}) {
  const [table, archive, inbox] = [
    new MemoryTable(),
    new MemoryObjects(() => now),
    new MemoryObjects(() => now),
  ];
  for (const row of rows) await table.put(row);
  await writePendingErasure(archive, { ...erasure, ...fields });
  const ports = { archive, table, inbox, search: new MemorySearch(), clock: () => now };
  const pass = await ErasingPass.begin({ ...ports, log: silentLog });
  return { pass, table, archive, inbox };
}

/** Removes what goes of one partition. @returns the sort keys left, and whether more is to be done */
async function removed(rows: readonly Item[], fields: Partial<PendingErasure> = {}) {
  const { pass, table } = await begin(rows, fields);
  await pass.removeRows({ pk: rows[0]?.pk ?? '', rows: [...rows], begins: true, ends: true });
  return [[...table.items()].map(({ sk }) => sk), pass.notes[0]?.unfinished];
}

describe('a tombstone of the key', () => {
  const child = (fields: object): Item => ({ ...keys.child('a.txt', doc), ...fields });
  const { sk } = keys.child('a.txt', doc);

  it('goes once every execution that it stops has ended, and the erasure is ready', async () => {
    expect(await removed([child(old)])).toEqual([[], false]);
    expect(await removed([child(young)])).toEqual([[sk], true]);
    expect(await removed([child(old)], { doneSince: undefined })).toEqual([[sk], false]);
    expect(await removed([child(young)], { doneSince: undefined })).toEqual([[sk], false]);
  });

  it('stays beside a live row, which a stage has to remove first', async () => {
    expect(await removed([child({ token: 2 })])).toEqual([[sk], true]);
  });

  it('of another key is not looked at', async () => {
    const foreign: Item = { ...keys.child('b.txt', doc), ...old };
    expect(await removed([foreign])).toEqual([[sk], false]);
  });
});

describe('the rows of an entity', () => {
  const entity = 'person/ada-bell';
  const posting = (of: string, fields: object): Item => ({
    ...keys.posting(entity, day, of),
    ...{ doc: of, day, title: 'x', source: 's', form: 'Ada Bell', mentions: 1, others: [] },
    ...fields,
  });
  const meta = (fields: object = {}): Item => ({
    ...keys.entity(entity),
    ...{ entity, type: 'person', name: '', documents: 0, mentions: 0, names: [], aliases: [] },
    ...{ days: {}, token: 3, settled: 3 },
    ...fields,
  });

  it('go with META last: it stays as long as a tombstone is young', async () => {
    expect(await removed([posting(doc, old), meta()])).toEqual([[], false]);
    expect(await removed([posting(doc, young), meta()])).toEqual([
      [keys.posting(entity, day, doc).sk, 'META'],
      true,
    ]);
  });

  it('wait for what other documents have just left: META may have the name', async () => {
    const other = 'e'.repeat(32);
    const left = [keys.posting(entity, day, other).sk, 'META'];
    expect(await removed([posting(other, young), meta()])).toEqual([left, true]);
    expect(await removed([posting(doc, old), posting(other, young), meta()])).toEqual([left, true]);
  });

  it('are no reason to wait if the count is late because of another document', async () => {
    const days = { [day]: [1, [1, 1, {}]] };
    const late = meta({ days, documents: 1 });
    expect((await removed([posting(doc, old), late]))[1]).toBe(true);
    expect((await removed([posting('e'.repeat(32), old), late]))[1]).toBe(false);
  });
});

it('tombstones of aliases go when they are old, live ones stay', async () => {
  const alias = (folded: string, fields: object): Item => ({
    ...keys.alias(folded, 'person/ada-bell'),
    ...{ entity: 'person/ada-bell', folded },
    ...fields,
  });
  const live = { token: 1, expires: old.expires };
  const rows = [alias('ada', old), alias('bell', young), alias('bella', live)];
  const left = rows.slice(1).map(({ sk }) => sk);
  expect((await removed(rows))[0]).toEqual(left);
  expect((await removed(rows, { doneSince: undefined }))[0]).toHaveLength(3);
});

it('a note says what to erase, is read as it was written, and goes with all its versions', async () => {
  const archive = new MemoryObjects(() => now);
  for (const noted of [{ ...erasure, others: new Set(['o'.repeat(32)]) }, erasure]) {
    await writePendingErasure(archive, noted);
    expect(await listPendingErasures(archive)).toEqual([erasure.archiveKey]);
    expect(await readPendingErasure(archive, erasure.archiveKey)).toEqual(noted);
  }
  expect(pendingErasureKey(['b', 'a'])).toBe(pendingErasureKey(['a', 'b']));
  const within: unknown[] = [];
  await completeErasure(archive, erasure, async () => {
    within.push(await readPendingErasure(archive, erasure.archiveKey));
    within.push((await archive.listVersions('')).items.length);
  });
  const nothing = { keys: [], docs: new Set(), payloads: new Set(), readings: new Set() };
  const { archiveKey } = erasure;
  expect(within).toEqual([{ archiveKey, scope: nothing, versions: [], doneSince: 0 }, 1]);
  expect((await archive.listVersions('')).items).toEqual([]);
  expect(await readPendingErasure(archive, archiveKey)).toBeUndefined();
});

it('all notes are found, however short the pages of their list are', async () => {
  class ShortPages extends MemoryObjects {
    pages = 0;
    protected override pageSize(): number {
      if (++this.pages > 10) throw new Error('The list has no end.');
      return 1;
    }
  }
  const archive = new ShortPages(() => now);
  const found = ['a.txt', 'b.txt', 'c.txt'].map((key) => pendingErasureKey([key])).sort();
  for (const archiveKey of found) await writePendingErasure(archive, { ...erasure, archiveKey });
  expect(await listPendingErasures(archive)).toEqual(found);
});

it('a pass begins by removing the versions that are left', async () => {
  const archive = new MemoryObjects(() => now);
  const inbox = new MemoryObjects(() => now);
  const { version } = await inbox.put('a.txt', 'text');
  await inbox.put('b.txt', 'text');
  await writePendingErasure(archive, { ...erasure, versions: [{ key: 'a.txt', version }] });
  await ErasingPass.begin({ ...memoryPorts(() => now), archive, inbox });
  expect((await inbox.listVersions('')).items.map(({ key }) => key)).toEqual(['b.txt']);
});

it('a key under which a file was put since is left alone', async () => {
  const { pass, inbox, table, archive } = await begin([]);
  await inbox.put('a.txt', 'new');
  const ports = { archive, inbox, table, search: new MemorySearch(), clock: () => now };
  const again = await ErasingPass.goOn({ ...ports, log: silentLog }, now, pass.notes);
  const row: Item = { ...keys.child('a.txt', doc), ...old };
  await table.put(row);
  await again.removeRows({ pk: row.pk, rows: [row], begins: true, ends: true });
  expect([...table.items()]).toHaveLength(1);
  await pass.removeRows({ pk: row.pk, rows: [row], begins: true, ends: true });
  expect([...table.items()]).toEqual([]);
});
