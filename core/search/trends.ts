/**
 * Trends: what is in the news more than before, comparing a day with the four weeks before it. Pure; the
 * result does not depend on the order of the documents.
 */

export interface Trend {
  name: string;
  /** The day's documents that have it. */
  documents: number;
  /** The day's documents that would have it if its share were the same as in the baseline. */
  expected: number;
  /**
   * `(documents − expected) / √(expected + 1)`: how many standard deviations the day is above expectation, if
   * counts follow a Poisson distribution. The 1 keeps the score of something new finite.
   */
  score: number;
}

/**
 * @param day what each document of the day contains
 * @param before the same for the documents of the baseline
 * @param minimum of the day's documents that must contain something
 * @returns everything above expectation, by score, then by name
 */
export function findTrends(
  day: readonly ReadonlySet<string>[],
  before: readonly ReadonlySet<string>[],
  minimum: number,
): Trend[] {
  const [now, then] = [countsOf(day), countsOf(before)];
  const share = before.length === 0 ? 0 : day.length / before.length;
  return [...now]
    .filter(([, documents]) => documents >= minimum)
    .map(([name, documents]) => trendOf(name, documents, (then.get(name) ?? 0) * share))
    .filter(({ score }) => score > 0)
    .sort(byScore);
}

/**
 * A number of documents, with how far it is above the expected one: in standard deviations of a Poisson
 * count.
 */
export function trendOf(name: string, documents: number, expected: number): Trend {
  const score = roundToHundredths((documents - expected) / Math.sqrt(expected + 1));
  return { name, documents, expected: roundToHundredths(expected), score };
}

export const byScore = (a: Trend, b: Trend): number => b.score - a.score || (a.name < b.name ? -1 : 1);

function countsOf(documents: readonly ReadonlySet<string>[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const document of documents)
    for (const each of document) counts.set(each, (counts.get(each) ?? 0) + 1);
  return counts;
}

function roundToHundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
