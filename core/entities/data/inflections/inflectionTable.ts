/**
 * Case endings that machine translation leaves on names, by source language. Each line of a table has four
 * columns: the case, the ending (a regular expression), the letters that replace it in the base (- for none),
 * and what the base must end in (C a consonant, V a vowel, or a regular expression). More likely lines come
 * first. `alternations` are stem changes before an ending; they are undone only if the resulting base is
 * known.
 */
export interface InflectionTable {
  tag: string;
  name: string;
  /** Whether every word of a name takes the ending, or only the last. */
  inflects: 'last word' | 'each word';
  endings: string;
  /** The stem before the ending, and the end of the base that replaces it. */
  alternations: readonly (readonly [RegExp, string])[];
  /**
   * English translations of postpositions that govern these cases. A dangling one shows that the sentence was
   * translated.
   */
  postpositions: string;
}
