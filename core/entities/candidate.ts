/** A stretch of text that is a name, before it is known whose. */
import type { EntityType } from './annotation.ts';
import type { Known } from './gazetteer.ts';
import type { Token } from './token.ts';

export interface Candidate {
  start: number;
  end: number;
  words: string[];
  type: EntityType;
  confidence: number;
  /** It is in the lists, under this name. */
  known?: Known;
  /** Its capital may only be the sentence's: a name if the document has it elsewhere, too. */
  weak: boolean;
  /** The two tokens after it: what a foreign postposition leaves behind. */
  after: [string, string];
}

const apostrophe = /^['’]$/;

/** The tokens from `from` up to `to` as a name. */
export function candidateOf(
  tokens: readonly Token[],
  from: number,
  to: number,
  type: EntityType,
  confidence: number,
  known?: Known,
): Candidate {
  return {
    start: tokens[from]?.start ?? 0,
    end: tokens[to - 1]?.end ?? 0,
    words: wordsOf(tokens.slice(from, to)),
    type,
    confidence,
    ...(known === undefined ? {} : { known }),
    weak: false,
    after: [tokens[to]?.text ?? '', tokens[to + 1]?.text ?? ''],
  };
}

/** The words of a name; an apostrophe alone belongs to the word before it: «Seafarers’ Union». */
function wordsOf(tokens: readonly Token[]): string[] {
  const words: string[] = [];
  for (const { text } of tokens) {
    if (apostrophe.test(text) && words.length > 0) words.push(`${words.pop()}${text}`);
    else words.push(text);
  }
  return words;
}
