/**
 * Feeds in XML: RSS 2.0 (and 0.9x), RSS 1.0 (RDF), Atom (RFC 4287, and 0.3). Each item is a document with an
 * identity of its own, and items are read one at a time. If the XML is cut off or malformed, the items before
 * that point are kept and the rest is refused as one part.
 */

import { binaryEvidence } from '../../charset/charset.ts';
import { textOf } from '../../document/record.ts';
import { hash } from '../../hash.ts';
import { type StreamedElement, streamElements } from '../../markup/xml.ts';
import type { XmlElement } from '../../markup/xmlElement.ts';
import { type XmlRoot, xmlRootOf } from '../../markup/xmlRoot.ts';
import type { ContainerFormat, ContainerInput, DocumentMember, RefusedMember } from '../format.ts';
import { keepMembersBeforeError } from '../keepMembersBeforeError.ts';
import { atomEntry, atomHeader, isOtherThanPost as isOtherThanAtomPost } from './atom.ts';
import { buildEntryContent, type FeedEntry, type FeedHeader } from './feedEntry.ts';
import { feedIdentity } from './feedIdentity.ts';
import { isOtherThanPost, rssEntry, rssHeader } from './rss.ts';

interface FeedDialect {
  name: string;
  is(root: XmlRoot): boolean;
  /** The tag of an entry. */
  entry: string;
  readHeader(entry: XmlElement): FeedHeader;
  readEntry(entry: XmlElement, feed: FeedHeader): FeedEntry;
  /** Entries of these kinds are skipped. */
  isOtherThanPost(entry: XmlElement): boolean;
}

const rss10 = /http:\/\/(?:purl\.org\/rss\/1\.0\/|(?:my|channel)\.netscape\.com\/rdf\/simple\/0\.9\/)/;

export const feeds: readonly ContainerFormat[] = [
  formatOf({
    name: 'rss',
    is: ({ name }) => name === 'rss',
    entry: 'item',
    readHeader: rssHeader,
    readEntry: rssEntry,
    isOtherThanPost,
  }),
  formatOf({
    name: 'rss-1.0',
    is: ({ name, start }) => name === 'RDF' && rss10.test(start),
    entry: 'item',
    readHeader: rssHeader,
    readEntry: rssEntry,
    isOtherThanPost,
  }),
  formatOf({
    name: 'atom',
    is: ({ name, start }) =>
      (name === 'feed' || name === 'entry') && /w3\.org\/2005\/Atom|purl\.org\/atom\/ns#/.test(start),
    entry: 'atom:entry',
    readHeader: atomHeader,
    readEntry: atomEntry,
    isOtherThanPost: isOtherThanAtomPost,
  }),
];

function formatOf(dialect: FeedDialect): ContainerFormat {
  return {
    name: dialect.name,
    kind: 'container',
    seconds: 5,
    recognises(head) {
      const root = xmlRootOf(head);
      return root !== undefined && dialect.is(root) && binaryEvidence(head) === undefined;
    },
    async read(source) {
      return { feed: true, members: keepMembersBeforeError(feedMembers(source, dialect)) };
    },
  };
}

async function* feedMembers(
  { info, stream }: ContainerInput,
  dialect: FeedDialect,
): AsyncGenerator<DocumentMember | RefusedMember> {
  let header: FeedHeader | undefined;
  let count = 0;
  for await (const item of streamElements(stream(), {
    contentType: info.contentType,
    wanted: ({ tag }) => tag === dialect.entry,
  })) {
    // The root comes last.
    if (item.element.tag !== dialect.entry) continue;
    header ??= dialect.readHeader(item.element);
    const part = `items/${count++}`;
    if (!dialect.isOtherThanPost(item.element)) yield memberOf(item, header, dialect, part);
  }
}

function memberOf(
  { element, charset, characters, flags }: StreamedElement,
  header: FeedHeader,
  dialect: FeedDialect,
  part: string,
): DocumentMember | RefusedMember {
  const entry = dialect.readEntry(element, header);
  const content = buildEntryContent(entry, { extractor: `${dialect.name}/1`, flags });
  if ('code' in content) return { part, refusal: content };
  return {
    part,
    identity: feedIdentity(entry.guid ?? `content:${hash(textOf(content))}`, header),
    charset,
    bytes: characters,
    content,
  };
}
