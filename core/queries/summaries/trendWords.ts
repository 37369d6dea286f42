/** Finds the words that are in more documents of a day than the weeks before suggest. */
import { daysAfter } from '../../dates/interval.ts';
import type { Search } from '../../ports/search.ts';
import { baselineDays } from '../../records/trend.ts';
import { countWords } from '../../search/daySummary.ts';
import { findTrends, type Trend } from '../../search/trends.ts';

/** Days without a summary have few documents, unless it is still to be made. */
const mostRead = 10_000;

export interface FoundWords {
  trends: Trend[];
  /** When the oldest summary was made, in milliseconds since 1970; absent if none was used. */
  asOf?: number;
  /** How many documents were read of days without a summary, if there are more. */
  gaveUpAfter?: number;
}

/** Words in a number of documents. */
class Counted {
  documents = 0;
  readonly words = new Map<string, number>();

  add(documents: number, words: Iterable<readonly [string, number]>): void {
    this.documents += documents;
    for (const [word, count] of words) this.words.set(word, (this.words.get(word) ?? 0) + count);
  }
}

/** @param minimum of the day's documents that must have a word */
export async function findWordTrends(search: Search, day: string, minimum: number): Promise<FoundWords> {
  const range = { from: daysAfter(day, -baselineDays), to: day };
  const summaries = await search.dayWords(range);
  const except = summaries.map((each) => each.day);
  const { rows, more } = await search.publishedBetween(
    { ...range, entities: [], brief: true, except },
    mostRead,
  );
  const [now, before] = [new Counted(), new Counted()];
  for (const { day: own, documents, words } of summaries) (own === day ? now : before).add(documents, words);
  const isOfDay = ({ published }: { published: string }) => published === day;
  for (const [counted, own] of [
    [now, rows.filter(isOfDay)],
    [before, rows.filter((row) => !isOfDay(row))],
  ] as const)
    counted.add(own.length, await countWords(own));
  return {
    trends: findTrends(now, before, minimum),
    ...(summaries.length > 0 && { asOf: Math.min(...summaries.map(({ made }) => made)) }),
    ...(more && { gaveUpAfter: rows.length }),
  };
}
