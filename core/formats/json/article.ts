import type { Content } from '../../document/record.ts';

/** An article, and how its provider tells it from others. */
export interface Article {
  content: Content;
  /** Its name among the others of its file. */
  id?: string;
  /** Its name anywhere. */
  identity?: { provider: string; guid: string };
}
