/** Knows a first line of a story that only names its authors: the record has them already. */
import type { Paragraph } from '../../document/record.ts';

/** It is among this many paragraphs: a standfirst may come before it. */
const mostBefore = 2;
/** What stands between names, and the word before them. */
const besideNames = /^(?:[\s,;|/&·•:–—-]|(?:by|von|par|por|and|und|et|y|e|og|och|en)(?!\p{L}))*$/iu;

/** The paragraphs without a line of nothing but the authors' names: "Jane Doe and John Roe". */
export function withoutAuthorLine(paragraphs: Paragraph[], authors: readonly string[]): Paragraph[] {
  const longestFirst = authors.toSorted((a, b) => b.length - a.length);
  const isAuthorLine = ({ role, text }: Paragraph, at: number): boolean => {
    // A caption says who took the picture.
    if (at >= mostBefore || role === 'caption') return false;
    const rest = longestFirst.reduce((left, name) => left.replaceAll(name, ' '), text);
    return rest !== text && besideNames.test(rest);
  };
  return paragraphs.filter((one, at) => !isAuthorLine(one, at));
}
