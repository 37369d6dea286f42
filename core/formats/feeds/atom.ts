/** Entries of Atom 1.0 (RFC 4287), and of its draft 0.3, which old archives have. */

import { webAddress } from '../../document/urls.ts';
import type { Element } from '../../markup/htmlTree.ts';
import {
  childOf,
  childrenOf,
  inheritedAttribute,
  lineIn,
  lineOfMarkupIn,
  textIn,
  tidyLine,
} from '../../markup/xmlElement.ts';
import { type Entry, type Feed, feedMoment, type Markup } from './feedEntry.ts';

export function atomFeed(entry: Element): Feed {
  const feed = entry.parent;
  return {
    title: textOf(childOf(feed, 'atom:title')),
    home: linkOf(feed, 'alternate'),
    self: linkOf(feed, 'self') ?? lineIn(childOf(feed, 'atom:id')),
    language: inheritedAttribute(feed, 'lang'),
    usageTerms: textOf(childOf(feed, 'atom:rights', 'atom:copyright')),
    authors: authorsOf(feed),
  };
}

export function atomEntry(entry: Element, feed: Feed): Entry {
  const source = childOf(entry, 'atom:source');
  const issued = childOf(entry, 'atom:published', 'atom:issued', 'atom:created');
  const updated = feedMoment(lineIn(childOf(entry, 'atom:updated', 'atom:modified')));
  const url = linkOf(entry, 'alternate') ?? contentAddress(entry);
  const authors = [authorsOf(entry), authorsOf(source), feed.authors].find((found) => found.length > 0) ?? [];
  const published = feedMoment(lineIn(issued)) ?? updated;
  return {
    title: textOf(childOf(entry, 'atom:title')) ?? '',
    guid: lineIn(childOf(entry, 'atom:id')) ?? url,
    url,
    content: markupOf(childOf(entry, 'atom:content')),
    summary:
      markupOf(childOf(entry, 'atom:summary', 'media:description')) ??
      markupOf(childOf(childOf(entry, 'media:group'), 'media:description')),
    captions: [],
    authors,
    published,
    modified: published === updated ? undefined : updated,
    language: inheritedAttribute(entry, 'lang') ?? feed.language,
    subjects: childrenOf(entry, 'atom:category', 'dc:subject').flatMap(
      (subject) =>
        tidyLine(subject.attributes.label) ?? tidyLine(subject.attributes.term) ?? lineIn(subject) ?? [],
    ),
    source: textOf(childOf(source, 'atom:title')) ?? feed.title,
    usageTerms:
      textOf(childOf(entry, 'atom:rights')) ?? textOf(childOf(source, 'atom:rights')) ?? feed.usageTerms,
  };
}

/** Section 4.2.7: without `rel` a link is the alternate one. Pages come before other media types. */
function linkOf(element: Element | undefined, rel: string): string | undefined {
  const links = childrenOf(element, 'atom:link').filter(
    ({ attributes }) => (attributes.rel ?? 'alternate') === rel,
  );
  const page =
    links.find(({ attributes }) => /^text\/html|^application\/xhtml/i.test(attributes.type ?? 'text/html')) ??
    links[0];
  return page && webAddress(page.attributes.href, baseOf(page));
}

/** Section 4.1.3.2: content that lies elsewhere. */
function contentAddress(entry: Element): string | undefined {
  const content = childOf(entry, 'atom:content');
  return content && webAddress(content.attributes.src, baseOf(content));
}

function baseOf(element: Element): string | undefined {
  return webAddress(inheritedAttribute(element, 'xml:base'));
}

/** Section 3.1: text, HTML in text, or XHTML; in version 0.3 said by `mode`. */
function markupOf(element: Element | undefined): Markup | undefined {
  if (element === undefined || element.attributes.src !== undefined) return undefined;
  const { type = 'text', mode } = element.attributes;
  if (type === 'xhtml' || /xml$/i.test(type) || mode === 'xml')
    return hasElements(element) ? { element } : { html: textIn(element) };
  if (type === 'html' || type === 'text/html')
    return hasElements(element) ? { element } : { html: textIn(element) };
  return mode === 'escaped'
    ? { html: textIn(element) }
    : hasElements(element)
      ? { element }
      : { plain: textIn(element) };
}

function hasElements({ children }: Element): boolean {
  return children.some((child) => typeof child !== 'string');
}

/** A text construct in one line. */
function textOf(element: Element | undefined): string | undefined {
  const markup = markupOf(element);
  if (markup === undefined) return undefined;
  return 'html' in markup ? lineOfMarkupIn(element) : lineIn(element);
}

function authorsOf(element: Element | undefined): string[] {
  return childrenOf(element, 'atom:author', 'dc:creator').flatMap(
    (author) =>
      lineIn(childOf(author, 'atom:name')) ?? (author.tag === 'dc:creator' ? (lineIn(author) ?? []) : []),
  );
}
