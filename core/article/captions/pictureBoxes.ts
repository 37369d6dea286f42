/** Knows captions by where they stand: with a picture, and with little else, in an element of their own. */
import { type Element, namesOf } from '../../markup/htmlTree.ts';
import { oncePerElement } from '../../markup/oncePerElement.ts';
import { endsAsProse } from '../../text/sentenceEnd.ts';
import type { Block } from '../blocks.ts';

/** Characters of a caption. A shorter text is a label, a longer one prose. */
const captionLength = { min: 25, max: 200 };
/** Characters of what else may stand there, such as who took the picture. */
const maxCredit = 100;
/** How many elements around a text may be the box. */
const maxLevels = 3;
/** Nodes of a box; one that has more holds other things too. */
const maxNodes = 60;

const pictures = new Set(['img', 'amp-img']);
/** Names of elements whose pictures are signs. */
const signs = /emoji|smiley|icon|avatar|logo/i;

const sentenceEnd = /[.!?…؟۔।] /g;
/** One may stand before a credit. */
const maxSentences = 1;

/** Whether all that stands with the text, in an element around it, is a picture before it and a credit. */
export function isBesidePicture({ text, element, linked }: Block): boolean {
  if (text.length < captionLength.min || text.length > captionLength.max) return false;
  if (linked > text.length / 2 || endsAsProse(text)) return false;
  if ((text.match(sentenceEnd)?.length ?? 0) > maxSentences) return false;
  const behind = behindPicture(element);
  if (behind !== undefined && text.startsWith(behind)) return true;
  for (let box = element.parent, up = 0; box !== undefined && up < maxLevels; box = box.parent, up++) {
    const seen = seenIn(box, element);
    if (seen.nodes > maxNodes || seen.characters > text.length + maxCredit) return false;
    if (seen.picture) return true;
  }
  return false;
}

/**
 * How the text begins that stands behind a picture, which comes before all text of an element: a caption may
 * have no element of its own. Other lines may follow it there.
 */
const behindPicture = oncePerElement(({ tag, children }) => {
  // The lines of a list or a table may all begin with a picture.
  if (tag !== 'div' && tag !== 'p') return undefined;
  for (const [i, child] of children.entries()) {
    if (typeof child === 'string') {
      if (child.trim() !== '') return undefined;
      continue;
    }
    const { picture, characters } = seenIn(child);
    if (characters > 0) return undefined;
    if (!picture && !isPicture(child)) continue;
    const next = children[i + 1];
    // Around a picture in its line, a paragraph flows.
    const flows = tag === 'p' && typeof next === 'string' && next.trim() !== '';
    return flows ? undefined : firstWords(children.slice(i + 1));
  }
  return undefined;
});

function firstWords(children: Element['children']): string | undefined {
  for (const child of children) {
    const isText = typeof child === 'string';
    const words = isText ? /\S+(?:\s+\S+){0,4}/.exec(child)?.[0] : firstWords(child.children);
    if (words !== undefined) return words.replace(/\s+/g, ' ');
  }
  return undefined;
}

const isPicture = (element: Element): boolean => pictures.has(element.tag) && !signs.test(namesOf(element));

/** What a box holds, as far as it was read. */
interface Seen {
  characters: number;
  nodes: number;
  /** Whether a picture comes before the caption. */
  picture: boolean;
  /** Whether the caption was passed. */
  isPast: boolean;
}

/** @param caption one of the elements in the box, if it has an element of its own */
function seenIn(box: Element, caption?: Element): Seen {
  const seen: Seen = { characters: 0, nodes: 0, picture: false, isPast: false };
  addTo(seen, box, caption);
  return seen;
}

/** Adds what an element of the box holds; stops at too many nodes. */
function addTo(seen: Seen, { children }: Element, caption: Element | undefined): void {
  for (const child of children) {
    if (++seen.nodes > maxNodes) return;
    if (typeof child === 'string') {
      seen.characters += child.trim().length;
      continue;
    }
    if (child === caption) seen.isPast = true;
    if (isPicture(child) && !seen.isPast) seen.picture = true;
    addTo(seen, child, caption);
  }
}
