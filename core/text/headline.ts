/** A headline for a story that has none. */
import { datelineOf } from './dateline.ts';

/** A line that may be a headline: longer ones are paragraphs. In characters. */
export const longestHeadline = 160;

/** Of a text without a headline: its first sentence, without the dateline, cut at the end of a word where it is long. */
export function headlineFrom(paragraph: string): string {
  const start = datelineOf(paragraph)?.length ?? 0;
  const head = paragraph.slice(start, start + 400);
  const sentence = /^.{20,}?[.!?]["”’']?(?=\s+["“‘']?\p{Lu})/su.exec(head)?.[0] ?? head;
  if (sentence.length <= longestHeadline) return sentence.trim();
  const cut = sentence.slice(0, longestHeadline);
  const lastSpace = cut.lastIndexOf(' ');
  return `${(lastSpace > longestHeadline / 2 ? cut.slice(0, lastSpace) : cut).toWellFormed().replace(/[\s,;:–—-]+$/, '')}…`;
}
