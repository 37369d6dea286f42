/** Checks whether the tallies of an entity agree with its postings. */
import { isDeepStrictEqual } from 'node:util';
import type { Item } from '../../core/ports/table.ts';
import { isConverged, isLive } from '../../core/protocol/reconcile.ts';
import { type DayTally, daysOf, entityMeta, posting } from '../../core/records/entity.ts';
import { keys } from '../../core/records/keys.ts';
import { summarizeDays, tallyOf } from './tallies.ts';

/**
 * @param rows all rows of the entity
 * @returns the days whose tally differs from the postings. If all agree but META differs from the tallies,
 * one day
 */
export function differingDays(entity: string, rows: readonly Item[]): string[] {
  const postings = Map.groupBy(
    rows
      .filter(({ sk }) => sk.startsWith('DAY#'))
      .filter(isLive)
      .map((row) => posting.parse(row)),
    ({ day }) => day,
  );
  const counted = new Map(rows.filter(({ sk }) => sk.startsWith('TALLY#')).flatMap(daysOf));
  const days = [...new Set([...postings.keys(), ...counted.keys()])];
  const differing = days.filter((day) => !isSameTally(tallyOf(postings.get(day) ?? []), counted.get(day)));
  const meta = rows.find(({ sk }) => sk === keys.entity(entity).sk);
  if (differing.length === 0 && days[0] !== undefined && !isSummarized(entity, counted, meta))
    differing.push(days[0]);
  return differing;
}

function isSameTally(tally: Omit<DayTally, 'token'>, counted: DayTally | undefined): boolean {
  const { documents, mentions, forms, also, roles } = counted ?? tallyOf([]);
  return isDeepStrictEqual(tally, { documents, mentions, forms, also, roles });
}

/** Whether META agrees with the tallies. */
function isSummarized(entity: string, counted: Map<string, DayTally>, row: Item | undefined): boolean {
  if (row === undefined) return false;
  const { documents, mentions, name, names } = entityMeta.parse(row);
  const { meta } = summarizeDays(entity, [...counted]);
  return (
    isConverged(row) &&
    documents === meta.documents &&
    mentions === meta.mentions &&
    name === meta.name &&
    isDeepStrictEqual(names, meta.names)
  );
}
