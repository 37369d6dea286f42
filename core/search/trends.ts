/** What is in the news more than it was: a day against the four weeks before it. Pure; the same whatever the order of the documents. */

/** How far back the baseline goes. */
export const baselineDays = 28;

export interface Trend {
  name: string;
  /** Of the day. */
  documents: number;
  /** How many the day would have if its share of all documents were that of the days before. */
  expected: number;
  /**
   * `(documents − expected) / √(expected + 1)`: how many standard deviations the day lies above what it would have by chance, were counts
   * Poisson's; the 1 keeps what was never there before from being infinitely surprising.
   */
  score: number;
}

/**
 * @param day what each document of the day has in it
 * @param before the same of the days before
 * @param minimum documents of the day that something must be in
 * @returns what is above expectation, the most surprising first, then by name
 */
export function risingEntities(
  day: readonly ReadonlySet<string>[],
  before: readonly ReadonlySet<string>[],
  minimum: number,
): Trend[] {
  const [now, then] = [countsOf(day), countsOf(before)];
  const share = before.length === 0 ? 0 : day.length / before.length;
  return [...now]
    .filter(([, documents]) => documents >= minimum)
    .map(([name, documents]) => {
      const expected = (then.get(name) ?? 0) * share;
      return {
        name,
        documents,
        expected: round(expected),
        score: round((documents - expected) / Math.sqrt(expected + 1)),
      };
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1));
}

function countsOf(documents: readonly ReadonlySet<string>[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const document of documents)
    for (const each of document) counts.set(each, (counts.get(each) ?? 0) + 1);
  return counts;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
