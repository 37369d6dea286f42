/** A text cut into paragraphs and marks: no piece is more than text, so that nothing in it can act. */
import type { DocumentMentionItem } from '../../../clients/typescript/client.ts';

export type Piece =
  | { kind: 'text'; start: number; text: string }
  | { kind: 'mention'; start: number; text: string; mention: DocumentMentionItem };

export interface Paragraph {
  start: number;
  pieces: Piece[];
}

/**
 * Paragraphs of the text, at its blank lines, with the mentions in them. Of mentions that overlap the first
 * counts, and one that reaches over a blank line is cut there.
 *
 * @param mentions in the order of the text, with UTF-16 offsets
 */
export function markText(text: string, mentions: readonly DocumentMentionItem[]): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let next = 0;
  for (const { start, end } of paragraphBounds(text)) {
    const pieces: Piece[] = [];
    let at = start;
    for (; next < mentions.length; next++) {
      const mention = mentions[next];
      if (mention === undefined || mention.start >= end) break;
      if (mention.start < at || mention.end <= mention.start) continue;
      if (mention.start > at) pieces.push({ kind: 'text', start: at, text: text.slice(at, mention.start) });
      const last = Math.min(mention.end, end);
      pieces.push({ kind: 'mention', start: mention.start, text: text.slice(mention.start, last), mention });
      at = last;
    }
    if (at < end) pieces.push({ kind: 'text', start: at, text: text.slice(at, end) });
    paragraphs.push({ start, pieces });
  }
  return paragraphs;
}

function paragraphBounds(text: string): { start: number; end: number }[] {
  const bounds: { start: number; end: number }[] = [];
  let start = 0;
  for (const { index, 0: gap } of text.matchAll(/\n[^\S\n]*\n\s*/g)) {
    if (index > start) bounds.push({ start, end: index });
    start = index + gap.length;
  }
  if (start < text.length) bounds.push({ start, end: text.length });
  return bounds;
}

/** The languages that repairs say the text was translated from. */
export function translatedFrom(mentions: readonly DocumentMentionItem[]): string[] {
  return [...new Set(mentions.flatMap(({ repair }) => (repair === undefined ? [] : [repair.language])))];
}
