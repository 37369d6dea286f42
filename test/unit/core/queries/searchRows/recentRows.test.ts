/** Which search rows may not be merged yet, by the log of changes. */
import { expect, it } from 'vitest';
import { hash } from '../../../../../core/hash.ts';
import { longestWaitSeconds } from '../../../../../core/protocol/searchWait.ts';
import { recentRowsOf } from '../../../../../core/queries/searchRows/recentRows.ts';
import { keys } from '../../../../../core/records/keys.ts';
import { MemoryObjects } from '../../../../../runtime/memory/objects.ts';
import { MemoryTable } from '../../../../../runtime/memory/table.ts';

const wait = { rows: 32, roundSeconds: 600, rounds: 5 };
const noon = Date.parse('2026-01-02T00:30:00Z');
const docOf = (name: string) => hash(name).slice(0, 32);

class CountingTable extends MemoryTable {
  metas = 0;
  override batchGet: MemoryTable['batchGet'] = (keys) => {
    this.metas += keys.length;
    return super.batchGet(keys);
  };
}

async function store(
  table: MemoryTable,
  name: string,
  {
    at,
    token,
    settled = token,
    gone = false,
  }: { at: number; token: number; settled?: number; gone?: boolean },
): Promise<void> {
  const doc = docOf(name);
  const time = new Date(at).toISOString();
  await table.put({ ...keys.change(time, doc), doc, time, reason: 'created', title: name });
  const content = {
    title: name,
    published: { value: '2026-01-01', precision: 'day', tzKnown: false, source: 'field' },
    authors: [],
  };
  await table.put({
    ...keys.document(doc),
    ...{ doc, token, settled, pending: [], changed: at },
    applied: { token: settled, ...(!gone && { basis: { payload: 'p', model: 'm' } }) },
    ...(gone ? { searchDays: ['2026-01-01'] } : { content }),
  });
}

it('has those of the changes since the longest wait, across midnight, up to a time', async () => {
  const table = new CountingTable();
  const read = recentRowsOf({ table, archive: new MemoryObjects(() => noon) }, wait);
  const oldest = noon - 1000 * longestWaitSeconds(wait);
  await store(table, 'merged', { at: oldest - 1, token: 1 });
  await store(table, 'yesterday', { at: oldest + 1, token: 2 });
  await store(table, 'today', { at: noon - 60_000, token: 3 });
  await store(table, 'removed', { at: noon - 30_000, token: 4, gone: true });
  await store(table, 'later', { at: noon + 1, token: 5 });
  const rows = await read(noon);
  expect(rows.map(({ id, token, day, earlier }) => [id, token, day, earlier]).sort()).toEqual(
    [
      [docOf('yesterday'), 2, '2026-01-01', []],
      [docOf('today'), 3, '2026-01-01', []],
      [docOf('removed'), 4, undefined, ['2026-01-01']],
    ].sort(),
  );
  expect(await rows.find(({ id }) => id === docOf('removed'))?.read()).toMatchObject({
    gone: true,
    token: 4,
    earlier: ['2026-01-01'],
  });
});

it('reads a record again only if it changed, or if its handler was at work', async () => {
  const table = new CountingTable();
  const read = recentRowsOf({ table, archive: new MemoryObjects(() => noon) }, wait);
  await store(table, 'a', { at: noon - 60_000, token: 1 });
  await store(table, 'b', { at: noon - 50_000, token: 2, settled: 1 });
  await Promise.all([read(noon), read(noon)]);
  expect(table.metas).toBe(2);
  await read(noon + 10_000);
  expect(table.metas).toBe(3);
  await store(table, 'b', { at: noon - 50_000, token: 2 });
  await store(table, 'a', { at: noon + 5_000, token: 3 });
  const rows = await read(noon + 20_000);
  expect(rows.map(({ token }) => token).sort()).toEqual([2, 3]);
  expect(table.metas).toBe(5);
  await read(noon + 30_000);
  expect(table.metas).toBe(5);
});
