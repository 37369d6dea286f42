/**
 * Feeds in XML: RSS 2.0 (and 0.9x), RSS 1.0 (RDF), Atom (RFC 4287, and 0.3). Items are documents with identities of their own, read one at
 * a time. Where the XML breaks off or has a fault, the items before it are kept and the rest is refused as a part.
 */

import { binaryEvidence } from '../../charset/charset.ts';
import { textOf } from '../../document/record.ts';
import { hash } from '../../hash.ts';
import type { Element } from '../../markup/htmlTree.ts';
import { type StreamedElement, streamElements } from '../../markup/xml.ts';
import { type XmlRoot, xmlRootOf } from '../../markup/xmlRoot.ts';
import type { ContainerFormat, ContainerInput, DocumentMember, RefusedMember } from '../format.ts';
import { keepMembersBeforeError } from '../keepMembersBeforeError.ts';
import { atomEntry, atomFeed } from './atom.ts';
import { contentOf, type Entry, type Feed } from './feedEntry.ts';
import { feedIdentity } from './feedIdentity.ts';
import { rssFeed, rssItem } from './rss.ts';

interface Dialect {
  name: string;
  is(root: XmlRoot): boolean;
  entry: string;
  feedOf(entry: Element): Feed;
  read(entry: Element, feed: Feed): Entry;
}

const rss10 = /http:\/\/(?:purl\.org\/rss\/1\.0\/|(?:my|channel)\.netscape\.com\/rdf\/simple\/0\.9\/)/;

export const feeds: readonly ContainerFormat[] = [
  formatOf({ name: 'rss', is: ({ name }) => name === 'rss', entry: 'item', feedOf: rssFeed, read: rssItem }),
  formatOf({
    name: 'rss-1.0',
    is: ({ name, start }) => name === 'RDF' && rss10.test(start),
    entry: 'item',
    feedOf: rssFeed,
    read: rssItem,
  }),
  formatOf({
    name: 'atom',
    is: ({ name, start }) =>
      (name === 'feed' || name === 'entry') && /w3\.org\/2005\/Atom|purl\.org\/atom\/ns#/.test(start),
    entry: 'atom:entry',
    feedOf: atomFeed,
    read: atomEntry,
  }),
];

function formatOf(dialect: Dialect): ContainerFormat {
  return {
    name: dialect.name,
    kind: 'container',
    isolated: true,
    seconds: 5,
    recognises(head) {
      const root = xmlRootOf(head);
      return root !== undefined && dialect.is(root) && binaryEvidence(head) === undefined;
    },
    async read(source) {
      return { feed: true, members: keepMembersBeforeError(members(source, dialect)) };
    },
  };
}

async function* members(
  { info, stream }: ContainerInput,
  dialect: Dialect,
): AsyncGenerator<DocumentMember | RefusedMember> {
  let feed: Feed | undefined;
  let count = 0;
  for await (const piece of streamElements(stream(), {
    contentType: info.contentType,
    wanted: ({ tag }) => tag === dialect.entry,
  })) {
    if (piece.element.tag !== dialect.entry) continue;
    feed ??= dialect.feedOf(piece.element);
    yield memberOf(piece, feed, dialect, `items/${count++}`);
  }
}

function memberOf(
  { element, charset, characters, flags }: StreamedElement,
  feed: Feed,
  dialect: Dialect,
  part: string,
): DocumentMember | RefusedMember {
  const entry = dialect.read(element, feed);
  const content = contentOf(entry, { extractor: `${dialect.name}/1`, flags });
  if ('code' in content) return { part, refusal: content };
  return {
    part,
    identity: feedIdentity(entry.guid ?? `content:${hash(textOf(content))}`, feed),
    charset,
    bytes: characters,
    content,
  };
}
