/** Chooses the part of a paragraph that a snippet shows. All offsets are those of the whole text. */
import { unspaced } from '../../text/unspacedScripts.ts';

export interface TextRange {
  start: number;
  end: number;
}

export interface Hit extends TextRange {
  /** The index of the matching term. */
  term: number;
}

export interface Paragraph extends TextRange {
  /** In text order, without overlaps. */
  hits: Hit[];
}

/** In characters. */
const maxSnippetLength = 240;
/** Characters to show before the first hit, in a paragraph that is too long to show whole. */
const contextBefore = 60;
/** Candidate windows per paragraph, each around another first hit. */
const maxWindows = 100;

interface Window extends Paragraph {
  /** Ranks windows by the number of different terms, then by the number of hits. */
  score: number;
}

/** The part of a paragraph that shows most of the query within the length of a snippet. */
export function bestWindow(text: string, paragraph: Paragraph): Window {
  let best: Window | undefined;
  const isShort = paragraph.end - paragraph.start <= maxSnippetLength;
  const inside = new HitsInWindow(paragraph.hits);
  // The windows of a short paragraph are the same.
  for (const first of paragraph.hits.slice(0, isShort ? 1 : maxWindows)) {
    const from = isShort ? paragraph.start : Math.max(paragraph.start, first.start - contextBefore);
    const start = from === paragraph.start ? from : wordStart(text, from, first.start);
    const to = Math.min(paragraph.end, Math.max(start + maxSnippetLength, first.end));
    const end = to === paragraph.end ? to : wordEnd(text, to, first.end);
    inside.move(start, end);
    if (inside.score > (best?.score ?? 0)) best = { start, end, hits: inside.hits, score: inside.score };
  }
  return best ?? { ...paragraph, score: 0 };
}

/** The hits within a window that moves forwards over them: each comes in and goes out once. */
class HitsInWindow {
  readonly #all: readonly Hit[];
  #from = 0;
  #to = 0;
  /** How often each term is within. */
  readonly #terms = new Map<number, number>();

  /** @param all in text order, without overlaps */
  constructor(all: readonly Hit[]) {
    this.#all = all;
  }

  move(start: number, end: number): void {
    for (let hit = this.#all[this.#to]; hit && hit.end <= end; hit = this.#all[++this.#to])
      this.#terms.set(hit.term, (this.#terms.get(hit.term) ?? 0) + 1);
    for (let hit = this.#all[this.#from]; hit && hit.start < start; hit = this.#all[++this.#from]) {
      const left = (this.#terms.get(hit.term) ?? 0) - 1;
      if (left > 0) this.#terms.set(hit.term, left);
      else this.#terms.delete(hit.term);
    }
  }

  /** More different terms count more than more hits. */
  get score(): number {
    return this.#terms.size * 1000 + (this.#to - this.#from);
  }

  get hits(): Hit[] {
    return this.#all.slice(this.#from, this.#to);
  }
}

/** In characters. Few words are longer. */
const longestUsual = 20;

const firstWordStart = new RegExp(String.raw`(?<=\s)|(?!\p{M})[${unspaced}]`, 'v');
const lastWordEnd = new RegExp(String.raw`(?:\s|(?!\p{M})(?<=[${unspaced}]\p{M}*))[^\s${unspaced}]*$`, 'v');

/** The first word start at or after `from`, but at most `latest`. */
function wordStart(text: string, from: number, latest: number): number {
  const start = text.slice(from, latest).search(firstWordStart);
  return start < 0 ? latest : from + start;
}

/** The last word end at or before `to`, but at least `earliest`. */
function wordEnd(text: string, to: number, earliest: number): number {
  let end = to;
  while (end > earliest && /\p{M}/u.test(text.charAt(end))) end--;
  // Mostly it is near, and the pattern tries each place before it.
  for (const from of [Math.max(earliest, end - longestUsual), earliest]) {
    const last = text.slice(from, end).search(lastWordEnd);
    if (last >= 0) return from + last;
  }
  return earliest;
}
