/** Which document an entry of a feed is, under whatever key a snapshot of the feed lies. */

import { authorityOf } from '../../document/identifierAuthority.ts';
import { hash } from '../../hash.ts';
import type { DocumentMember } from '../format.ts';

/** What a feed is known by, the best first: the page that it is about, its own address or id, its title. */
export interface FeedNames {
  home: string | undefined;
  self: string | undefined;
  title: string | undefined;
}

const longestGuid = 1000;

/**
 * The same item in two feeds of one house is one document, where its guid says for certain that it is the same; «4711» says so only
 * within one feed.
 */
export function feedIdentity(
  guid: string,
  { home, self, title }: FeedNames,
): NonNullable<DocumentMember['identity']> {
  const feed = home ?? self ?? title ?? '';
  const authority = authorityOf(guid);
  const provider = authority === undefined ? feed : (hostOf(home) ?? hostOf(self) ?? authority);
  return { provider, guid: guid.length > longestGuid ? hash(guid) : guid };
}

function hostOf(address: string | undefined): string | undefined {
  return address === undefined ? undefined : URL.parse(address)?.host || undefined;
}
