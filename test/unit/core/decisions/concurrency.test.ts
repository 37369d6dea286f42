/** Two people at once, a store that knew an older log, and a long log. */
import { expect, it } from 'vitest';
import { DecisionImport, isConflict } from '../../../../core/decisions/decide.ts';
import type { Decided } from '../../../../core/identity/decisions/decision.ts';
import type { Query, Table } from '../../../../core/ports/table.ts';
import { readDecisions } from '../../../../core/queries/decisions.ts';
import { decisionPartition, keys } from '../../../../core/records/keys.ts';
import { store } from '../../../../functions/store/store.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';
import { DecidedArchive } from './decidedArchive.ts';

const [a, b] = ['person/maria-okoye', 'person/mary-brown'];
const made = { author: 'Desk', reason: 'As the desk knows.', time: '2026-01-01T00:00:00Z' };
const merge = (entity: string, into: string): Decided => ({ action: 'merge', entity, into });

/** Another table object over the same rows, whose queries `see` replaces. */
function withQuery(
  table: Table,
  see: (query: Query, read: Table['query']) => ReturnType<Table['query']>,
): Table {
  return new Proxy(table, {
    get: (target, name) => {
      if (name === 'query') return (query: Query) => see(query, (each) => target.query(each));
      const method = Reflect.get(target, name, target);
      return typeof method === 'function' ? method.bind(target) : method;
    },
  });
}

it('gives each of many people at once a number of their own', async () => {
  const { ports } = new DecidedArchive();
  const all = Array.from({ length: 12 }, (_, i) =>
    new DecisionImport(ports).add({ action: 'hide', entity: `person/n${i}` }, made),
  );
  for (const added of await Promise.all(all)) expect(isConflict(added)).toBe(false);
  const { log } = await readDecisions(ports.table);
  expect(log.map(({ number }) => number)).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
});

it('takes one of two decisions that contradict each other, whoever is first', async () => {
  const { ports } = new DecidedArchive();
  const both = [merge(a, b), merge(b, a)].map((each) => new DecisionImport(ports).add(each, made));
  const codes = (await Promise.all(both)).map((added) => (isConflict(added) ? added.code : 'added'));
  expect(codes.sort()).toEqual(['added', 'decision.cycle']);
});

it('notices a document that was stored by an older log after the decision was applied', async () => {
  const archive = new DecidedArchive();
  const story = (who: string) =>
    `Talks in Lerwick\n\n${who} met the mayor of Lerwick on Monday, officials said.\n`;
  await archive.put('a.txt', story('Maria Okoye'));
  await archive.put('b.txt', story('Mary Brown'));
  const { items } = await archive.room.json(`/v1/entities/${b}/documents`);
  await archive.decide({ action: 'merge', entity: b, into: a });
  const table = withQuery(archive.ports.table, async (query, read) =>
    query.pk === decisionPartition ? { items: [] } : read(query),
  );
  await store({ ...archive.ports, table }, items[0].id);
  expect(await archive.room.table.get(keys.posting(b, '0000-00-00', items[0].id))).not.toHaveProperty('gone');
  await archive.work();
  expect(await archive.room.json(`/v1/entities/${a}`)).toMatchObject({ documents: 2 });
  expect((await archive.room.request(`/v1/entities/${b}/documents`)).status).toBe(200); // those of the other
  expect((await archive.room.json(`/v1/entities/${b}`)).id).toBe(a);
});

it('reads a log of 10,000 decisions once, and then what is new', async () => {
  const memory = new MemoryTable();
  const { ports } = new DecidedArchive();
  const log = new DecisionImport({ ...ports, table: memory });
  for (let i = 0; i < 10_000; i++) await log.add(merge(`person/n${i}`, `person/m${i}`), made);
  let rows = 0;
  const table = withQuery(memory, async (query, read) => {
    const page = await read(query);
    rows += page.items.length;
    return page;
  });
  const first = await readDecisions(table);
  expect(first.resolution.outcome('0'.repeat(32), 'person/n9999').to).toBe('person/m9999');
  expect(rows).toBe(10_000);
  expect(await readDecisions(table)).toBe(first);
  expect(rows).toBe(10_001);
});
