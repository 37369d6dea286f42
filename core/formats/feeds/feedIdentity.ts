/**
 * The identity of a feed's entry, which does not depend on the key under which a snapshot of the feed is
 * stored.
 */

import { authorityOf } from '../../document/identifierAuthority.ts';
import { hash } from '../../hash.ts';
import type { DocumentMember } from '../format.ts';

/** Names for a feed, best first: the page that it is about, its own address or id, its title. */
export interface FeedNames {
  home: string | undefined;
  self: string | undefined;
  title: string | undefined;
}

/** In characters; longer ones are hashed. */
const maxGuidLength = 1000;

/**
 * One item in two feeds of a publisher is one document if its guid is globally unique. A guid such as "4711"
 * is unique only within its feed.
 */
export function feedIdentity(
  guid: string,
  { home, self, title }: FeedNames,
): NonNullable<DocumentMember['identity']> {
  const feed = home ?? self ?? title ?? '';
  const authority = authorityOf(guid);
  const provider = authority === undefined ? feed : (hostOf(home) ?? hostOf(self) ?? authority);
  return { provider, guid: guid.length > maxGuidLength ? hash(guid) : guid };
}

function hostOf(address: string | undefined): string | undefined {
  return address === undefined ? undefined : URL.parse(address)?.host || undefined;
}
