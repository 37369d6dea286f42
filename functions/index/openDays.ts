/** Which days of an entity stay in its META. */
import { undated } from '../../core/dates/calendar.ts';
import { thresholds } from '../../core/protocol/thresholds.ts';
import { type DayTally, storeTally } from '../../core/records/entity.ts';

/**
 * The oldest of an entity's open days, in order, if META has too much of them: it is read and written
 * whenever one of them is counted. Undated documents are never closed, because there may always be more.
 */
export function daysToClose(
  open: ReadonlyMap<string, DayTally>,
  { openCharacters, openDays }: Pick<typeof thresholds, 'openCharacters' | 'openDays'> = thresholds,
): Map<string, DayTally> {
  const newestFirst = [...open].filter(([day]) => day !== undated).sort(([a], [b]) => (a < b ? 1 : -1));
  const sizes = newestFirst.map(([, tally]) => JSON.stringify(storeTally(tally)).length);
  if (sizes.reduce((sum, size) => sum + size, 0) <= openCharacters) return new Map();
  let characters = 0;
  const kept = sizes.findIndex((size, i) => {
    characters += size;
    return i >= openDays && characters > openCharacters / 2;
  });
  return new Map(kept < 0 ? [] : newestFirst.slice(kept).reverse());
}
