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
