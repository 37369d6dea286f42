/** A closed day's tally and the counts of its shards are in two rows, which are not written at once. */
import { expect, it } from 'vitest';
import type { Table } from '../../../../core/ports/table.ts';
import { thresholds } from '../../../../core/protocol/thresholds.ts';
import { entityMeta } from '../../../../core/records/entity.ts';
import { keys } from '../../../../core/records/keys.ts';
import { tallyEntity } from '../../../../functions/index/tallies.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';

const entity = 'place/london';
const closed = '2021-05-03';
const open = '2021-05-04';
const small = { ...thresholds, shardDocuments: [2], openCharacters: 1, openDays: 1 };
const [going, staying, coming] = ['a', 'b', 'c'].map((digit) => digit.repeat(32)) as [string, string, string];

const table = new MemoryTable();

async function post(doc: string, day: string): Promise<void> {
  const row = { doc, day, token: 1, title: 'x', source: 'w', form: 'London', mentions: 1, others: [] };
  await table.put({ ...keys.posting(entity, day, doc), ...row });
}

function count(through: Table, day: string, doc: string) {
  const hints = new Map([[day, { shards: new Set([doc]) }]]);
  return tallyEntity({ table: through, clock: () => 1e12, thresholds: small }, entity, hints);
}

/** The table, with something done before a call. */
const interrupted = (before: (method: 'get' | 'update', sk: string) => Promise<void> | undefined): Table =>
  new Proxy(table, {
    get: (target, method) => {
      const real = (Reflect.get(target, method, target) as Table['get']).bind(target);
      if (method !== 'get' && method !== 'update') return real;
      return async (...args: Parameters<Table['get']>) => {
        await before(method, args[0].sk);
        return real(...args);
      };
    },
  });

it('a count that rests on shards of the count before is not used again', async () => {
  for (const doc of [going, staying]) {
    await post(doc, closed);
    await count(table, closed, doc);
  }
  await post(going, open);
  await count(table, open, going);
  expect(entityMeta.parse(await table.get(keys.entity(entity))).closedThrough).toBe(closed);

  await table.put({ ...keys.posting(entity, closed, going), token: 2, gone: true });
  await post(coming, closed);

  // The first has written the tally of the day, and the second reads both rows, and fails.
  const tally = Promise.withResolvers<void>();
  const shards = Promise.withResolvers<void>();
  const written = { tally: false };
  let first: Promise<unknown> | undefined;
  const begin = () => {
    first ??= count(
      interrupted((method, sk) => {
        if (method !== 'update' || sk !== keys.shards(entity, closed, '').sk) return undefined;
        written.tally = true;
        tally.resolve();
        return shards.promise;
      }),
      closed,
      going,
    );
    return tally.promise;
  };
  await count(
    interrupted((method, sk) => {
      if (method === 'get' && sk === keys.tally(entity, closed).sk) return begin();
      if (method !== 'update' || sk !== 'META') return undefined;
      shards.resolve();
      return first?.then(() => {});
    }),
    closed,
    coming,
  );
  expect(written.tally).toBe(true);
  expect(entityMeta.parse(await table.get(keys.entity(entity))).documents).toBe(3);
});
