/** Knows captions by where they stand: with a picture, and with little else, in an element of their own. */
import { type Element, namesOf } from '../markup/htmlTree.ts';
import type { Block } from './blocks.ts';

/** Characters of a caption. A shorter text is a label, a longer one prose. */
const length = { min: 25, max: 200 };
/** Characters of what else may stand there, such as who took the picture. */
const maxCredit = 100;
/** How many elements around a text may be the box. */
const maxLevels = 3;
/** Nodes of a box; one that has more holds other things too. */
const maxNodes = 60;

const pictures = new Set(['img', 'amp-img']);
const signs = /emoji|smiley|icon|avatar|logo/i;

/** A caption is at most a sentence and a credit, and no end of a sentence is its own. */
const isSentence = /[.!?:…。！？؟۔।]["”’»“)\]]*$/;
const sentenceEnd = /[.!?…؟۔।] /g;

/** Whether all that stands with the text, in an element around it, is a picture before it and a credit. */
export function isBesidePicture({ text, element, linked }: Block): boolean {
  if (text.length < length.min || text.length > length.max || linked > text.length / 2) return false;
  if (isSentence.test(text) || (text.match(sentenceEnd)?.length ?? 0) > 1) return false;
  for (let box = element.parent, up = 0; box !== undefined && up < maxLevels; box = box.parent, up++) {
    const seen = { characters: 0, nodes: 0, picture: false, isPast: false };
    look(box, element, seen);
    if (seen.nodes > maxNodes || seen.characters > text.length + maxCredit) return false;
    if (seen.picture) return true;
  }
  return false;
}

/** What a box has, as far as it was looked at. */
interface Seen {
  characters: number;
  nodes: number;
  /** Whether a picture comes before the caption. */
  picture: boolean;
  /** Whether the caption was passed. */
  isPast: boolean;
}

function look({ children }: Element, caption: Element, seen: Seen): void {
  for (const child of children) {
    if (++seen.nodes > maxNodes) return;
    if (typeof child === 'string') {
      seen.characters += child.trim().length;
      continue;
    }
    if (child === caption) seen.isPast = true;
    if (pictures.has(child.tag) && !seen.isPast && !signs.test(namesOf(child))) seen.picture = true;
    look(child, caption, seen);
  }
}
