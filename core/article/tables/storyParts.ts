/** Lists and tables that stand among the paragraphs of a story, whose short lines look like menus. */
import type { Element } from '../../markup/htmlTree.ts';
import { type Block, charactersOf } from '../blocks.ts';
import { proseOf } from '../findArticle.ts';
import { cues, lineCue } from '../lineCues.ts';

const partTags = new Set(['ul', 'ol', 'table']);
/** Levels from a block to its list or table. */
const maxLevels = 6;
/** Blocks of a part; fewer are a line, or a box around a picture. */
const minBlocks = 2;
/** Characters of such a block; a longer one is prose, which needs no help. */
const maxLine = 300;
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
  const paragraphs = new Map<Element, Block[]>();
  for (const [i, block] of visibleBlocks.entries())
    if (isLikely(i) && proseOf(block) > 0) addTo(paragraphs, block.element.parent, block);
  for (let start = 0; start < visibleBlocks.length; start++) {
    const part = partAround(visibleBlocks[start]);
    if (part === undefined) continue;
    let end = start + 1;
    while (end < visibleBlocks.length && partAround(visibleBlocks[end]) === part) end++;
    const lines = visibleBlocks.slice(start, end);
    const holder = holderOf(part);
    const beside = paragraphs.get(holder) ?? [];
    const [before, after] = [visibleBlocks[start - 1], visibleBlocks[end]];
    const follows =
      before !== undefined &&
      isLikely(start - 1) &&
      before.element.parent === holder &&
      !leadsElsewhere(before);
    const isLed = before !== undefined && announces(before);
    const isFollowed = isLikely(end) && after?.element.parent === holder;
    const isAmong = follows && (isFollowed || isLed) && beside.length >= minParagraphs;
    if (isAmong && isOfText(lines, beside))
      for (let i = start; i < end; i++) raised[i] = Math.max(least, probabilities[i] ?? 0);
    start = end - 1;
  }
  return raised;
}

function addTo(lists: Map<Element, Block[]>, key: Element | undefined, block: Block): void {
  if (key === undefined) return;
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [block]);
  else list.push(block);
}

/** The outermost list or table around a block. */
function partAround(block: Block | undefined): Element | undefined {
  let found: Element | undefined;
  for (let at = block?.element, levels = 0; at !== undefined && levels < maxLevels; at = at.parent, levels++)
    if (partTags.has(at.tag)) found = at;
  return found;
}

/** The element that has the part among others: a `figure` or `div` around it alone is of the part. */
function holderOf(part: Element): Element {
  let at = part;
  while (at.parent !== undefined && isAlone(at)) at = at.parent;
  return at.parent ?? at;
}

function isAlone({ parent }: Element): boolean {
  const others = parent?.children.filter((child) => typeof child !== 'string' || child.trim() !== '');
  return others?.length === 1;
}

function leadsElsewhere({ text }: Block): boolean {
  return lineCue(text) === cues.elsewhere || lineCue(text) === cues.request;
}

/** Whether the block is a heading or ends with a colon: then what it announces follows. */
function announces({ element, text }: Block): boolean {
  return /^h[2-6]$/.test(element.tag) || /[:：]$/.test(text);
}

function isOfText(lines: readonly Block[], beside: readonly Block[]): boolean {
  const characters = charactersOf(lines);
  const linked = lines.reduce((sum, line) => sum + line.linked, 0);
  return (
    lines.length >= minBlocks &&
    lines.every(({ text }) => text.length <= maxLine) &&
    linked <= maxLinked * characters &&
    characters <= maxShare * charactersOf(beside)
  );
}
