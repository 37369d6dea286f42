/** What a table's log of decisions comes to, read as far as it is new. */
import { expect, it, vi } from 'vitest';
import { currentEntities, readDecisions, readResolution } from '../../../../core/queries/decisions.ts';
import { DecisionLog } from '../../../../core/records/decisions/decisionLog.ts';
import { keys } from '../../../../core/records/keys.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';
import { hide, logOf, merge, rename } from '../identity/decisions/log.ts';

const [a, b] = ['person/a', 'person/b'];

async function decide(table: MemoryTable, ...contents: Parameters<typeof logOf>): Promise<void> {
  const log = new DecisionLog(table);
  for (const decision of logOf(...contents)) await log.add(decision);
}

it('is read once, and then what is new', async () => {
  const table = new MemoryTable();
  expect((await readDecisions(table)).resolution.isEmpty).toBe(true);
  await decide(table, merge(a, b), hide('person/c'));
  const two = await readDecisions(table);
  expect(two.log.map(({ number }) => number)).toEqual([1, 2]);
  expect(await readDecisions(table)).toBe(two);
  await decide(table, merge(a, b), hide('person/c'), rename(b, 'Bb'));
  const query = vi.spyOn(table, 'query');
  const three = await readDecisions(table);
  expect(three.log).toEqual([...two.log, expect.objectContaining({ number: 3 })]);
  expect(three.resolution.current(a)).toMatchObject({ at: b, name: 'Bb' });
  // The last known one and the new one.
  const [page] = await Promise.all(query.mock.results.map(({ value }) => value));
  expect(page.items).toHaveLength(2);
});

it.each([
  ['fewer decisions', [merge(a, b)]],
  ['other ones', [hide(a), hide(b), hide('person/d')]],
])('is read anew from a table that was restored to %s', async (_, contents) => {
  const table = new MemoryTable();
  await decide(table, merge(a, b), rename(b, 'Bb'));
  await readDecisions(table);
  for (const number of [1, 2]) await table.delete(keys.decision(number));
  await decide(table, ...contents);
  expect((await readDecisions(table)).log.map(({ decided }) => decided)).toEqual(contents);
});

it('gives an entity the id that has documents', async () => {
  const table = new MemoryTable();
  await decide(table, merge(a, b), merge('person/c', 'person/d'));
  const counted = { token: 1, type: 'person', name: 'B', mentions: 2, aliases: [] };
  await table.put({ ...keys.entity(b), entity: b, ...counted, documents: 2 });
  await table.put({ ...keys.entity('person/d'), entity: 'person/d', ...counted, documents: 0 });
  const ids = [a, 'person/c', 'person/e', b];
  const current = [b, 'person/c', 'person/e', b];
  expect(await currentEntities(table, ids)).toEqual(current);
  const known = await readResolution(table);
  const [query, get] = [vi.spyOn(table, 'query'), vi.spyOn(table, 'get')];
  expect(await currentEntities(table, ids, known)).toEqual(current);
  expect(await currentEntities(table, [])).toEqual([]);
  expect(query).not.toHaveBeenCalled();
  // What no decision moved is not looked up.
  expect(get).toHaveBeenCalledTimes(2);
});
