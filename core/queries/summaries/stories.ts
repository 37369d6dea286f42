/**
 * Finds the stories of a range. Few documents are grouped when somebody asks; of days with many, the stories
 * of their summaries are joined.
 */
import { daysAfter } from '../../dates/interval.ts';
import type { ClosedDayRange } from '../../dates/range.ts';
import { omitUndefined } from '../../omitUndefined.ts';
import type { DayStories } from '../../ports/daySummaries.ts';
import type { EntitySets, Search } from '../../ports/search.ts';
import { summarizeStories } from '../../search/daySummary.ts';
import { groupStories } from '../../search/stories.ts';
import { joinDays, type Story, storyOfGroup } from '../../search/storiesOfDays.ts';
import { numberOfDays, readOtherDays } from './otherDays.ts';

/** If days with summaries have no more documents, these are grouped when somebody asks, as they are now. */
const mostAtOnce = 1_000;
/** So many documents of days without a summary are grouped, the newest. */
const mostRead = 5_000;
/** Summaries are read of so many days at the end of the range. */
const mostDays = 31;
/** Stories that are compared with one another, an equal number of each day. */
const mostJoined = 2_000;

export interface FoundStories {
  stories: Story[];
  /** When the newest summary was made, in milliseconds since 1970; absent if none was used. */
  asOf?: number;
  /** What limits the answer, and how many documents it rests on. */
  partial?: { read: number; message: string };
}

/**
 * The stories of a range, those with most sources first.
 *
 * @param entities documents must have one id of each of these lists. With any, no summary is used: the newest
 *   documents are grouped
 */
export async function findStories(
  search: Search,
  range: ClosedDayRange,
  entities: EntitySets,
): Promise<FoundStories> {
  if (entities.length === 0) {
    const [from = range.from] = [range.from, daysAfter(range.to, 1 - mostDays)].sort().slice(-1);
    const last = { from, to: range.to };
    const most = Math.floor(mostJoined / numberOfDays(last));
    const days = await search.dayStories(last, most);
    if (countedIn(days) > mostAtOnce) return joinSummaries(search, range, last, days, most);
  }
  const { rows, more } = await search.publishedBetween({ ...range, entities }, mostRead);
  const stories = (await groupStories(rows)).map(storyOfGroup);
  return { stories, ...(more && { partial: newestOnly(rows.length) }) };
}

async function joinSummaries(
  search: Search,
  range: ClosedDayRange,
  last: ClosedDayRange,
  days: readonly DayStories[],
  most: number,
): Promise<FoundStories> {
  const { rows, more } = await readOtherDays(search, last, days, { most: mostRead, brief: false });
  const others = [...Map.groupBy(rows, ({ published }) => published)].map(async ([day, own]) => ({
    day,
    ...(await summarizeStories(own)),
  }));
  const all = [...days, ...(await Promise.all(others))];
  const stories = await joinDays(
    all.map((each) => ({ day: each.day, stories: each.stories.slice(0, most) })),
  );
  const largest = Math.min(most, Math.max(...all.map((day) => day.stories.length)));
  const limits = [
    ...(more ? [newestOnly(rows.length).message] : []),
    ...(all.some((day) => day.more > 0 || day.stories.length > most)
      ? [`Only the ${largest} largest stories of each day are compared.`]
      : []),
    ...((await isBefore(search, range, last))
      ? [`Only the last ${mostDays} days of the range are looked at. Narrow it with from and to.`]
      : []),
  ];
  const read = countedIn(days) + rows.length;
  return {
    stories,
    ...omitUndefined({ asOf: days.at(-1)?.made }),
    ...(limits.length > 0 && { partial: { read, message: limits.join(' ') } }),
  };
}

function newestOnly(documents: number): { read: number; message: string } {
  const message = `Only the newest ${documents} documents are grouped. Narrow the range with from and to.`;
  return { read: documents, message };
}

const countedIn = (days: readonly DayStories[]): number =>
  days.reduce((sum, { documents }) => sum + documents, 0);

/** Whether there are documents in a range before its last days. */
async function isBefore(search: Search, range: ClosedDayRange, last: ClosedDayRange): Promise<boolean> {
  if (last.from === range.from) return false;
  const before = { from: range.from, to: daysAfter(last.from, -1), entities: [], brief: true };
  return (await search.publishedBetween(before, 1)).rows.length > 0;
}
