/** A recognised name that is not yet resolved to an entity. */
import type { EntityType } from './annotation.ts';
import type { GazetteerEntry } from './gazetteer.ts';
import { type Token, wordAt } from './token.ts';

export interface Candidate {
  /** UTF-16 offsets into the text. */
  start: number;
  end: number;
  words: string[];
  type: EntityType;
  /** 0 to 1. */
  confidence: number;
  /** A place's name that means its team. */
  team?: true;
  /** A company's or a place's name that is somebody's surname in the text. */
  namesake?: true;
  /** The type of the name itself, if it means a thing of another type: a country's name for its team. */
  nameType?: EntityType;
  /** The gazetteer's entry, if it has the name. */
  known?: GazetteerEntry;
  /** The next two tokens, which may be a dangling translated postposition and the punctuation behind it. */
  after: [string, string];
}

/** The tokens from `from` to `to` (exclusive) as a candidate. */
export function candidateOf(
  tokens: readonly Token[],
  from: number,
  to: number,
  type: EntityType,
  confidence: number,
  known?: GazetteerEntry,
): Candidate {
  const candidate: Candidate = {
    start: tokens[from]?.start ?? 0,
    end: tokens[to - 1]?.end ?? 0,
    words: wordsOf(tokens.slice(from, to).filter(({ text }) => type !== 'person' || !/^[()]$/.test(text))),
    type,
    confidence,
    after: [wordAt(tokens, to), wordAt(tokens, to + 1)],
  };
  if (known !== undefined) candidate.known = known;
  return candidate;
}

/** Signs belong to the words that they touch: "Seafarers’ Union", "Warner Bros.", "NME/Radio". */
function wordsOf(tokens: readonly Token[]): string[] {
  const words: string[] = [];
  let last: Token | undefined;
  for (const token of tokens) {
    const touches = last?.end === token.start && [last, token].some(({ kind }) => kind === 'symbol');
    if (touches) words.push(`${words.pop() ?? ''}${token.text}`);
    else words.push(token.text);
    last = token;
  }
  return words;
}
