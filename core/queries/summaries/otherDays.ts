/** Reads the documents of days that have no summary, the newest first. */
import type { ClosedDayRange } from '../../dates/range.ts';
import type { DaySummary } from '../../ports/daySummaries.ts';
import type { Headline, Search } from '../../ports/search.ts';
import { dayNumber } from '../../search/stories.ts';

/** The days of a range, both ends included. */
export const numberOfDays = ({ from, to }: ClosedDayRange): number => dayNumber(to) - dayNumber(from) + 1;

/** @param options.brief without leads, entities and bands */
export async function readOtherDays(
  search: Search,
  range: ClosedDayRange,
  summaries: readonly DaySummary[],
  { most, brief }: { most: number; brief: boolean },
): Promise<{ rows: Headline[]; more: boolean }> {
  if (summaries.length === numberOfDays(range)) return { rows: [], more: false };
  const except = summaries.map(({ day }) => day);
  return search.publishedBetween({ ...range, entities: [], brief, except }, most);
}
