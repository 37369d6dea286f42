/** A stretch of text that may be a name, before it is known whose. */
import type { EntityType } from './annotation.ts';
import type { Judgement } from './classify.ts';
import type { Known } from './gazetteer.ts';
import type { Token } from './token.ts';

export interface Candidate {
  start: number;
  end: number;
  words: string[];
  type: EntityType;
  confidence: number;
  rule: string;
  /** It is in the lists, under this name. */
  known?: Known;
  /** Its capital may only be the sentence's: a name if the document has it elsewhere, too. */
  weak: boolean;
  /** The two tokens after it: what a foreign postposition leaves behind. */
  after: [string, string];
}

export function knownJudgement({ type }: Known): Judgement {
  return { type, confidence: 0.9, rule: 'list' };
}

export const apostrophe = /^['’]$/;

/** Notes the tokens from `from` up to `to` as a name; returns `to`. */
export function keep(
  tokens: readonly Token[],
  from: number,
  to: number,
  judgement: Judgement,
  found: Candidate[],
  known?: Known,
  weak = false,
): number {
  const [first, last] = [tokens[from], tokens[to - 1]];
  if (first === undefined || last === undefined) return to;
  const { type, confidence, rule } = judgement;
  found.push({
    start: first.start,
    end: last.end,
    words: wordsOf(tokens.slice(from, to)),
    type,
    confidence,
    rule,
    ...(known === undefined ? {} : { known }),
    weak,
    after: [tokens[to]?.text ?? '', tokens[to + 1]?.text ?? ''],
  });
  return to;
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
