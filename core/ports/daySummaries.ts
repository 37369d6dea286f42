/**
 * Summaries of days with many documents: their words and their stories, made in the background so that a
 * question need not read all rows of the day. They are derived from the search rows alone.
 */

/** A story of one day, as far as a list of stories needs it. */
export interface DayStory {
  /** The most central first, up to `mostListed` (core/search/daySummary.ts). */
  documents: readonly { id: string; token: number; source: string }[];
  /** Those that are not listed. */
  more: { documents: number; sources: readonly string[] };
  /** The most frequent entities, each with its number of documents. */
  entities: readonly (readonly [id: string, documents: number])[];
  /** What the story is similar to others by: entities and words of its mean vector, the largest first. */
  features: readonly (readonly [feature: string, value: number])[];
}

export interface DaySummary {
  /** YYYY-MM-DD */
  day: string;
  /** How many documents it rests on. */
  documents: number;
  /** When it was made, in milliseconds since 1970. */
  made: number;
}

/** In how many documents each word of the titles and standfirsts is. */
export interface DayWords extends DaySummary {
  words: readonly (readonly [word: string, documents: number])[];
}

export interface DayStories extends DaySummary {
  /** Those with most sources first, then those with most documents. */
  stories: readonly DayStory[];
  /** How many stories are left out after them. */
  more: number;
}
