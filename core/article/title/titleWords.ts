/** Compares titles: as normalised texts and by their words. */
import { normalizeUnicode } from '../../text/normalizeUnicode.ts';
import { beyondAscii, unaccented } from '../../text/unaccented.ts';

/** The text with one form for quotation marks, dashes, white space and case. */
export function normalizeTitle(text: string): string {
  if (!beyondAscii.test(text)) return text.replace(/\s+/g, ' ').trim().toLowerCase();
  const straight = normalizeUnicode(text, 'NFKC')
    .replace(/[‘’‚‛]/g, "'")
    .replace(/[“”„‟«»]/g, '"');
  return straight
    .replace(/[‐-―−]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

/** How one text relates to another. The trees were trained on these numbers. */
const relations = {
  missing: -1,
  different: 0,
  inside: 1,
  beginning: 2,
  end: 3,
  same: 4,
  longerAtEnd: 5,
  longerAtBeginning: 6,
} as const;

/** The relation of a normalised title to another, as one of `relations`. */
export function titleRelation(own: string, other: string): number {
  if (own === '' || other === '') return relations.missing;
  if (own === other) return relations.same;
  if (other.startsWith(own)) return relations.beginning;
  if (other.endsWith(own)) return relations.end;
  if (own.startsWith(other)) return relations.longerAtEnd;
  if (own.endsWith(other)) return relations.longerAtBeginning;
  return other.includes(own) ? relations.inside : relations.different;
}

const unspaced = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/**
 * The words in lower case; in scripts without spaces between words, every pair of adjacent letters instead.
 */
export function wordsOfTitle(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.flatMap((word) => (unspaced.test(word) && word.length > 2 ? pairsIn(word) : [word]));
}

function pairsIn(word: string): string[] {
  return Array.from({ length: word.length - 1 }, (_, i) => word.slice(i, i + 2));
}

/** The Dice coefficient of two sets of words; -1 if the other is empty. */
export function wordOverlap(own: ReadonlySet<string>, others: ReadonlySet<string>): number {
  if (others.size === 0) return -1;
  const shared = [...own].filter((word) => others.has(word)).length;
  return (2 * shared) / (own.size + others.size);
}

const minSharedWords = 0.3;

/** Whether two titles share many of their words. */
export function areAlike(one: string, other: string): boolean {
  return wordOverlap(new Set(wordsOfTitle(one)), new Set(wordsOfTitle(other))) >= minSharedWords;
}

/** Characters of a text that is part of a title, and may be it all. */
const minPart = 8;

/** Whether two texts are titles of one story: alike, or one is a part of the other, as without a kicker. */
export function isSameTitle(one: string, other: string): boolean {
  const [own, wanted] = [normalizeTitle(one), normalizeTitle(other)];
  const [short, long] = own.length < wanted.length ? [own, wanted] : [wanted, own];
  return (short.length >= minPart && long.includes(short)) || areAlike(own, wanted);
}

/** The share of words that are among the others, with or without accents; -1 if either side is empty. */
export function shareOfWords(words: readonly string[], others: ReadonlySet<string>): number {
  if (others.size === 0 || words.length === 0) return -1;
  return words.filter((word) => others.has(word) || others.has(unaccented(word))).length / words.length;
}

const minSlugWords = 3;

/**
 * The title words in a web address: those of its longest path part, such as "storm-closes-harbour-123";
 * often empty.
 */
export function slugWords(url: string | undefined): ReadonlySet<string> {
  if (url === undefined || !URL.canParse(url)) return new Set();
  const parts = new URL(url).pathname.split('/').map((part) => part.toLowerCase().split(/[-_.]/));
  const worded = parts.map((part) => part.filter((word) => /^\p{L}{2,}$/u.test(word)));
  const longest = worded.toSorted((a, b) => b.length - a.length)[0] ?? [];
  return new Set(longest.length < minSlugWords ? [] : longest);
}
