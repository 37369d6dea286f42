import type { TaggedName } from '../tagger/tagger.ts';

/** The words of a name as they stand in the text, with one space between two. */
export function formOf({ passage: { tokens }, from, to }: TaggedName): string {
  return tokens
    .slice(from, to)
    .map(({ text }) => text)
    .join(' ');
}
