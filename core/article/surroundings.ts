/**
 * Describes what surrounds each block of a page: the enclosing elements, their purposes, and how much prose
 * they contain.
 */

import { type Element, namesOf } from '../markup/htmlTree.ts';
import { purposeBits, purposeNames } from './purposes.ts';
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

export interface Surroundings {
  depth: number;
  /** One bit for each of `enclosingNames`. */
  within: number;
  /** For each of `purposeNames`: how many levels up an element names it, 0 for the element itself. */
  purposeDistances: readonly number[];
  /** Characters in all its blocks. */
  chars: number;
  /** Characters in links. */
  linked: number;
  /** Characters of prose. */
  prose: number;
  /** Number of blocks. */
  blocks: number;
  /** Number of lines that are a date. */
  dates: number;
  /** Number of lines such as "Reply". */
  answers: number;
  /** Stands for tag and class of the element; elements with the same have the same. */
  own: number;
  /** Stands for those of the element and its parent, which blocks of one kind share. */
  kind: number;
}

/** Schema.org's properties that hold the text of a page. */
const textProperties = /^(?:articleBody|recipeIngredient|ingredients|recipeInstructions)$/i;
const styledAway = /display\s*:\s*none|visibility\s*:\s*hidden/i;

function withinOf({ tag, attributes }: Element): number {
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
  if (
    'hidden' in attributes ||
    attributes['aria-hidden'] === 'true' ||
    (attributes.style !== undefined && styledAway.test(attributes.style))
  )
    bits |= 1 << (enclosing.length + 1);
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

/** Measures the elements around the blocks of a page. */
export function measureSurroundings(blocks: readonly ReadBlock[]): PageSurroundings {
  const known = new Map<Element, Surroundings>();
  const numbers = new Map<string, Map<string, number>>();
  let kinds = 0;
  const numberOf = ({ tag, attributes }: Element) => {
    const { class: named = '' } = attributes;
    const ofTag = numbers.get(tag) ?? new Map<string, number>();
    if (ofTag.size === 0) numbers.set(tag, ofTag);
    const number = ofTag.get(named) ?? ++kinds;
    ofTag.set(named, number);
    return number;
  };
  const of = (element: Element): Surroundings => {
    const found = known.get(element);
    if (found !== undefined) return found;
    const above = element.parent === undefined ? undefined : of(element.parent);
    const bits = purposeBits(namesOf(element));
    const own = numberOf(element);
    const made: Surroundings = {
      depth: (above?.depth ?? 0) + 1,
      within: (above?.within ?? 0) | withinOf(element),
      purposeDistances: distancesBelow(above?.purposeDistances ?? noPurposes, bits),
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
    const sum = of(block.element);
    sum.chars += block.text.length;
    sum.linked += block.linked;
    sum.prose += prose;
    sum.blocks++;
    if (isDate) sum.dates++;
    if (isAnswer) sum.answers++;
  }
  // An element was met after its parent, so that from the last on, each sum is complete when it is added.
  for (const [element, sum] of [...known].reverse()) {
    const above = element.parent === undefined ? undefined : known.get(element.parent);
    if (above === undefined) continue;
    above.chars += sum.chars;
    above.linked += sum.linked;
    above.prose += sum.prose;
    above.blocks += sum.blocks;
    above.dates += sum.dates;
    above.answers += sum.answers;
  }
  return { around: of, withBlocks: (element) => known.get(element) };
}
