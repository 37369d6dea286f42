import { expect, it } from 'vitest';
import { daysAfter } from '../../../../core/dates/interval.ts';
import type { Table } from '../../../../core/ports/table.ts';
import { findEntityTrends } from '../../../../core/queries/trends.ts';
import { Random } from '../../../../core/random.ts';
import { keys } from '../../../../core/records/keys.ts';
import { baselineDays, trendSteps } from '../../../../core/records/trend.ts';
import { byScore, type Trend, trendOf } from '../../../../core/search/trends.ts';
import { entityRows } from '../../../../functions/index/tallies.ts';
import { noteTrend } from '../../../../functions/index/trendRows.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';

const day = '2026-11-27';
const share = 1 / baselineDays;

/** A day of an archive: each entity with its documents of the day, and on each day of the weeks before. */
async function archiveOf(entities: readonly { id: string; today: number; usually: number }[]): Promise<{
  table: Table;
  expected: (minimum: number, limit: number) => Trend[];
}> {
  const table = new MemoryTable();
  const counts = (documents: number) => ({ documents, mentions: documents, forms: {}, also: {}, roles: {} });
  const all: Trend[] = [];
  for (const { id, today, usually } of entities) {
    const before = Array.from({ length: 40 }, (_, i) => [daysAfter(day, i - 40), counts(usually)] as const);
    const { meta } = entityRows(id, before, 1);
    const { rows } = entityRows(id, [...before, [day, counts(today)] as const], 2);
    for (const row of entityRows(id, before, 1).rows) await table.put(row);
    // Its documents arrive in up to three parts, of which each is counted.
    for (const [known, documents] of [
      [0, Math.ceil(today / 3)] as const,
      [Math.ceil(today / 3), today] as const,
    ])
      await noteTrend({ table }, { entity: id, day, known, documents }, meta, undefined);
    for (const row of rows) await table.put(row);
    all.push(trendOf(id, today, usually * baselineDays * share));
  }
  const expected = (minimum: number, limit: number) =>
    all
      .filter(({ score, documents }) => score > 0 && documents >= minimum)
      .sort(byScore)
      .slice(0, limit);
  return { table, expected };
}

it('finds exactly the entities with the highest scores, from the tallies of few', async () => {
  const random = new Random(1);
  const entities = Array.from({ length: 600 }, (_, i) => {
    const usually = Math.floor(400 / (i + 1));
    const today = random.chance(0.05)
      ? 4 * usually + random.below(60)
      : Math.round(usually * (0.7 + random.next() * 0.6));
    return { id: `${random.pick(['person', 'place'])}/e${i}`, today, usually };
  });
  const { table, expected } = await archiveOf(entities);
  let read = 0;
  const counting: Table = new Proxy(table, {
    get: (target, name) => {
      const method = Reflect.get(target, name) as unknown;
      if (name !== 'batchGet') return typeof method === 'function' ? method.bind(target) : method;
      return async (keys: Parameters<Table['batchGet']>[0]) => {
        read += keys.length;
        return target.batchGet(keys);
      };
    },
  });
  for (const [minimum, limit] of [
    [4, 20],
    [4, 5],
    [50, 20],
    [4, 100],
  ] as const) {
    read = 0;
    const found = await findEntityTrends(counting, { day, share, minimum, limit });
    expect(found.gaveUpAfter).toBeUndefined();
    expect(found.trends).toEqual(expected(minimum, limit));
    if (limit === 5) expect(read).toBeLessThanOrEqual(3 * 100);
  }
  const places = await findEntityTrends(table, { day, share, minimum: 4, type: 'place', limit: 10 });
  expect(places.trends).toEqual(
    expected(4, 1000)
      .filter(({ name }) => name.startsWith('place/'))
      .slice(0, 10),
  );
});

it('says when it gave up', async () => {
  const table = new MemoryTable();
  for (let i = 0; i < 1100; i++)
    await table.put({
      ...keys.trend(day, 0, `place/e${i}`),
      entity: `place/e${i}`,
      before: 5 * baselineDays,
    });
  const found = await findEntityTrends(table, { day, share, minimum: 4, limit: 20 });
  expect(found).toEqual({ trends: [], gaveUpAfter: 1000 });
});

it('has a row for each step that the documents of a day reach, and none below the first', async () => {
  const { table } = await archiveOf([
    { id: 'place/a', today: 3, usually: 0 },
    { id: 'place/b', today: 300, usually: 2 },
  ]);
  const rows = (await table.scan()).items.filter(({ pk }) => pk.startsWith('TREND#'));
  const steps = [100, 300].map((documents) => trendSteps.findLastIndex((each) => documents >= each));
  expect(rows.map(({ pk }) => pk)).toEqual(steps.map((step) => `TREND#${day}#${step}`));
  expect(rows.map(({ before }) => before)).toEqual([56, 56]);
});
