/** Lists and tables that stand among the paragraphs of a story, whose short lines look like menus. */
import type { Element } from '../../markup/htmlTree.ts';
import { oncePerElement } from '../../markup/oncePerElement.ts';
import { type Block, charactersOf, isAside } from '../blocks.ts';
import { proseOf } from '../findArticle.ts';
import { cues, lineCue } from '../lineCues.ts';

const partTags = new Set(['ul', 'ol', 'table']);
/** Levels from a block to its list or table. */
const maxLevels = 6;
/** Blocks of a part; fewer are a line, or a box around a picture. */
const minBlocks = 2;
/** Characters of such a block; a longer one is prose, which needs no help. */
const maxLine = 300;
/** Characters of a button. */
const maxButton = 20;
/** The part is no larger than this share of the prose beside it. */
const maxShare = 1;
/** A part with more of its characters in links leads elsewhere. */
const maxLinked = 0.3;
/** Minimum probability of the blocks beside a part. */
const minBeside = 0.5;
/** Paragraphs that are beside a part. */
const minParagraphs = 2;

/**
 * The probabilities, raised for lists and tables among the paragraphs of the story, in the same element: one
 * follows a paragraph or a heading, and is followed by a paragraph or was announced.
 * @param least the minimum probability of a block of the story
 */
export function withPartsAmong(
  visibleBlocks: readonly Block[],
  probabilities: readonly number[],
  least: number,
): number[] {
  const raised = [...probabilities];
  const isLikely = (i: number) => (probabilities[i] ?? 0) >= minBeside;
  const prose = proseBeside(visibleBlocks.filter((_, i) => isLikely(i)));
  for (let start = 0; start < visibleBlocks.length; start++) {
    const part = partAround(visibleBlocks[start]);
    if (part === undefined) continue;
    let end = start + 1;
    while (end < visibleBlocks.length && partAround(visibleBlocks[end]) === part) end++;
    const lines = visibleBlocks.slice(start, end);
    const outer = outermost(part);
    const holder = outer.parent;
    const beside = prose.get(holder) ?? { paragraphs: 0, characters: 0 };
    const [before, after] = [visibleBlocks[start - 1], visibleBlocks[end]];
    const follows =
      before !== undefined &&
      isLikely(start - 1) &&
      before.element.parent === holder &&
      !leadsElsewhere(before);
    const isLed = before !== undefined && announces(before);
    const isFollowed = isLikely(end) && after?.element.parent === holder;
    const isAmong = follows && (isFollowed || isLed) && beside.paragraphs >= minParagraphs;
    if (isAmong && isOfText(lines, beside.characters) && !isNamedAside(part, outer))
      for (let i = start; i < end; i++) raised[i] = Math.max(least, probabilities[i] ?? 0);
    start = end - 1;
  }
  return raised;
}

/** How many paragraphs each element has, as children, and how long they are together. */
interface Prose {
  paragraphs: number;
  characters: number;
}

function proseBeside(blocks: readonly Block[]): Map<Element | undefined, Prose> {
  const found = new Map<Element | undefined, Prose>();
  for (const block of blocks) {
    if (proseOf(block) === 0) continue;
    const prose = found.get(block.element.parent) ?? { paragraphs: 0, characters: 0 };
    found.set(block.element.parent, prose);
    prose.paragraphs++;
    prose.characters += block.text.length;
  }
  return found;
}

/** The outermost list or table around a block. */
function partAround(block: Block | undefined): Element | undefined {
  let found: Element | undefined;
  for (let at = block?.element, levels = 0; at !== undefined && levels < maxLevels; at = at.parent, levels++)
    if (partTags.has(at.tag)) found = at;
  return found;
}

/** The outermost element around a part that has nothing else: a `figure` or `div` is of the part. */
function outermost(part: Element): Element {
  let at = part;
  while (at.parent?.parent !== undefined && hasOneChild(at.parent)) at = at.parent;
  return at;
}

const hasOneChild = oncePerElement(
  ({ children }) => children.filter((child) => typeof child !== 'string' || child.trim() !== '').length === 1,
);

/** Whether an element from a part to the outermost one around it is hidden or has a name such as "share". */
function isNamedAside(part: Element, outer: Element): boolean {
  for (let at: Element | undefined = part; at !== undefined; at = at.parent) {
    if (isAside(at)) return true;
    if (at === outer) return false;
  }
  return false;
}

function leadsElsewhere({ text }: Block): boolean {
  const cue = lineCue(text);
  return cue === cues.elsewhere || cue === cues.request;
}

/** Whether the line is as short as "Facebook" or "Read more". */
function isButton(line: Block): boolean {
  return line.text.length <= maxButton && leadsElsewhere(line);
}

/** Whether the block is a heading or ends with a colon: then what it announces follows. */
function announces({ element, text }: Block): boolean {
  return /^h[2-6]$/.test(element.tag) || /[:：]$/.test(text);
}

/** @param beside characters of the prose beside the lines */
function isOfText(lines: readonly Block[], beside: number): boolean {
  const characters = charactersOf(lines);
  const linked = lines.reduce((sum, line) => sum + line.linked, 0);
  return (
    lines.length >= minBlocks &&
    lines.every(({ text }) => text.length <= maxLine) &&
    linked <= maxLinked * characters &&
    lines.filter(isButton).length < lines.length / 2 &&
    characters <= maxShare * beside
  );
}
