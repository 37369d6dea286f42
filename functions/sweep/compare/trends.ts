/**
 * Writes the rows of entities in many documents of a day again (core/records/trend.ts) if the table has lost
 * them: the day's next step may never be reached. Outdated rows do no harm, so none is buried.
 */
import type { Item } from '../../../core/ports/table.ts';
import { mapConcurrent } from '../../../core/protocol/mapConcurrent.ts';
import { queryAll } from '../../../core/protocol/paginate.ts';
import { type EntityMeta, entityMeta, tallies } from '../../../core/records/entity.ts';
import { keys, monthPrefix } from '../../../core/records/keys.ts';
import { noteTrend, trendKey } from '../../index/trendRows.ts';
import type { SweepPass } from '../pass/pass.ts';
import { rowConcurrency } from './strays.ts';

/** Compares each counted day of an entity with the row of the highest step that it has reached. */
export async function checkTrends(
  pass: SweepPass,
  entity: string,
  meta: EntityMeta | undefined,
  months: readonly Item[],
): Promise<void> {
  const expected = tallies(meta, months).flatMap(([day, { documents }]) => {
    const key = trendKey(entity, day, 0, documents);
    return key === undefined ? [] : [{ entity, day, known: 0, documents, key }];
  });
  if (expected.length === 0) return;
  const rows = await pass.batchGet(expected.map(({ key }) => key));
  const missing = expected.filter((_, i) => rows[i] === undefined);
  await mapConcurrent(rowConcurrency, missing, (change) => noteTrend(pass.ports, change, meta, months));
  pass.report.tallies += missing.length;
}

/** The same for an entity with too many rows for a slice. Reads META and the months. */
export async function checkTrendsOfLarge(pass: SweepPass, entity: string): Promise<void> {
  const { table } = pass.ports;
  const row = await table.get(keys.entity(entity));
  const months = await queryAll(table, { pk: keys.entity(entity).pk, prefix: monthPrefix });
  await checkTrends(pass, entity, row && entityMeta.parse(row), months);
}
