import type { Block } from './blocks.ts';
import type { StoryBlocks } from './selectStory.ts';

/** A story on its page. */
export interface StoryContext {
  /** All blocks of the page. */
  visibleBlocks: readonly Block[];
  story: StoryBlocks;
  /** Address of the page. */
  url: string | undefined;
  domain: string | undefined;
  /** Language tag. */
  language: string | undefined;
  /** When the page was put, in milliseconds since 1970. */
  put: number;
}

/** The index of the last `h1` before the story, most often its headline; -1 if there is none. */
export function headlineIndex(visibleBlocks: readonly Block[], { first }: StoryBlocks): number {
  return visibleBlocks.findLastIndex(({ element }, i) => element.tag === 'h1' && i <= Math.max(0, first));
}
