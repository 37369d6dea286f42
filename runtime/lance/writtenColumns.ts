/**
 * The columns of words as written and of the beginnings of words, for what the stemmed index cannot tell:
 * phrases as written and `begin*`. The words of the title come a second time, marked, so that they can be
 * looked up alone.
 */
import type { FtsOptions } from '@lancedb/lancedb';
import { annotatedPart } from '../../core/entities/annotatedLength.ts';
import { giveWay } from '../../core/giveWay.ts';
import type { SearchRow } from '../../core/ports/search.ts';
import { addBeginnings, beginningsOf, wordsOfRuns, writtenWords } from '../../core/search/writtenWords.ts';

export const writtenColumns = ['written', 'beginnings'] as const;
export type WrittenColumn = (typeof writtenColumns)[number];

/** No word contains it. */
export const titleMark = '>';

/** In bytes. LanceDB skips longer words; its default of 40 would skip German laws and Finnish place names. */
export const longestIndexed = 256;

/** Runs of letters and digits in one turn of the event loop: at most some ten milliseconds, all words new. */
const runsPerTurn = 2_000;

/**
 * The columns of a row. Of a long text they have the part in which names are found too
 * (core/entities/annotatedLength.ts): a million distinct words have six million beginnings.
 */
export async function writtenIn({ text, title }: SearchRow): Promise<Record<WrittenColumn, string>> {
  const words: string[] = [];
  const distinct = new Set<string>();
  const beginnings = new Set<string>();
  let runs = 0;
  for (const wordsOfRun of wordsOfRuns(annotatedPart(text))) {
    for (const word of wordsOfRun) {
      words.push(word);
      if (!distinct.has(word)) addBeginnings(beginnings, word);
      distinct.add(word);
    }
    if (++runs % runsPerTurn === 0) await giveWay();
  }
  const titleWords = writtenWords(title);
  const marked = (each: readonly string[]) => each.map((word) => titleMark + word);
  return {
    written: [...words, ...marked(titleWords)].join(' '),
    beginnings: [...beginnings, ...marked(beginningsOf(titleWords))].join(' '),
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
