import type { Content } from '../../document/record.ts';
import type { ProviderIdentity } from '../format.ts';

/** An article that was read from a JSON object. */
export interface ParsedArticle {
  content: Content;
  /** Identifies the article among the others of its file. */
  id?: string;
  /** Identifies the article everywhere. */
  identity?: ProviderIdentity;
}
