/**
 * What a document must fulfil. Words are looked up in the whole text or, with `title`, in the title alone. No
 * condition at all is `{ all: [] }`.
 */
export type SearchCondition =
  | { all: readonly SearchCondition[] }
  | { any: readonly SearchCondition[] }
  | { not: SearchCondition }
  | SearchTerm;

export type SearchTerm =
  /** A word in any of its English forms, whatever its case and accents. Its parts follow one another. */
  | { word: string; title?: boolean }
  /** These words one after the other, as written (core/search/writtenWords.ts). */
  | { phrase: string; title?: boolean }
  /** Words in any form, each with at most `within` others between it and the next one, in either order. */
  | { near: readonly string[]; within: number; title?: boolean }
  /** A word as written that begins with this. */
  | { beginning: string; title?: boolean }
  /** At least one of these ids. */
  | { entities: readonly string[] }
  /** It is one of these documents, by id. */
  | { documents: readonly string[] }
  /** An entity of this type. */
  | { type: string }
  /** The source has this name, or one that begins with it. */
  | { source: string; prefix?: boolean }
  /** One of its subjects, whatever case and accents (core/search/subjectKey.ts). */
  | { subject: string }
  /** `usable`, or what holds it back (core/document/heldBack.ts). */
  | { status: string }
  /** It names the country with this ISO 3166-1 code, or a place or people of it. */
  | { country: string }
  /** This language tag, or one that begins with it and a hyphen. */
  | { language: string }
  /** Published on the first day or later, and on the last or earlier (YYYY-MM-DD). No undated document is. */
  | { from: string }
  | { to: string };
