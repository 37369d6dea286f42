/** Finds the words that are in more documents of a day than the weeks before suggest. */
import { daysAfter } from '../../dates/interval.ts';
import { omitUndefined } from '../../omitUndefined.ts';
import type { DayWords } from '../../ports/daySummaries.ts';
import type { Headline, Search } from '../../ports/search.ts';
import { baselineDays } from '../../records/trend.ts';
import { countWords } from '../../search/daySummary.ts';
import { findTrends, type Trend } from '../../search/trends.ts';
import { readOtherDays } from './otherDays.ts';

/** Days without a summary have few documents, unless it is still to be made. */
const mostRead = 10_000;

export interface FoundWords {
  trends: Trend[];
  /** Documents of the days before, as far as they were counted. */
  baseline: number;
  /** When the summary of the day was made, in milliseconds since 1970; absent if its rows were read. */
  asOf?: number;
  /** How many documents were read of days without a summary, if there are more. */
  gaveUpAfter?: number;
}

/** @param minimum of the day's documents that must have a word */
export async function findWordTrends(search: Search, day: string, minimum: number): Promise<FoundWords> {
  const range = { from: daysAfter(day, -baselineDays), to: day };
  const summaries = await search.dayWords(range);
  const { rows, more } = await readOtherDays(search, range, summaries, { most: mostRead, brief: true });
  const [ofDay = [], others = []] = [true, false].map((is) =>
    rows.filter(({ published }) => (published === day) === is),
  );
  const isOfDay = (each: DayWords) => each.day === day;
  const now = await count(summaries.filter(isOfDay), ofDay, () => true);
  for (const [word, documents] of now.words) if (documents < minimum) now.words.delete(word);
  // A day has tens of thousands of words, and few of them come into question.
  const before = await count(
    summaries.filter((each) => !isOfDay(each)),
    others,
    (word) => now.words.has(word),
  );
  return {
    trends: findTrends(now, before),
    baseline: before.documents,
    ...omitUndefined({ asOf: summaries.find(isOfDay)?.made }),
    ...(more && { gaveUpAfter: rows.length }),
  };
}

/** The documents of summaries and rows, and in how many of them each word is that counts. */
async function count(
  summaries: readonly DayWords[],
  rows: readonly Headline[],
  counts: (word: string) => boolean,
): Promise<{ documents: number; words: Map<string, number> }> {
  const words = new Map<string, number>();
  for (const counted of [...summaries.map((each) => each.words), await countWords(rows)])
    for (const [word, documents] of counted)
      if (counts(word)) words.set(word, (words.get(word) ?? 0) + documents);
  const documents = summaries.reduce((sum, each) => sum + each.documents, rows.length);
  return { documents, words };
}
