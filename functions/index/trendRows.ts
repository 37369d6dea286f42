/** Notes that an entity is in many documents of a day (core/records/trend.ts). */
import { undated } from '../../core/dates/calendar.ts';
import { daysAfter } from '../../core/dates/interval.ts';
import type { Item, Key } from '../../core/ports/table.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { documentsOn, type EntityMeta, isClosed } from '../../core/records/entity.ts';
import { keys } from '../../core/records/keys.ts';
import { baselineDays, stepReached } from '../../core/records/trend.ts';

/** The row of the highest step that the documents of a day have reached; `undefined` if there is none. */
export function trendKey(entity: string, day: string, known: number, documents: number): Key | undefined {
  const step = day === undated ? undefined : stepReached(known, documents);
  return step === undefined ? undefined : keys.trend(day, step, entity);
}

/**
 * Writes a row if the documents of a day have reached a step.
 *
 * @param known how many there were before
 * @param months the months' items, if they have been read
 */
export async function noteTrend(
  { table }: Pick<Ports, 'table'>,
  { entity, day, known, documents }: { entity: string; day: string; known: number; documents: number },
  meta: EntityMeta | undefined,
  months: readonly Item[] | undefined,
): Promise<void> {
  const key = trendKey(entity, day, known, documents);
  if (key === undefined) return;
  const days = Array.from({ length: baselineDays }, (_, i) => daysAfter(day, -1 - i));
  const closed = days.filter((each) => isClosed(meta, each));
  const wanted = months === undefined ? [...new Set(closed.map((each) => keys.tally(entity, each).sk))] : [];
  const read = await Promise.all(wanted.map((sk) => table.get({ pk: keys.entity(entity).pk, sk })));
  const before = documentsOn(meta, months ?? read.filter((month) => month !== undefined), days);
  await table.put({ ...key, entity, before });
}
