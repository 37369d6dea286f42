/** From the blocks of a story to its paragraphs: what is left out, and what role the rest has. */

import { momentOnLine } from '../dates/moment.ts';
import type { Paragraph } from '../document/record.ts';
import type { Element } from '../markup/htmlTree.ts';
import { isByline } from '../text/byline.ts';
import type { Block } from './blocks.ts';

/** Lines that pages put between the paragraphs of a story. */
const furniture =
  /^(?:advertisement|read (?:more|also|next)\b|see also\b|related\b|share (?:this|on)\b|follow (?:us|@)|sign up\b|subscribe\b|click here\b|listen to\b|watch:|photo:|image:|image source|getty images|loading|copyright\b|©|all rights reserved|published:?$|updated:?$|last (?:updated|modified)|story continues|continue reading|skip to|back to top|print(?: this)?$|e-?mail(?: this)?$|comments?$|\d+ (?:comments?|min(?:ute)?s? read))/i;

/** `shown`: what stands elsewhere in the record already (title, standfirst) and is not repeated. */
export function storyParagraphs(blocks: readonly Block[], shown: readonly (string | undefined)[]): Paragraph[] {
  const repeated = new Set(shown.map((text) => text && squeezed(text)));
  const found: Paragraph[] = [];
  for (const block of blocks) {
    if (repeated.has(squeezed(block.text)) || isFurniture(block)) continue;
    const role = roleOf(block);
    for (const text of textsIn(block, repeated)) if (/[\p{L}\p{N}_]/u.test(text)) found.push({ role, text });
  }
  return withoutLooseHeadings(found);
}

/** What a standfirst says, where headline or byline stand above it in the same block; empty where it says no more than these. */
export function standfirstText(block: Block, title: string): string {
  return textsIn(block, new Set([squeezed(title)])).join(' ');
}

/** The lines of a block are paragraphs where nearly all of them end as sentences do; before them may be headline, byline and date. */
function textsIn({ text, lines }: Block, repeated: ReadonlySet<string | undefined>): readonly string[] {
  if (lines === undefined) return [text];
  const start = lines.findIndex(
    (line) => !repeated.has(squeezed(line)) && !isByline(line) && momentOnLine(line) === undefined,
  );
  const rest = start < 0 ? [] : lines.slice(start);
  const sentences = rest.filter((line) => /[.!?:…。！？؟।]["”’»“)\]]*$/.test(line)).length;
  return sentences >= sentencesAmong * rest.length ? rest : [rest.join(' ')];
}
const sentencesAmong = 0.8;

function squeezed(text: string): string {
  return text
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();
}

export function isFurniture({ text, linked, element }: Block): boolean {
  if (element.tag === 'h1') return true;
  if (linked > 0.6 * text.length && (text.length < 200 || element.tag === 'li')) return true;
  if (text.length < 160 && furniture.test(text)) return true;
  return text.length < 100 && (isByline(text) || momentOnLine(text) !== undefined);
}

const captionNames = /(?:^|[^a-z])(?:wp-)?captions?(?:[^a-z]|$)/i;

export function roleOf({ element, text, bold }: Block): Paragraph['role'] {
  if (/^\(?correct(?:ion|s|ed)\b[^a-z]/i.test(text)) return 'correction';
  let up = 0;
  for (
    let at: Element | undefined = element;
    at !== undefined && at.tag !== 'article' && at.tag !== 'body';
    at = at.parent
  ) {
    if (/^h[2-6]$/.test(at.tag)) return 'subheading';
    if (at.tag === 'li') return 'list';
    if (at.tag === 'blockquote') return 'quote';
    if (at.tag === 'figcaption' || at.tag === 'caption' || at.tag === 'figure') return 'caption';
    if (up++ < 3 && text.length < 600 && captionNames.test(at.attributes.class ?? '')) return 'caption';
  }
  return bold && text.length <= 80 && !/[.!?:;,”"]$/.test(text) ? 'subheading' : 'text';
}

/** A heading with nothing under it headed what was left out. */
function withoutLooseHeadings(paragraphs: readonly Paragraph[]): Paragraph[] {
  const last = paragraphs.findLastIndex(({ role }) => role !== 'subheading');
  return paragraphs.slice(0, last + 1);
}
