/** When an interrupted erasure is ready, and which records in quarantine name it. */
import { expect, it } from 'vitest';
import type { Item } from '../../../../core/ports/table.ts';
import { clockSkewMilliseconds } from '../../../../core/protocol/topology.ts';
import { keys } from '../../../../core/records/keys.ts';
import { pendingErasureKey, writePendingErasure } from '../../../../functions/erase/pendingErasure.ts';
import { ErasingPass } from '../../../../functions/erase/resumeErasures.ts';
import { longestExecutionSeconds } from '../../../../functions/functions.ts';
import { MemoryObjects } from '../../../../runtime/memory/objects.ts';
import { MemorySearch } from '../../../../runtime/memory/search.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';

const now = 1_700_000_000_000;
const wait = longestExecutionSeconds * 1000 + clockSkewMilliseconds;
const doc = 'd'.repeat(32);

async function begin(doneSince: number | undefined) {
  const table = new MemoryTable();
  const archive = new MemoryObjects(() => now);
  const scope = {
    keys: ['a.txt'],
    docs: new Set([doc]),
    payloads: new Set<string>(),
    readings: new Set<string>(),
  };
  const archiveKey = pendingErasureKey(scope.keys);
  await writePendingErasure(archive, { archiveKey, scope, versions: [], doneSince });
  const ports = {
    ...{ archive, table, inbox: new MemoryObjects(() => now), search: new MemorySearch() },
    ...{ clock: () => now, log: { info() {}, warn() {}, error() {} } },
  };
  return { table, pass: await ErasingPass.begin(ports) };
}

it('is ready once every execution of then has ended, also by clocks that differ', async () => {
  for (const [doneSince, ready] of [
    [undefined, false],
    [now - wait, false],
    [now - wait - 1, true],
  ] as const)
    expect((await begin(doneSince)).pass.notes).toMatchObject([{ ready, unfinished: false }]);
});

it('removes records about what is erased, and about entities that nothing mentions', async () => {
  const { table, pass } = await begin(now - wait - 1);
  const tally = (...entities: string[]) => JSON.stringify({ hint: 'tally/1', day: '2021-05-03', entities });
  const entity = (name: string, documents: number, settled: number): Item => ({
    ...keys.entity(name),
    ...{ entity: name, type: 'person', name, documents, mentions: 0, names: [], aliases: [], days: {} },
    ...{ token: 2, settled },
  });
  await table.put(entity('person/here', 1, 2));
  await table.put(entity('person/empty', 0, 2));
  await table.put(entity('person/counted', 0, 1));
  const letters: Record<string, Record<string, string>> = {
    key: { key: 'a.txt', hint: '{}' },
    document: { document: doc, hint: '{}' },
    'other key': { key: 'b.txt', hint: tally('person/none') },
    'other document': { document: 'e'.repeat(32), hint: tally('person/none') },
    sweep: {},
    none: { hint: tally('person/none') },
    both: { hint: tally('person/here', 'person/none') },
    here: { hint: tally('person/here') },
    empty: { hint: tally('person/empty') },
    counted: { hint: tally('person/counted') },
  };
  const rows = Object.entries(letters).map(
    ([name, fields]): Item => ({
      ...keys.deadLetter('touched', name),
      ...fields,
      ...{ queue: 'touched', at: 'now', refusal: { code: 'fault.index', evidence: name } },
    }),
  );
  const count: Item = { ...keys.deadLetter('touched', 'count'), sk: 'FAILURES', key: 'a.txt' };
  for (const row of [...rows, count]) {
    await table.put(row);
    await pass.removeRows({ pk: row.pk, rows: [row], begins: true, ends: true });
  }
  const left = rows.filter(({ pk }) => [...table.items()].some((row) => row.pk === pk));
  const names = left.map(({ refusal }) => (refusal as { evidence: string }).evidence);
  expect(names).toEqual(['other key', 'other document', 'sweep', 'here', 'counted']);
  expect([...table.items()].some(({ sk }) => sk === 'FAILURES')).toBe(true);
});
