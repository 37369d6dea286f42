/** The words of a name as they stand in the text. */
import type { TextSpan } from '../gazetteerNames.ts';
import type { TaggedName } from '../tagger/tagger.ts';

type Span = Pick<TaggedName, 'passage' | 'from' | 'to'>;

export function wordsOf({ passage: { tokens }, from, to }: Span): string[] {
  return tokens.slice(from, to).map(({ text }) => text);
}

/** The words with one space between two. */
export function formOf(name: Span): string {
  return wordsOf(name).join(' ');
}

/** Where the name stands in the text. */
export const spanOf = ({ passage: { tokens }, from, to }: Span): TextSpan => ({
  start: tokens[from]?.start ?? 0,
  end: tokens[to - 1]?.end ?? 0,
});
