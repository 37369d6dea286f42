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

/** Numbers of documents, in all and with each word. */
export interface CountedWords {
  documents: number;
  words: ReadonlyMap<string, number>;
}

/**
 * @param now the words of the day that come into question
 * @param before those of the baseline
 * @returns every word above expectation, by score, then by name
 */
export function findTrends(now: CountedWords, before: CountedWords): Trend[] {
  const share = before.documents === 0 ? 0 : now.documents / before.documents;
  return [...now.words]
    .map(([name, documents]) => trendOf(name, documents, (before.words.get(name) ?? 0) * share))
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

/** For `sort`: the highest score first, then by name. */
export const byScore = (a: Trend, b: Trend): number => b.score - a.score || (a.name < b.name ? -1 : 1);

function roundToHundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
