/**
 * How much of a text is annotated. A text is read with all its words in memory and compared with itself, so
 * its length bounds the memory and the time that one document takes.
 */

import type { Content, Paragraph } from '../document/record.ts';
import { offsetOutsidePairs, textBefore } from '../text/slices.ts';

/**
 * In UTF-16 units, some 35,000 words of English: about 1.5 seconds of processor time and at most 140 MB. The
 * longest reports of hearings are shorter.
 */
export const maxAnnotatedLength = 200_000;

/** How far before the limit the end of a line or word is looked for, in UTF-16 units. */
const searchLength = 1000;

/**
 * The part of a text that is annotated: all of it, or its beginning up to the end of a line or word. Offsets
 * into it are offsets into the text.
 */
export function annotatedPart(text: string, maxLength = maxAnnotatedLength): string {
  if (text.length <= maxLength) return text;
  const end = textBefore(text, maxLength, searchLength);
  const cut = Math.max(end.lastIndexOf('\n'), end.lastIndexOf(' '));
  if (cut > 0) return text.slice(0, maxLength - end.length + cut);
  return text.slice(0, offsetOutsidePairs(text, maxLength));
}

/**
 * The content without most of what is not annotated: `annotatedPart` gives the same for its text, which is
 * still too long if the whole was.
 */
export function annotatedContent(content: Content, maxLength = maxAnnotatedLength): Content {
  let left = maxLength + 1;
  const paragraphs: Paragraph[] = [];
  for (const paragraph of content.paragraphs) {
    if (left <= 0) break;
    const text = paragraph.text.slice(0, left);
    paragraphs.push(text === paragraph.text ? paragraph : { ...paragraph, text });
    left -= text.length;
  }
  return { ...content, paragraphs };
}
