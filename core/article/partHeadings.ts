/** Tells headings of the parts of a story from headlines: some pages make both `h1`. */
import type { Element } from '../markup/htmlTree.ts';
import type { Block } from './blocks.ts';
import { cues, lineCue } from './lineCues.ts';

/**
 * The blocks without headlines. Some pages also make the headings of parts `h1`: below another one, with
 * paragraphs of the story on both sides in the same element. One that is a link leads to another story.
 */
export function withoutHeadlines(visibleBlocks: readonly Block[], chosen: readonly number[]): number[] {
  const own = new Set(chosen);
  const top = visibleBlocks.findIndex(({ element }) => element.tag === 'h1');
  /** Before it may be a quotation or a list, whose paragraphs are one level further down. */
  const isBelow = (i: number, { parent }: Element) => {
    const before = visibleBlocks[i]?.element.parent;
    return own.has(i) && (before === parent || before?.parent === parent);
  };
  return chosen.filter((i) => {
    const block = visibleBlocks[i];
    if (block?.element.tag !== 'h1') return true;
    const { element, text, linked } = block;
    if (linked > text.length / 2 || lineCue(text) !== cues.none) return false;
    const isAbove = own.has(i + 1) && visibleBlocks[i + 1]?.element.parent === element.parent;
    return i > top && isAbove && isBelow(i - 1, element);
  });
}
