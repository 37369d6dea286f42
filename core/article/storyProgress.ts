/**
 * Follows a page from its headline on: what came before each block that may have ended the story, and what
 * is around the block that a thread of comments or a list of other stories has.
 */
import type { Element } from '../markup/htmlTree.ts';
import { articleAround, type Block } from './blocks.ts';
import { cues } from './lineCues.ts';

/** A block, and what its text alone tells. */
export interface ReadBlock {
  block: Block;
  prose: number;
  /** As `lineCue` gives it. */
  cue: number;
  /** Whether it is a date, or "2 hours ago". */
  isDate: boolean;
  /** Whether it is a byline. */
  isByline: boolean;
  /** As `isFurniture` gives it. */
  isFurniture: boolean;
  /** Whether it is a line such as "Reply". */
  isAnswer: boolean;
}

/** Cues after which a story may have ended. */
const endCues: readonly number[] = [cues.comments, cues.elsewhere, cues.closing, cues.request];
const unknown = -1;
const maxBlocks = 200;
/** Blocks before and after a block that count as around it. */
const reach = 6;
const shortLine = 25;
/** A longer block that has a cue goes on with the story. */
const maxEnd = 120;
const minHeading = 25;
const maxLevels = 30;

/** For each block a row of features, always as many. */
export function progressFeatures(blocks: readonly ReadBlock[], headline: number, total: number): number[][] {
  const around = [
    countsAround(blocks.map(({ isAnswer }) => isAnswer)),
    countsAround(blocks.map(({ isDate }) => isDate)),
    countsAround(blocks.map(({ block }) => block.size < shortLine)),
  ];
  const main = firstHeavyParent(blocks, headline, total);
  const above = ancestorsOf(main?.element);
  const ordinals = articleOrdinals(blocks);
  const passed = new PassedBlocks();
  return blocks.map((read, i) => {
    const row = passed.featuresAt(i, total);
    for (const counts of around) row.push(counts[i] ?? 0);
    row.push(
      main === undefined ? unknown : i < main.first ? 0 : i <= main.last ? 1 : 2,
      levelsApart(read.block.element, above),
      main === undefined ? 0 : main.prose / total,
      main === undefined ? 0 : i - main.last,
      passed.headlines,
      ordinals[i] ?? unknown,
    );
    if (i > headline) passed.add(read, i);
    return row;
  });
}

/** What there was between the headline and a block. */
class PassedBlocks {
  /** `h1` elements. */
  headlines = 0;
  #prose = 0;
  #headings = 0;
  #dates = 0;
  #lastDate = unknown;
  /** By `endCues`: the last such block, and how much prose came before it. */
  readonly #ends = endCues.map(() => ({ at: unknown, prose: 0 }));

  /** How far back the last block of each kind is. @param total the prose of the page */
  featuresAt(i: number, total: number): number[] {
    const features: number[] = [];
    for (const { at, prose } of this.#ends)
      features.push(blocksSince(at, i), at === unknown ? unknown : (this.#prose - prose) / total);
    features.push(this.#dates, blocksSince(this.#lastDate, i), this.#headings);
    return features;
  }

  add({ block: { element, size }, prose, cue, isDate }: ReadBlock, i: number): void {
    const kind = endCues.indexOf(cue);
    if (kind >= 0 && size < maxEnd) this.#ends[kind] = { at: i, prose: this.#prose };
    if (isDate) {
      this.#dates++;
      this.#lastDate = i;
    }
    if (/^h[1-3]$/.test(element.tag) && size >= minHeading) this.#headings++;
    if (element.tag === 'h1') this.headlines++;
    this.#prose += prose;
  }
}

function blocksSince(at: number, i: number): number {
  return at === unknown ? unknown : Math.min(maxBlocks, i - at);
}

/** How many blocks in reach of each block have the property. */
function countsAround(has: readonly boolean[]): number[] {
  const before = [0];
  for (const one of has) before.push((before.at(-1) ?? 0) + (one ? 1 : 0));
  return has.map(
    (_, i) => (before[Math.min(has.length, i + reach + 1)] ?? 0) - (before[Math.max(0, i - reach)] ?? 0),
  );
}

/**
 * For each block: which of the page's `article` elements with prose it is in, from 0 in page order; -1 for
 * none.
 */
function articleOrdinals(blocks: readonly ReadBlock[]): number[] {
  const known = new Map<Element, number>();
  return blocks.map(({ block, prose }) => {
    const article = articleAround(block.element);
    if (article === undefined) return unknown;
    const ordinal = known.get(article) ?? (prose > 0 ? known.size : unknown);
    if (ordinal !== unknown) known.set(article, ordinal);
    return ordinal;
  });
}

interface HeavyParent {
  element: Element;
  first: number;
  last: number;
  prose: number;
}

/** Characters of prose that make a parent heavy, or a share of the page's. */
const heavy = { prose: 700, share: 0.25 };

/** The first element after the headline whose own children have much prose: most often the story's. */
function firstHeavyParent(
  blocks: readonly ReadBlock[],
  headline: number,
  total: number,
): HeavyParent | undefined {
  const parents = new Map<Element, HeavyParent>();
  for (const [i, { block, prose }] of blocks.entries()) {
    const { parent } = block.element;
    if (prose === 0 || i < headline || parent === undefined) continue;
    const known = parents.get(parent);
    if (known === undefined) parents.set(parent, { element: parent, first: i, last: i, prose });
    else {
      known.prose += prose;
      known.last = i;
    }
  }
  const enough = Math.min(heavy.prose, heavy.share * total);
  return [...parents.values()].find(({ prose }) => prose >= enough);
}

/** The element and those around it, each with how many levels above it they are. */
function ancestorsOf(element: Element | undefined): Map<Element, number> {
  const all = new Map<Element, number>();
  for (let at = element; at !== undefined; at = at.parent) all.set(at, all.size);
  return all;
}

/** How many levels up the nearest one of the elements is that contains the element. */
function levelsApart(element: Element, above: ReadonlyMap<Element, number>): number {
  for (let at: Element | undefined = element; at !== undefined; at = at.parent) {
    const levels = above.get(at);
    if (levels !== undefined) return Math.min(maxLevels, levels);
  }
  return maxLevels;
}
