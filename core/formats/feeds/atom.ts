/** Reads feeds in Atom 1.0 (RFC 4287) and in its draft 0.3, which occurs in old archives. */

import { webAddress } from '../../document/urls.ts';
import {
  childOf,
  childrenOf,
  inheritedAttribute,
  lineIn,
  lineOfMarkupIn,
  textIn,
  type XmlElement,
} from '../../markup/xmlElement.ts';
import { tidyLine } from '../../text/tidy.ts';
import { type FeedEntry, type FeedHeader, type FeedText, feedMoment } from './feedEntry.ts';

/** What the feed of an entry says for all its entries. */
export function atomHeader(entry: XmlElement): FeedHeader {
  const feed = entry.parent;
  return {
    title: textLineOf(childOf(feed, 'atom:title')),
    home: linkOf(feed, 'alternate'),
    self: linkOf(feed, 'self') ?? lineIn(childOf(feed, 'atom:id')),
    language: inheritedAttribute(feed, 'lang'),
    usageTerms: textLineOf(childOf(feed, 'atom:rights', 'atom:copyright')),
    authors: authorsOf(feed),
  };
}

/** Google's scheme for what an entry is. */
const kindScheme = 'http://schemas.google.com/g/2005#kind';

/** Whether an entry is a comment, a template or a setting, as in an export of Blogger. */
export function isOtherThanPost(entry: XmlElement): boolean {
  return childrenOf(entry, 'atom:category').some(
    ({ attributes: { scheme, term = '' } }) =>
      scheme === kindScheme && /#(?:comment|template|settings)$/.test(term),
  );
}

/** An entry of Atom 1.0 (RFC 4287) or 0.3. */
export function atomEntry(entry: XmlElement, feed: FeedHeader): FeedEntry {
  const source = childOf(entry, 'atom:source');
  const issued = childOf(entry, 'atom:published', 'atom:issued', 'atom:created');
  const update = childOf(entry, 'atom:updated', 'atom:modified');
  const updated = feedMoment(lineIn(update));
  const url = linkOf(entry, 'alternate') ?? contentAddress(entry);
  const authors = [authorsOf(entry), authorsOf(source), feed.authors].find((found) => found.length > 0) ?? [];
  const published = feedMoment(lineIn(issued)) ?? updated;
  return {
    title: textLineOf(childOf(entry, 'atom:title')) ?? '',
    guid: lineIn(childOf(entry, 'atom:id')) ?? url,
    url,
    content: feedTextOf(childOf(entry, 'atom:content')),
    summary:
      feedTextOf(childOf(entry, 'atom:summary', 'media:description')) ??
      feedTextOf(childOf(childOf(entry, 'media:group'), 'media:description')),
    captions: [],
    authors,
    published,
    hasUnreadDate: published === undefined && [issued, update].some((date) => lineIn(date) !== undefined),
    modified: published === updated ? undefined : updated,
    language: inheritedAttribute(entry, 'lang') ?? feed.language,
    subjects: childrenOf(entry, 'atom:category', 'dc:subject')
      .filter(({ attributes }) => attributes.scheme !== kindScheme)
      .flatMap(
        (subject) =>
          tidyLine(subject.attributes.label) ?? tidyLine(subject.attributes.term) ?? lineIn(subject) ?? [],
      ),
    // RFC 5023, section 13.1.
    status: lineIn(childOf(childOf(entry, 'app:control'), 'app:draft')) === 'yes' ? 'draft' : undefined,
    source: textLineOf(childOf(source, 'atom:title')) ?? feed.title,
    usageTerms:
      textLineOf(childOf(entry, 'atom:rights')) ??
      textLineOf(childOf(source, 'atom:rights')) ??
      feed.usageTerms,
  };
}

/** RFC 4287, section 4.2.7: a link without `rel` is an alternate one. Pages win over other media types. */
function linkOf(element: XmlElement | undefined, rel: string): string | undefined {
  const links = childrenOf(element, 'atom:link').filter(
    ({ attributes }) => (attributes.rel ?? 'alternate') === rel,
  );
  const page =
    links.find(({ attributes }) => /^text\/html|^application\/xhtml/i.test(attributes.type ?? 'text/html')) ??
    links[0];
  return page && webAddress(page.attributes.href, baseOf(page));
}

/** RFC 4287, section 4.1.3.2: the address of content outside the feed. */
function contentAddress(entry: XmlElement): string | undefined {
  const content = childOf(entry, 'atom:content');
  return content && webAddress(content.attributes.src, baseOf(content));
}

function baseOf(element: XmlElement): string | undefined {
  return webAddress(inheritedAttribute(element, 'xml:base'));
}

/** RFC 4287, section 3.1: plain text, escaped HTML, or XHTML. Version 0.3 declares it by `mode`. */
function feedTextOf(element: XmlElement | undefined): FeedText | undefined {
  if (element === undefined || element.attributes.src !== undefined) return undefined;
  const { type = 'text', mode } = element.attributes;
  const isHtml =
    type === 'xhtml' || type === 'html' || type === 'text/html' || /xml$/i.test(type) || mode === 'xml';
  if (!isHtml && mode === 'escaped') return { html: textIn(element) };
  if (hasElements(element)) return { element };
  return isHtml ? { html: textIn(element) } : { plain: textIn(element) };
}

function hasElements({ children }: XmlElement): boolean {
  return children.some((child) => typeof child !== 'string');
}

/** A text construct on one line. */
function textLineOf(element: XmlElement | undefined): string | undefined {
  const text = feedTextOf(element);
  if (text === undefined) return undefined;
  return 'html' in text ? lineOfMarkupIn(element) : lineIn(element);
}

function authorsOf(element: XmlElement | undefined): string[] {
  return childrenOf(element, 'atom:author', 'dc:creator').flatMap(
    (author) =>
      lineIn(childOf(author, 'atom:name')) ?? (author.tag === 'dc:creator' ? (lineIn(author) ?? []) : []),
  );
}
