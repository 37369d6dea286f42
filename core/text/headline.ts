/** Derives a headline for a story without one. */
import type { Paragraph } from '../document/record.ts';
import { parseDateline } from './dateline.ts';
import { readsAsSentence } from './sentenceEnd.ts';

/** Longest line, in characters, that can be a headline; longer lines are paragraphs. */
export const maxHeadlineLength = 160;

/** Whether a paragraph at the top of a text can be its headline. */
export function mayBeHeadline({ text, role }: Paragraph, longest = maxHeadlineLength): boolean {
  if (text.length > longest || role === 'list') return false;
  const parsed = parseDateline(text);
  return parsed === undefined || (parsed.dateline.agency === undefined && isSlug(text));
}

/** Whether a line is in capitals and no sentence, as slugs of scripts are: "FISH MARKET – REPORT". */
const isSlug = (text: string): boolean => !/\p{Ll}|\d/u.test(text) && !readsAsSentence(text);

/** Whether a bold line is a subheading: short, and not the end of a sentence, a clause or a quotation. */
export const looksLikeSubheading = (text: string): boolean =>
  text.length <= 80 && !readsAsSentence(text) && !/[:：;,”"]$/.test(text);

/** The paragraph's first sentence without its dateline, cut at a word's end if it is too long. */
export function deriveHeadline(paragraph: string): string {
  const start = parseDateline(paragraph)?.length ?? 0;
  const head = paragraph.slice(start, start + 400);
  const sentence = /^.{20,}?[.!?]["”’']?(?=\s+["“‘']?\p{Lu})/su.exec(head)?.[0] ?? head;
  if (sentence.length <= maxHeadlineLength) return sentence.trim();
  const cut = sentence.slice(0, maxHeadlineLength);
  const lastSpace = cut.lastIndexOf(' ');
  const kept = lastSpace > maxHeadlineLength / 2 ? cut.slice(0, lastSpace) : cut;
  return `${kept.toWellFormed().replace(/[\s,;:–—-]+$/, '')}…`;
}
