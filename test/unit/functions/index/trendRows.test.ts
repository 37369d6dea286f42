/** What the row of a trend says of the days before, and which rows are read for it. */
import { beforeEach, expect, it } from 'vitest';
import { undated } from '../../../../core/dates/calendar.ts';
import type { Item, Key } from '../../../../core/ports/table.ts';
import { type DayTally, entityMeta, storeTally } from '../../../../core/records/entity.ts';
import { keys } from '../../../../core/records/keys.ts';
import { noteTrend, trendKey } from '../../../../functions/index/trendRows.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';

const entity = 'place/london';
const day = '2021-06-10';
const tally = (documents: number): DayTally => ({
  ...{ token: 1, documents, mentions: documents, forms: {}, also: {}, roles: {} },
});
const month = (first: string, days: Record<string, number>): Item => ({
  ...keys.tally(entity, first),
  ...Object.fromEntries(
    Object.entries(days).map(([d, documents]) => [`d${d}`, storeTally(tally(documents))]),
  ),
});
/** Of these, the 28 days before have the 13th, which is the first of them, and the 31st. */
const may = month('2021-05-01', { '12': 100, '13': 7, '31': 1 });
const meta = entityMeta.parse({
  ...{ entity, type: 'place', token: 1, name: 'London', documents: 9, mentions: 9, aliases: [] },
  closedThrough: '2021-05-31',
  days: { '2021-06-09': storeTally(tally(30)), [day]: storeTally(tally(3)) },
});

let table: MemoryTable;
let read: Key[];
beforeEach(async () => {
  table = new (class extends MemoryTable {
    override get(key: Key) {
      read.push(key);
      return super.get(key);
    }
  })();
  read = [];
  await table.put(may);
});
const change = { entity, day, known: 3, documents: 4 };
const noted = () => [...table.items('TREND#')];

it('has the documents of the 28 days before, of which the months of closed ones are read', async () => {
  await noteTrend({ table }, change, meta, undefined);
  expect(noted()).toEqual([{ ...keys.trend(day, 0, entity), entity, before: 30 + 7 + 1 }]);
  expect(read).toEqual([keys.tally(entity, '2021-05-01')]);
});

it('has those of the months that were read already, and reads none again', async () => {
  await noteTrend({ table }, change, meta, [month('2021-05-01', { '20': 2 })]);
  expect(noted()).toMatchObject([{ before: 30 + 2 }]);
  expect(read).toEqual([]);
});

it('is not written unless the documents reach a step of a dated day', async () => {
  await noteTrend({ table }, { ...change, known: 4, documents: 5 }, meta, undefined);
  expect(noted()).toEqual([]);
  expect(trendKey(entity, undated, 0, 20)).toBeUndefined();
  expect(trendKey(entity, day, 3, 20)).toEqual(keys.trend(day, 1, entity));
});
