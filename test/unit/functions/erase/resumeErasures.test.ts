/** When an interrupted erasure is ready, and which records in quarantine name it. */
import { expect, it } from 'vitest';
import type { Item } from '../../../../core/ports/table.ts';
import { clockSkewMilliseconds } from '../../../../core/protocol/topology.ts';
import { erasurePrefix, payloadKey } from '../../../../core/records/archive.ts';
import { keys } from '../../../../core/records/keys.ts';
import {
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
const wait = 2 * longestExecutionSeconds * 1000 + clockSkewMilliseconds;
const doc = 'd'.repeat(32);
const payload = 'a'.repeat(32);

/** @param beside keys of another erasure, which is not done */
async function begin(doneSince: number | undefined, beside: string[] = []) {
  const table = new MemoryTable();
  const archive = new MemoryObjects(() => now);
  const scope = {
    keys: ['a.txt'],
    docs: new Set([doc]),
    payloads: new Set([payload]),
    readings: new Set(['readings/of-the-key/']),
  };
  const archiveKey = pendingErasureKey(scope.keys);
  await writePendingErasure(archive, { archiveKey, scope, versions: [], doneSince });
  if (beside.length > 0) {
    const none = { docs: new Set<string>(), payloads: new Set<string>(), readings: new Set<string>() };
    const record = { archiveKey: pendingErasureKey(beside), scope: { keys: beside, ...none }, versions: [] };
    await writePendingErasure(archive, record);
  }
  return { table, archive, pass: await beginWith(archive, table) };
}

function beginWith(archive: MemoryObjects, table = new MemoryTable()): Promise<ErasingPass> {
  return ErasingPass.begin({ ...memoryPorts(() => now), archive, table });
}

it('begins with as many as name 50,000 documents and payloads; the others wait', async () => {
  const archive = new MemoryObjects(() => now);
  const add = (n: number, docs: number) => {
    const scope = {
      keys: [`${n}.txt`],
      docs: new Set(Array.from({ length: docs }, (_, i) => String(i))),
      payloads: new Set(['a payload']),
      readings: new Set<string>(),
    };
    const archiveKey = `${erasurePrefix}${n}.json`;
    return writePendingErasure(archive, { archiveKey, scope, versions: [] });
  };
  await add(1, 49_997);
  await add(2, 0);
  await add(3, 0);
  await add(4, 0);
  expect((await beginWith(archive)).notes).toHaveLength(3);
});

it('is ready once every execution of then has ended, also by clocks that differ', async () => {
  for (const [doneSince, ready] of [
    [undefined, false],
    [now - wait, false],
    [now - wait - 1, true],
  ] as const) {
    const { pass } = await begin(doneSince);
    expect(pass.notes).toMatchObject([{ ready, unfinished: false }]);
    const [erased, erasing] = ready ? [1, 0] : [0, 1];
    expect(await pass.end(async () => {})).toEqual({ erased, erasing });
  }
});

it('waits again if traces were written since', async () => {
  const { archive, table, pass } = await begin(now - wait - 1);
  const child = { ...keys.child('a.txt', doc), token: 1 };
  await pass.removeRows({ pk: child.pk, rows: [child], begins: true, ends: true });
  expect(await pass.end(async () => {})).toEqual({ erased: 0, erasing: 1 });
  expect((await beginWith(archive, table)).notes).toMatchObject([{ ready: false }]);
});

it('is not complete if it was ordered anew, for more, while the pass was under way', async () => {
  const { archive, table, pass } = await begin(now - wait - 1);
  const { notes } = pass;
  expect(notes).toMatchObject([{ ready: true }]);
  const scope = {
    keys: ['a.txt'],
    ...{ docs: new Set([doc, 'e'.repeat(32)]), payloads: new Set<string>(), readings: new Set<string>() },
  };
  await writePendingErasure(archive, { archiveKey: pendingErasureKey(scope.keys), scope, versions: [] });
  const ports = { archive, table, inbox: new MemoryObjects(() => now), search: new MemorySearch() };
  const log = silentLog;
  const later = await ErasingPass.goOn({ ...ports, clock: () => now, log }, now, notes);
  // Executions of now may rest on what was ready to be removed.
  const tombstone: Item = { ...keys.child('a.txt', doc), token: 1, gone: true, expires: 0 };
  await table.put(tombstone);
  await later.removeRows({ pk: tombstone.pk, rows: [tombstone], begins: true, ends: true });
  expect([...table.items()]).toEqual([tombstone]);
  expect(await later.end(async () => {})).toEqual({ erased: 0, erasing: 1 });
  // What this pass saw was not all that is to be erased now, so the time without traces does not begin.
  expect((await readPendingErasure(archive, pendingErasureKey(scope.keys)))?.doneSince).toBeUndefined();
});

it('removes records about what is erased, and about entities that nothing mentions', async () => {
  const { table, pass } = await begin(now - wait - 1, ['c.txt']);
  const tally = (...entities: string[]) => JSON.stringify({ hint: 'tally/1', day: '2021-05-03', entities });
  const entity = (name: string, documents: number, settled: number): Item => ({
    ...keys.entity(name),
    ...{ entity: name, type: 'person', name, documents, mentions: 0, names: [], aliases: [], days: {} },
    ...{ token: 2, settled },
  });
  await table.put(entity('person/here', 1, 2));
  await table.put(entity('person/empty', 0, 2));
  await table.put(entity('person/counted', 0, 1));
  const unready = 'key of an erasure that is not ready';
  const letters: Record<string, Record<string, string | undefined>> = {
    key: { key: 'a.txt', hint: '{}' },
    document: { document: doc, hint: '{}' },
    'other key': { key: 'b.txt', hint: tally('person/none') },
    [unready]: { key: 'c.txt', hint: '{}' },
    'other document': { document: 'e'.repeat(32), hint: tally('person/none') },
    sweep: { queue: undefined },
    none: { hint: tally('person/none') },
    both: { hint: tally('person/here', 'person/none') },
    here: { hint: tally('person/here') },
    empty: { hint: tally('person/empty') },
    counted: { hint: tally('person/counted') },
  };
  const rows = Object.entries(letters).map(
    ([name, fields]): Item => ({
      ...keys.deadLetter('touched', name),
      ...{ queue: 'touched', at: 'now', refusal: { code: 'fault.index', evidence: name } },
      ...fields,
    }),
  );
  const count: Item = { ...keys.deadLetter('touched', 'count'), sk: 'FAILURES', key: 'a.txt' };
  for (const row of [...rows, count]) {
    await table.put(row);
    await pass.removeRows({ pk: row.pk, rows: [row], begins: true, ends: true });
  }
  const left = rows.filter(({ pk }) => [...table.items()].some((row) => row.pk === pk));
  const names = left.map(({ refusal }) => (refusal as { evidence: string }).evidence);
  expect(names).toEqual(['other key', unready, 'other document', 'sweep', 'here', 'counted']);
  expect([...table.items()].some(({ sk }) => sk === 'FAILURES')).toBe(true);
  // One that nobody understands may name what is erased: it is not passed over.
  const { pk, sk } = keys.deadLetter('touched', 'unreadable');
  const unreadable = { pk, rows: [{ pk, sk, queue: 'touched' }], begins: true, ends: true };
  await expect(pass.removeRows(unreadable)).rejects.toThrow();
});

it('removes objects that were put before it was done, if nothing else refers to them', async () => {
  const doneSince = now - wait - 1;
  const { archive, pass } = await begin(doneSince);
  const key = payloadKey(payload);
  const version = { key, version: 'v', modified: doneSince, latest: true, deleted: false };
  const older = { ...version, version: 'u', modified: doneSince - 1 };
  const removed: unknown[] = [];
  archive.delete = async (...args) => void removed.push(args);
  expect(await pass.removeObject([version, older] as never, false)).toBe(false);
  expect(await pass.removeObject([older] as never, true)).toBe(false);
  expect(await pass.removeObject([{ ...older, key: payloadKey('f'.repeat(32)) }] as never, false)).toBe(
    false,
  );
  expect(await pass.removeObject([{ ...older, key: `answers/${payload}.json` }] as never, false)).toBe(false);
  expect(removed).toEqual([]);
  expect(await pass.removeObject([older] as never, false)).toBe(true);
  const annotation = `annotations/${payload}/model.json`;
  const reading = 'readings/of-the-key/1.json';
  for (const name of [annotation, reading])
    expect(await pass.removeObject([{ ...older, key: name }] as never, false)).toBe(true);
  expect(removed).toEqual([
    [key, 'u'],
    [annotation, 'u'],
    [reading, 'u'],
  ]);
  // A stage that still has rows to remove may be about to refer to it.
  const child = { ...keys.child('a.txt', doc), token: 1 };
  await pass.removeRows({ pk: child.pk, rows: [child], begins: true, ends: true });
  expect(await pass.removeObject([older] as never, false)).toBe(false);
});
