/** The rows of entities in many documents of a day are written again if the table has lost them. */
import { beforeEach, expect, it } from 'vitest';
import { thresholds } from '../../../../../core/protocol/thresholds.ts';
import { entityMeta, isClosed } from '../../../../../core/records/entity.ts';
import { keys, trendPrefix } from '../../../../../core/records/keys.ts';
import { type SweepReport, sweep } from '../../../../../functions/sweep/sweep.ts';
import { Records } from '../records.ts';

const entity = 'place/london';
/** Documents of the first days of May; those that come later close the days before them. */
const documents = [2, 5, 16, 1, 1, 1, 1, 1, 4];
const dated = (title: string, day: number) =>
  `${title}\n\nLONDON, ${day} May 2021 - The foreign minister Antony Blinken arrived in London for talks.\n`;

let records: Records;
beforeEach(async () => {
  records = new Records();
  for (const [i, count] of documents.entries())
    for (let n = 0; n < count; n++)
      await records.put(`${i}-${n}.txt`, dated(`Ministers meet for the ${n} time on day ${i}`, i + 1));
});

const trends = () => records.rows(trendPrefix).filter(({ sk }) => sk === entity);

it.each([
  ['as a whole', thresholds],
  ['in parts', { ...thresholds, sweepRows: 4, sweepPartitionRows: 3 }],
])('a sweep of an entity %s writes the row of the highest step of each day again', async (_, sizes) => {
  const sweepOnce = (): Promise<SweepReport> =>
    records.sweepWith((ports) => sweep({ ...ports, thresholds: sizes }));
  const meta = entityMeta.parse(records.row(({ pk, sk }) => pk === `ENT#${entity}` && sk === 'META'));
  expect(['03', '09'].map((day) => isClosed(meta, `2021-05-${day}`))).toEqual([true, false]);
  expect(await sweepOnce()).toMatchObject({ tallies: 0 });
  for (const row of trends()) await records.remove(row);
  expect(await sweepOnce()).toMatchObject({ tallies: 3, strays: 0 });
  expect(trends()).toEqual([
    { ...keys.trend('2021-05-02', 0, entity), entity, before: 2 },
    { ...keys.trend('2021-05-03', 1, entity), entity, before: 7 },
    { ...keys.trend('2021-05-09', 0, entity), entity, before: 28 },
  ]);
  expect(await sweepOnce()).toMatchObject({ tallies: 0 });
});
