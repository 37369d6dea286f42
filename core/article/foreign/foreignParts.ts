/**
 * Finds parts of a page that are no part of its story, however much they look like it: readers' comments,
 * other stories that follow on the same page, texts that ask for consent to cookies, boxes of facts,
 * promotions, and teasers.
 */
import { type Element, type HtmlPage, isWithin } from '../../markup/htmlTree.ts';
import { isByline } from '../../text/byline/byline.ts';
import { readsAsSentence } from '../../text/sentenceEnd.ts';
import { withoutDate } from '../authors/creditLines.ts';
import { type Block, charactersOf } from '../blocks.ts';
import { insideAny, proseOf } from '../findArticle.ts';
import type { StoryBlocks } from '../selectStory.ts';
import { isSameTitle } from '../title/titleWords.ts';
import { commentsBelowHeading } from './commentSection.ts';
import { commentThreads } from './commentThreads.ts';
import { asksForConsent, hasConsentWord } from './consentText.ts';
import { factBoxes } from './factBoxes.ts';
import { promotions } from './promotions.ts';
import { teasersAmong } from './teasers.ts';

/** Characters of the story that must remain; if fewer do, the part is the story. */
const minRemaining = 300;
/** Characters of prose in another story. */
const minProse = 400;
/** The size of its headline; shorter ones head a box, or are a name. */
const minHeadline = 25;
/** Blocks before and after a headline that may have its byline or its date. */
const reach = { before: 3, after: 10 };
/** Characters of prose between a headline and its byline, such as a standfirst and a caption, are fewer. */
const maxLead = 500;
/** Blocks that tell what the story is about. */
const openingBlocks = 3;
/** Characters of the longest text that asks for consent. */
const maxConsent = 8000;
/** Share of what was taken that boxes of one kind have. */
const maxBoxes = 1 / 3;
/** The word is the same in most languages. */
const cookies = /cookie/i;

/**
 * The elements that hold other things than the story.
 * @param story what was taken for the story of the whole page; @param title its headline, '' if unknown
 * @param url the page's address, if known
 */
export function foreignParts(
  visibleBlocks: readonly Block[],
  story: StoryBlocks,
  title: string,
  url: string | undefined,
): ReadonlySet<Element> {
  const headline = visibleBlocks.findIndex((block) => isHeadline(block) && isSameTitle(block.text, title));
  const taken = new Set(story.standfirst === undefined ? story.blocks : [story.standfirst, ...story.blocks]);
  const start = visibleBlocks.findIndex(
    (block, i) => i >= headline && taken.has(block) && !asksForConsent(block.text),
  );
  const first = visibleBlocks[start];
  if (first === undefined) return new Set();
  /** The elements around the headline and the start of the story. */
  const around = elementsAround([first, visibleBlocks[headline]]);
  const parts = new Map<Element, Block[]>();
  for (const block of taken)
    for (let at: Element | undefined = block.element; at !== undefined && !around.has(at); at = at.parent) {
      const within = parts.get(at);
      if (within === undefined) parts.set(at, [block]);
      else within.push(block);
    }
  const others = headline < 0 ? [] : otherStories(visibleBlocks, { start, headline, title, taken, around });
  const opening = visibleBlocks
    .slice(start)
    .filter((block) => taken.has(block))
    .slice(0, openingBlocks);
  const topic = [title, ...opening.map(({ text }) => text)].join(' ');
  // On most pages nothing names cookies, so the texts of every element need not be read.
  const namesCookies = [...taken].some(({ text }) => cookies.test(text));
  const consent = namesCookies && !cookies.test(topic) ? consentTexts(parts) : [];
  const comments = [
    ...commentThreads(visibleBlocks, parts.keys()),
    ...commentsBelowHeading(visibleBlocks, start, parts),
  ];
  const boxes = [factBoxes(parts.keys()), promotions(parts), teasersAmong(parts, url)].flatMap((found) =>
    boxesAmong(found, parts, taken),
  );
  return removable([...comments, ...consent, ...others, ...boxes], parts, taken);
}

/** Those of the elements, one after another, that leave enough of what was taken. */
function removable(
  elements: readonly Element[],
  parts: ReadonlyMap<Element, readonly Block[]>,
  taken: ReadonlySet<Block>,
): Set<Element> {
  const left = new Set(taken);
  let length = charactersOf(left);
  const removed = new Set<Element>();
  for (const element of elements) {
    const within = (parts.get(element) ?? []).filter((block) => left.has(block));
    const remaining = length - charactersOf(within);
    if (remaining < minRemaining) continue;
    for (const block of within) left.delete(block);
    length = remaining;
    removed.add(element);
  }
  return removed;
}

/** What is known of the page's own story. */
interface OwnStory {
  /** Index of its first block. */
  start: number;
  /** Index of its headline. */
  headline: number;
  title: string;
  taken: ReadonlySet<Block>;
  around: ReadonlySet<Element>;
}

/**
 * The elements with other stories after the start of the page's own: each the outermost one with a further
 * headline and nothing of what was taken before it. A headline has a byline or a date near it; the headings
 * of parts, which some pages make `h1` too, have none. If several such elements are in the one that directly
 * has the page's headline or the first paragraph, they are parts of one story, as of a guide to events.
 */
function otherStories(
  visibleBlocks: readonly Block[],
  { start, headline, title, taken, around }: OwnStory,
): Element[] {
  const others: Element[] = [];
  const seen = new Set<Element>();
  const own = new Set([visibleBlocks[headline]?.element.parent, visibleBlocks[start]?.element.parent]);
  const before = new Set(around);
  for (const [i, block] of visibleBlocks.entries()) {
    const isOther = i > start && isHeadline(block) && !isShort(block) && !isSameTitle(block.text, title);
    const holder = isOther ? outermost(block.element, before) : undefined;
    if (holder !== undefined && !seen.has(holder)) {
      seen.add(holder);
      const isIn = ({ element }: Block) => isWithin(element, holder);
      if (hasCredit(visibleBlocks, i, isIn) && hasProse(visibleBlocks, i, isIn)) others.push(holder);
    }
    if (i < start || !taken.has(block)) continue;
    // Around one that is in the set, all are.
    for (let at: Element | undefined = block.element; at !== undefined && !before.has(at); at = at.parent)
      before.add(at);
  }
  const apart = others.filter(({ parent }) => !own.has(parent));
  return others.length - apart.length > 1 ? apart : others;
}

/** Whether the blocks from an index on that are in an element, which are side by side, have much prose. */
function hasProse(visibleBlocks: readonly Block[], from: number, isIn: (block: Block) => boolean): boolean {
  let prose = 0;
  for (let i = from; prose < minProse; i++) {
    const block = visibleBlocks[i];
    if (block === undefined || !isIn(block)) return false;
    prose += proseOf(block);
  }
  return true;
}

function isHeadline({ element }: Block): boolean {
  return element.tag === 'h1';
}

function isShort({ size }: Block): boolean {
  return size < minHeadline;
}

/** Whether a byline or a date is just before a headline, or after it and before much of its story. */
function hasCredit(visibleBlocks: readonly Block[], at: number, isIn: (block: Block) => boolean): boolean {
  const title = visibleBlocks[at]?.text;
  // Some pages print a headline twice, for two sizes of screens.
  const isCopy = ({ text }: Block) => text === title;
  const isApart = (block: Block) => !isIn(block) || (isHeadline(block) && !isShort(block) && !isCopy(block));
  for (const block of visibleBlocks.slice(Math.max(0, at - reach.before), at).toReversed()) {
    if (isApart(block) || proseOf(block) > 0) break;
    if (isCredit(block) && !isCopy(block)) return true;
  }
  let prose = 0;
  for (const block of visibleBlocks.slice(at + 1, at + 1 + reach.after)) {
    prose += proseOf(block);
    if (isApart(block) || prose >= maxLead) break;
    if (isCredit(block) && !isCopy(block)) return true;
  }
  return false;
}

/** Whether the block is a byline or a short line with a date that is no sentence. */
function isCredit({ text }: Block): boolean {
  const isSentence = readsAsSentence(text) && !/\b[ap]\.\s?m\.$/i.test(text);
  return text.length < 100 && (isByline(text) || (!isSentence && withoutDate(text) !== undefined));
}

/**
 * The elements with texts that ask for consent, by what was taken of them. Each of their paragraphs speaks
 * of it; those of a story around a notice do not.
 */
function consentTexts(parts: ReadonlyMap<Element, readonly Block[]>): Element[] {
  return [...parts].flatMap(([element, blocks]) => {
    if (charactersOf(blocks) > maxConsent) return [];
    if (blocks.some((block) => proseOf(block) > 0 && !hasConsentWord(block.text))) return [];
    const text = blocks.map((block) => block.text).join(' ');
    return cookies.test(text) && asksForConsent(text) ? [element] : [];
  });
}

/** The boxes. Where they are much of what was taken, they are its parts: places, steps, answers. */
function boxesAmong(
  boxes: readonly Element[],
  parts: ReadonlyMap<Element, readonly Block[]>,
  taken: ReadonlySet<Block>,
): readonly Element[] {
  const within = new Set(boxes.flatMap((box) => parts.get(box) ?? []));
  return charactersOf(within) <= maxBoxes * charactersOf(taken) ? boxes : [];
}

/** The outermost element around this one, or itself, before the first that is one of `without`. */
function outermost(element: Element, without: ReadonlySet<Element>): Element {
  let at = element;
  while (at.parent !== undefined && !without.has(at.parent)) at = at.parent;
  return at;
}

function elementsAround(blocks: readonly (Block | undefined)[]): Set<Element> {
  const found = new Set<Element>();
  for (const block of blocks) for (let at = block?.element; at !== undefined; at = at.parent) found.add(at);
  return found;
}

/** The page as if the parts were not in its list of elements. */
export function pageWithout(page: HtmlPage, parts: ReadonlySet<Element>): HtmlPage {
  const isOut = insideAny((element) => parts.has(element));
  return { ...page, elements: page.elements.filter((element) => !isOut(element)) };
}
