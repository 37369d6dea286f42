import { expect, it } from 'vitest';
import { normalForm } from '../../../../cli/verify/normalForm.ts';
import type { Item } from '../../../../core/ports/table.ts';
import { countPostings } from '../../../../functions/index/counts.ts';
import { entityRows } from '../../../../functions/index/tallies.ts';

const entity = 'place/london';
const counts = (documents: number) => ({ ...countPostings([]), documents, mentions: documents + 200 });
const days = Array.from({ length: 60 }, (_, i) =>
  new Date(Date.UTC(2021, 4, 1 + i)).toISOString().slice(0, 10),
);
const counted = days.map((day, i) => [day, counts(i + 1)] as const);

it('has the days of an entity wherever its rows have them, and whatever the token', () => {
  const { rows } = entityRows(entity, counted, 1);
  expect(rows.filter(({ sk }) => sk.startsWith('TALLY#'))).toHaveLength(2);
  const usual = normalForm(rows);
  expect(usual).toHaveLength(days.length + 1);
  expect(normalForm(entityRows(entity, counted, 7).rows)).toEqual(usual);
  const [meta] = entityRows(entity, counted, 1).rows;
  const open = Object.fromEntries(
    counted.map(([day, { documents, mentions }]) => [day, [9, [documents, mentions]]]),
  );
  const { closedThrough: _, closed: __, ...rest } = { pk: '', sk: '', ...meta } as Item;
  expect(normalForm([{ ...rest, days: open }])).toEqual(usual);
  const other = counted.map(([day, each]) => [day, day === days[3] ? counts(999) : each] as const);
  expect(normalForm(entityRows(entity, other, 1).rows)).not.toEqual(usual);
});

it('leaves out the shards of a day, and a day of a month that is not closed', () => {
  const { rows } = entityRows(entity, counted, 1);
  const strays = [
    { pk: `ENT#${entity}`, sk: 'SHARD#2021-05-03#1#a', token: 3, parts: { a: [5, 5] } },
    { pk: `ENT#${entity}`, sk: 'TALLY#2021-09', token: 3, d03: [3, [5, 5]] },
  ];
  expect(normalForm([...rows, ...strays])).toEqual(normalForm(rows));
});

it('takes the position in lists that an earlier Dateline gave a document for that of today', () => {
  const published = { value: '2021-05-03T08:00:00Z', precision: 'second', tzKnown: true, source: 'text' };
  const meta = (position: string): Item => ({
    ...{ pk: 'DOC#d', sk: 'META', doc: 'd', token: 1, applied: { token: 1, basis: { payload: 'p' } } },
    ...{ content: { title: 'T', authors: [], published }, listSk: position, sourceSk: position },
  });
  const today = normalForm([meta('2021-05-03@2021-05-03T08:00:00.000Z#d')]);
  expect(normalForm([meta('2021-05-03#d')])).toEqual(today);
  expect(normalForm([meta('2021-05-03@2021-05-03T09:00:00.000Z#d')])).not.toEqual(today);
});
