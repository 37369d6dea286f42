/** Knows captions by where they stand: with a picture, and with little else, in an element of their own. */
import { type Element, namesOf } from '../../markup/htmlTree.ts';
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
  if (!isMore(seenIn(element), text) && beginsWithPicture(element)) return true;
  for (let box = element.parent, up = 0; box !== undefined && up < maxLevels; box = box.parent, up++) {
    const seen = seenIn(box, element);
    if (isMore(seen, text)) return false;
    if (seen.picture) return true;
  }
  return false;
}

/** Whether a picture comes before all text of an element: then its caption has none of its own. */
function beginsWithPicture({ tag, children }: Element): boolean {
  // The lines of a list or a table may all begin with one.
  if (tag !== 'div' && tag !== 'p') return false;
  for (const [i, child] of children.entries()) {
    if (typeof child === 'string') {
      if (child.trim() !== '') return false;
      continue;
    }
    const next = children[i + 1];
    const { picture, characters } = seenIn(child);
    // Around a picture in its line, a paragraph flows.
    const flows = tag === 'p' && typeof next === 'string' && next.trim() !== '';
    if (picture || isPicture(child)) return characters === 0 && !flows;
    if (characters > 0) return false;
  }
  return false;
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

/** Whether the box has more than the text and a credit. */
function isMore({ nodes, characters }: Seen, text: string): boolean {
  return nodes > maxNodes || characters > text.length + maxCredit;
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
