/** What is around each block of a page: which elements it stands in, what they say they are for, and how much prose they hold. */

import type { Element } from '../markup/htmlTree.ts';
import type { Block } from './blocks.ts';
import { purposeNames, purposeBits } from './purposes.ts';

/** A purpose named by an element further up than this is said too far away to count. */
export const maxPurposeDistance = 9;

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
  /** For each of `purposeNames`: how many elements up it is said, 0 for the element itself. */
  hints: readonly number[];
  /** Of all blocks in it: characters, those in links, characters of prose, and the number of blocks. */
  chars: number;
  linked: number;
  prose: number;
  blocks: number;
  /** Tag, class and parent's class: what blocks of one kind have in common. */
  kind: string;
}

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
  if (attributes.itemprop?.toLowerCase() === 'articlebody') bits |= 1 << enclosing.length;
  if (
    'hidden' in attributes ||
    attributes['aria-hidden'] === 'true' ||
    (attributes.style !== undefined && styledAway.test(attributes.style))
  )
    bits |= 1 << (enclosing.length + 1);
  return bits;
}

const noHints: readonly number[] = purposeNames.map(() => maxPurposeDistance);

/** One level further down, where an element says what `bits` are for. */
function hintsBelow(above: readonly number[], bits: number): readonly number[] {
  if (bits === 0 && above.every((levels) => levels === maxPurposeDistance)) return above;
  return above.map((levels, i) => (bits & (1 << i) ? 0 : Math.min(maxPurposeDistance, levels + 1)));
}

/** @returns what is around any element of the page, once for each */
export function measureSurroundings(
  blocks: readonly Block[],
  proseOf: (block: Block) => number,
): (element: Element) => Surroundings {
  const known = new Map<Element, Surroundings>();
  const of = (element: Element): Surroundings => {
    const found = known.get(element);
    if (found !== undefined) return found;
    const above = element.parent === undefined ? undefined : of(element.parent);
    const { class: named, id } = element.attributes;
    const bits = named === undefined && id === undefined ? 0 : purposeBits(`${named ?? ''} ${id ?? ''}`);
    const made: Surroundings = {
      depth: (above?.depth ?? 0) + 1,
      within: (above?.within ?? 0) | withinOf(element),
      hints: hintsBelow(above?.hints ?? noHints, bits),
      chars: 0,
      linked: 0,
      prose: 0,
      blocks: 0,
      kind: `${element.tag} ${element.attributes.class ?? ''} ${element.parent?.tag} ${element.parent?.attributes.class ?? ''}`,
    };
    known.set(element, made);
    return made;
  };
  for (const block of blocks) {
    const prose = proseOf(block);
    for (let at: Element | undefined = block.element; at !== undefined; at = at.parent) {
      const sum = of(at);
      sum.chars += block.text.length;
      sum.linked += block.linked;
      sum.prose += prose;
      sum.blocks++;
    }
  }
  return of;
}
