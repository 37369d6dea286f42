/**
 * Features of each block of a page that distinguish the story from the rest: of its text, the elements
 * around it, its position, and its overlap with the page's metadata. The trees in `storyTrees.json` were
 * trained on these features in this order (training/story): retrain them after any change here.
 */

import { momentOnLine } from '../dates/moment.ts';
import type { Element } from '../markup/htmlTree.ts';
import { isByline } from '../text/byline/byline.ts';
import type { Block } from './blocks.ts';
import { overlapsWith } from './declaredOverlap.ts';
import { type LocatedArticle, proseOf } from './findArticle.ts';
import { isAgoLine, isAnswerLine } from './foreign/commentLines.ts';
import { lineCue } from './lineCues.ts';
import { type RepeatedItem, repeatedItems } from './repeatedItems.ts';
import { RowWriter } from './rowWriter.ts';
import { isFurnitureLine } from './storyParagraphs.ts';
import { progressFeatures, type ReadBlock } from './storyProgress.ts';
import { enclosingNames, measureSurroundings, type Surroundings } from './surroundings.ts';
import { headLength, textFeatures } from './textFeatures.ts';

/** The story's texts according to the page's metadata; '' if absent. */
export interface DeclaredContent {
  title: string;
  description: string;
  body: string;
  /** Ingredients and steps of a recipe, a line each. */
  recipe: string;
}

const tags = ['p', 'li', 'h1', 'h2', 'h3', 'h4', 'td', 'div', 'span', 'figcaption', 'section', 'blockquote'];

function readBlock(block: Block): ReadBlock {
  const { text } = block;
  const isShort = text.length < 100;
  const hasMoment = isShort && momentOnLine(text) !== undefined;
  const isCredit = isShort && isByline(text);
  return {
    block,
    prose: proseOf(block),
    cue: lineCue(text.slice(0, headLength)),
    isDate: hasMoment || (isShort && isAgoLine(text)),
    isByline: isCredit,
    isFurniture: hasMoment || isCredit || isFurnitureLine(block),
    isAnswer: isAnswerLine(text),
  };
}

/**
 * Measures each block of the page, in order.
 * @param use gets the row of a block, which the next one overwrites
 * @returns what `use` returned for each
 */
export function storyFeatures<Result>(
  { visibleBlocks, element: container, blocks }: LocatedArticle,
  evidence: DeclaredContent,
  use: (row: Float64Array) => Result,
): Result[] {
  const read = visibleBlocks.map(readBlock);
  const { around, withBlocks } = measureSurroundings(read);
  const repetitionOf = repeatedItems(withBlocks);
  const arounds = read.map(({ block }) => around(block.element));
  const total = read.reduce((sum, { prose }) => sum + prose, 0) || 1;
  const kinds = tally(read, arounds);
  const chosen = new Set(blocks.map(({ text }) => text));
  const headline = read.findIndex(({ block }) => block.element.tag === 'h1');
  const overlaps = overlapsWith([evidence.body, evidence.description, evidence.title]);
  const seen = new Map<string, number>();
  const copies = new Map<string, number>();
  for (const { text } of visibleBlocks) copies.set(text, (copies.get(text) ?? 0) + 1);
  const first = read.findIndex(({ block, prose }) => prose > 0 && inside(block.element, container));
  const containerAround = around(container);
  const progress = progressFeatures(read, headline, total);
  const row = new RowWriter();
  let before = 0;
  let sinceHeadline = 0;
  return read.map((one, i) => {
    const { block, prose } = one;
    const own = arounds[i] as Surroundings;
    row.addAll(textFeatures(one));
    const earlier = seen.get(block.text) ?? 0;
    seen.set(block.text, earlier + 1);
    row.add(earlier);
    row.add(tags.indexOf(block.element.tag));
    addElements(row, own);
    for (const sum of sumsAround(block.element, around)) addSum(row, sum, total);
    addKind(row, kinds.get(own.kind), total);
    row.add(i / read.length);
    row.add(before / total);
    row.add(i < headline || headline < 0 ? -1 : sinceHeadline);
    row.add(i - headline);
    row.add(levelsTo(block.element, container));
    row.add(i - first);
    row.add(chosen.has(block.text) ? 1 : 0);
    row.add(containerAround.prose / total);
    for (const offset of offsets) addNeighbour(row, read[i + offset]?.block, arounds[i + offset], block, own);
    row.addAll(overlaps(block.text));
    row.add(Math.log2(total));
    row.add(read.length);
    const { inner, outer } = repetitionOf(block.element);
    addItem(row, inner, total);
    addItem(row, outer, total);
    row.addAll(progress[i] ?? []);
    row.add(copies.get(block.text) ?? 1);
    before += prose;
    if (i >= headline) sinceHeadline += block.size;
    return use(row.end());
  });
}

function addElements(row: RowWriter, { depth, within, purposeDistances }: Surroundings): void {
  row.add(depth);
  for (let bit = 0; bit < enclosingNames.length; bit++) row.add(within & (1 << bit) ? 1 : 0);
  row.addAll(purposeDistances);
}

/** Of the block's element and of those around it, four in all; at the top of the page its own again. */
function sumsAround(element: Element, around: (element: Element) => Surroundings): Surroundings[] {
  const { parent } = element;
  const grandparent = parent?.parent;
  return [element, parent, grandparent, grandparent?.parent].map((each) => around(each ?? element));
}

function addSum(row: RowWriter, { prose, chars, linked, blocks }: Surroundings, total: number): void {
  row.add(prose / total);
  row.add(chars === 0 ? 0 : linked / chars);
  row.add(blocks);
}

function addKind(row: RowWriter, kind: Tally | undefined, total: number): void {
  row.add((kind?.prose ?? 0) / total);
  row.add(kind?.count ?? 0);
  row.add((kind?.chars ?? 0) / (kind?.count ?? 1));
}

const noItem = [0, -1, 0, 0, 0, 0];

function addItem(row: RowWriter, item: RepeatedItem | undefined, total: number): void {
  if (item === undefined) row.addAll(noItem);
  else {
    const { items, index, prose, dated, answerable } = item;
    row.addAll([items, index, prose / total, prose / items, dated, answerable]);
  }
}

const offsets = [-3, -2, -1, 1, 2, 3];
const noNeighbour = [-1, -1, -1];

function addNeighbour(
  row: RowWriter,
  other: Block | undefined,
  near: Surroundings | undefined,
  block: Block,
  own: Surroundings,
): void {
  if (other === undefined || near === undefined) {
    row.addAll(noNeighbour);
    return;
  }
  const same = other.element.parent === block.element.parent ? 2 : 0;
  row.add(other.size);
  row.add(other.linked / other.text.length);
  row.add(same + (near.kind === own.kind ? 1 : 0));
}

/** What the blocks of each kind have together. */
interface Tally {
  prose: number;
  chars: number;
  count: number;
}

function tally(read: readonly ReadBlock[], arounds: readonly Surroundings[]): Map<number, Tally> {
  const kinds = new Map<number, Tally>();
  for (const [i, { prose, block }] of read.entries()) {
    const number = arounds[i]?.kind ?? 0;
    const kind = kinds.get(number) ?? { prose: 0, chars: 0, count: 0 };
    kind.prose += prose;
    kind.chars += block.size;
    if (kind.count++ === 0) kinds.set(number, kind);
  }
  return kinds;
}

function inside(element: Element, container: Element): boolean {
  return levelsTo(element, container) >= 0;
}

/** How many levels the container is above the element; -1 if it does not contain it. */
function levelsTo(element: Element, container: Element): number {
  let levels = 0;
  for (let at: Element | undefined = element; at !== undefined; at = at.parent, levels++)
    if (at === container) return levels;
  return -1;
}
