/**
 * The columns of words as written and of the beginnings of words, for what the stemmed index cannot tell:
 * phrases as written and `begin*`. The words of the title come a second time, marked, so that they can be
 * looked up alone.
 */
import type { FtsOptions } from '@lancedb/lancedb';
import type { SearchRow } from '../../core/ports/search.ts';
import { beginningsOf, writtenWords } from '../../core/search/writtenWords.ts';

export const writtenColumns = ['written', 'beginnings'] as const;
export type WrittenColumn = (typeof writtenColumns)[number];

/** No word contains it. */
export const titleMark = '>';

/** In bytes. LanceDB skips longer words; its default of 40 would skip German laws and Finnish place names. */
export const longestIndexed = 256;

export function writtenIn({ text, title }: SearchRow): Record<WrittenColumn, string> {
  const [words, titleWords] = [writtenWords(text), writtenWords(title)];
  const marked = (each: readonly string[]) => each.map((word) => titleMark + word);
  return {
    written: [...words, ...marked(titleWords)].join(' '),
    beginnings: [...beginningsOf(words), ...marked(beginningsOf(titleWords))].join(' '),
  };
}

/** The columns are words with spaces between them. Beginnings have no order. */
export function writtenOptions(column: WrittenColumn): Partial<FtsOptions> {
  return {
    baseTokenizer: 'whitespace',
    stem: false,
    lowercase: false,
    asciiFolding: false,
    removeStopWords: false,
    withPosition: column === 'written',
    maxTokenLength: longestIndexed,
  };
}
