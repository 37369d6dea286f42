/**
 * Describes what surrounds each block of a page: the enclosing elements, their purposes, and how much prose
 * they contain.
 */

import type { Element } from '../markup/htmlTree.ts';
import { isHidden } from './blocks.ts';
import { purposeNames, purposesOf } from './purposes.ts';
import type { ReadBlock } from './storyProgress.ts';

/** Purposes of elements at least this many levels up do not count. */
const maxPurposeDistance = 9;

const enclosing = [
  'article',
  'main',
  'nav',
  'aside',
  'header',
  'footer',
  'form',
  'figure',
  'table',
  'ul',
  'blockquote',
  'a',
  'button',
] as const;
export const enclosingNames: readonly string[] = [...enclosing, 'articleBody', 'hidden'];

/** What the blocks in an element have together. */
interface Sums {
  /** Characters. */
  chars: number;
  /** Characters in links. */
  linked: number;
  /** Characters of prose. */
  prose: number;
  blocks: number;
  /** Number of lines that are a date. */
  dates: number;
  /** Number of lines such as "Reply". */
  answers: number;
}

export interface Surroundings extends Sums {
  depth: number;
  /** One bit for each of `enclosingNames`. */
  within: number;
  /** For each of `purposeNames`: how many levels up an element names it, 0 for the element itself. */
  purposeDistances: readonly number[];
  /** Stands for tag and class of the element; elements with the same have the same. */
  own: number;
  /** Stands for those of the element and its parent, which blocks of one kind share. */
  kind: number;
}

function addTo(sums: Sums, { chars, linked, prose, blocks, dates, answers }: Sums): void {
  sums.chars += chars;
  sums.linked += linked;
  sums.prose += prose;
  sums.blocks += blocks;
  sums.dates += dates;
  sums.answers += answers;
}

/** Schema.org's properties that hold the text of a page. */
const textProperties = /^(?:articleBody|recipeIngredient|ingredients|recipeInstructions)$/i;

function withinOf(element: Element): number {
  const { tag, attributes } = element;
  let bits = 0;
  const at = enclosing.indexOf(
    (tag === 'ol' ? 'ul' : tag === 'figcaption' ? 'figure' : tag) as (typeof enclosing)[number],
  );
  if (at >= 0) bits |= 1 << at;
  if (attributes.role === 'main') bits |= 1 << enclosing.indexOf('main');
  if (attributes.role === 'navigation') bits |= 1 << enclosing.indexOf('nav');
  if (attributes.role === 'complementary') bits |= 1 << enclosing.indexOf('aside');
  if (attributes.itemprop !== undefined && textProperties.test(attributes.itemprop))
    bits |= 1 << enclosing.length;
  if (isHidden(element)) bits |= 1 << (enclosing.length + 1);
  return bits;
}

/** More than a page has elements. */
const maxKinds = 2 ** 20;
const noPurposes: readonly number[] = purposeNames.map(() => maxPurposeDistance);

/** The distances for a child element whose own purposes are `bits`. */
function distancesBelow(above: readonly number[], bits: number): readonly number[] {
  if (bits === 0 && above === noPurposes) return above;
  return above.map((levels, i) => (bits & (1 << i) ? 0 : Math.min(maxPurposeDistance, levels + 1)));
}

export interface PageSurroundings {
  /** The surroundings of any element of the page, computed once. */
  around(element: Element): Surroundings;
  /** Those of an element with blocks in it; `undefined` for most others, which are not measured. */
  withBlocks(element: Element): Surroundings | undefined;
}

/** @returns what numbers elements from 1, those of one tag and class alike */
function numberingKinds(): (element: Element) => number {
  let last = 0;
  const byTag = new Map<string, Map<string, number>>();
  return ({ tag, attributes: { class: named = '' } }) => {
    let byClass = byTag.get(tag);
    if (byClass === undefined) {
      byClass = new Map();
      byTag.set(tag, byClass);
    }
    const known = byClass.get(named);
    if (known !== undefined) return known;
    byClass.set(named, ++last);
    return last;
  };
}

/** Measures the elements around the blocks of a page. */
export function measureSurroundings(blocks: readonly ReadBlock[]): PageSurroundings {
  const known = new Map<Element, Surroundings>();
  const numberOf = numberingKinds();
  const around = (element: Element): Surroundings => {
    const found = known.get(element);
    if (found !== undefined) return found;
    const above = element.parent === undefined ? undefined : around(element.parent);
    const own = numberOf(element);
    const made: Surroundings = {
      depth: (above?.depth ?? 0) + 1,
      within: (above?.within ?? 0) | withinOf(element),
      purposeDistances: distancesBelow(above?.purposeDistances ?? noPurposes, purposesOf(element)),
      chars: 0,
      linked: 0,
      prose: 0,
      blocks: 0,
      dates: 0,
      answers: 0,
      own,
      kind: own * maxKinds + (above?.own ?? 0),
    };
    known.set(element, made);
    return made;
  };
  for (const { block, prose, isDate, isAnswer } of blocks) {
    const { text, linked } = block;
    const [dates, answers] = [Number(isDate), Number(isAnswer)];
    addTo(around(block.element), { chars: text.length, linked, prose, blocks: 1, dates, answers });
  }
  // An element was met after its parent, so that from the last on, each sum is complete when it is added.
  for (const [{ parent }, sums] of [...known].reverse()) {
    const above = parent && known.get(parent);
    if (above !== undefined) addTo(above, sums);
  }
  return { around, withBlocks: (element) => known.get(element) };
}
