/** Decides where a story starts: little of it is above its headline. */
import { isHeading } from '../markup/htmlTree.ts';
import { type Block, charactersOf } from './blocks.ts';
import { proseOf } from './findArticle.ts';
import type { StoryBlocks } from './selectStory.ts';
import { speaksForPage } from './speakers.ts';
import { normalizeTitle } from './title/titleWords.ts';

/** Blocks just above the headline may be its standfirst or its kicker. */
const blocksAbove = 2;
/** The headline is the story's own if this share of the story is below it. */
const minShareBelow = 0.6;
/**
 * The story without what is well above its headline: notices of how the page earns money, what another
 * programme is about, and the like.
 * @param title as found on the page
 */
export function withoutBlocksAbove(
  visibleBlocks: readonly Block[],
  story: StoryBlocks,
  title: string,
): StoryBlocks {
  const own = normalizeTitle(title);
  const printed = visibleBlocks.filter(
    ({ element, text }) => isHeading(element) && normalizeTitle(text) === own,
  );
  if (own === '' || !printed.some(({ element }) => element.tag === 'h1')) return story;
  // A page may repeat its headline lower down.
  const headline = visibleBlocks.indexOf(printed[0] as Block);
  const above = new Set(visibleBlocks.slice(0, Math.max(0, headline - blocksAbove)));
  const blocks = story.blocks.filter((block) => !above.has(block));
  if (blocks.length === story.blocks.length) return story;
  if (charactersOf(blocks) < minShareBelow * charactersOf(story.blocks)) return story;
  const told = beginningAbove(visibleBlocks.slice(0, headline), visibleBlocks.slice(headline), story);
  const kept = story.blocks.filter((block) => !above.has(block) || told.has(block));
  return { ...story, blocks: kept, first: visibleBlocks.indexOf(kept[0] as Block) };
}

/** So many paragraphs are a beginning. */
const minTold = 3;

/**
 * The story's blocks above its headline that are in the same element as those below it, if there are several
 * paragraphs in which the page does not speak for itself.
 */
function beginningAbove(
  above: readonly Block[],
  below: readonly Block[],
  { blocks }: StoryBlocks,
): ReadonlySet<Block> {
  const own = new Set(blocks);
  const holder = below.find((block) => own.has(block) && proseOf(block) > 0)?.element.parent;
  const beside = above.filter((block) => own.has(block) && block.element.parent === holder);
  const told = beside.filter((block) => proseOf(block) > 0 && !speaksForPage(block.text));
  return new Set(told.length >= minTold ? beside : []);
}
