/** Divides the tokens of a text into passages, which are read one by one. */
import { withoutNicknames } from './spans/nicknames.ts';
import { type Token, tokensOf } from './token.ts';

/**
 * A run of tokens that belong together: a paragraph, or a part of a very long one. It has no nicknames in
 * quotation marks.
 */
export interface Passage {
  tokens: Token[];
  /** Most words have capitals: a headline in title case or in capitals. */
  titleCase: boolean;
}

/** In tokens. Longer passages are split, so that a text without paragraphs is read in bounded memory. */
const maxPassageLength = 4000;

/** The passages of a text, in order. */
export function passagesOf(text: string): Passage[] {
  const passages: Passage[] = [];
  let tokens: Token[] = [];
  let lineEnd = nextLineEnd(text, 0);
  for (const token of tokensOf(text)) {
    const newLine = token.start >= lineEnd;
    if (
      newLine ||
      (tokens.length >= maxPassageLength && token.opensSentence) ||
      tokens.length >= 2 * maxPassageLength
    ) {
      if (tokens.length > 0) passages.push(passageOf(tokens));
      tokens = [];
      if (newLine) lineEnd = nextLineEnd(text, token.start);
      token.opensSentence = true;
      token.adjacent = false;
    }
    tokens.push(token);
  }
  if (tokens.length > 0) passages.push(passageOf(tokens));
  return passages;
}

function nextLineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? Number.POSITIVE_INFINITY : end;
}

function passageOf(tokens: Token[]): Passage {
  let words = 0;
  let capitals = 0;
  for (const { kind, text, capital, opensSentence } of tokens) {
    if (kind !== 'word' || text.length < 4 || opensSentence) continue;
    words++;
    if (capital) capitals++;
  }
  // A sentence with many names ends with a period; headlines do not.
  const minShare = tokens.at(-1)?.text === '.' ? 0.9 : 0.7;
  const titleCase = words >= 3 && capitals > minShare * words;
  return { tokens: withoutNicknames(tokens, titleCase), titleCase };
}
