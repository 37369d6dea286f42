/** Are the counts of an entity what its postings come to? */
import { isDeepStrictEqual } from 'node:util';
import type { Item } from '../../core/ports/table.ts';
import { isConverged, isLive } from '../../core/protocol/reconcile.ts';
import { type DayTally, daysOf, entityMeta, posting } from '../../core/records/entity.ts';
import { keys } from '../../core/records/keys.ts';
import { summaryOf, tallyOf } from './tallies.ts';

/**
 * @param rows all of the entity's
 * @returns days whose tally is not what the postings come to, or any day where META is not what the tallies come to
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
  const differing = days.filter((day) => !matches(tallyOf(postings.get(day) ?? []), counted.get(day)));
  const meta = rows.find(({ sk }) => sk === keys.entity(entity).sk);
  if (differing.length === 0 && days[0] !== undefined && !summarized(entity, counted, meta))
    differing.push(days[0]);
  return differing;
}

function matches(tally: Omit<DayTally, 'token'>, counted: DayTally | undefined): boolean {
  const { documents, mentions, forms, also, roles } = counted ?? tallyOf([]);
  return isDeepStrictEqual(tally, { documents, mentions, forms, also, roles });
}

function summarized(entity: string, counted: Map<string, DayTally>, row: Item | undefined): boolean {
  if (row === undefined) return false;
  const { documents, mentions, name, names } = entityMeta.parse(row);
  const { meta } = summaryOf(entity, [...counted]);
  return (
    isConverged(row) &&
    documents === meta.documents &&
    mentions === meta.mentions &&
    name === meta.name &&
    isDeepStrictEqual(names, meta.names)
  );
}
