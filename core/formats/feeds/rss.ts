/** Items of RSS 2.0 (rssboard.org/rss-specification) and RSS 1.0 (web.resource.org/rss/1.0/spec), with the modules that newsrooms use. */

import { webAddress } from '../../document/urls.ts';
import type { Element } from '../../markup/htmlTree.ts';
import {
  childOf,
  childrenOf,
  inheritedAttribute,
  lineIn,
  lineOfMarkupIn,
  textIn,
} from '../../markup/xmlElement.ts';
import { type Entry, type Feed, feedMoment, type Markup } from './feedEntry.ts';

/** In RSS 1.0 the items stand beside the channel, in all others in it. */
export function rssFeed(item: Element): Feed {
  const channel = item.parent?.tag === 'rdf:RDF' ? childOf(item.parent, 'channel') : item.parent;
  const own = childrenOf(channel, 'atom:link').find(({ attributes }) => attributes.rel === 'self')?.attributes
    .href;
  return {
    title: lineOfMarkupIn(childOf(channel, 'title')),
    home: webAddress(lineIn(childOf(channel, 'link'))),
    self: webAddress(own) ?? webAddress(channel?.attributes['rdf:about']),
    language: lineIn(childOf(channel, 'language', 'dc:language')) ?? inheritedAttribute(channel, 'lang'),
    usageTerms: lineIn(childOf(channel, 'copyright', 'dc:rights')),
    authors: [],
  };
}

export function rssItem(item: Element, feed: Feed): Entry {
  const about = item.attributes['rdf:about'];
  const guid = childOf(item, 'guid', 'dc:identifier');
  const name = lineIn(guid) ?? about;
  const permanent =
    guid?.tag === 'guid' && guid.attributes.isPermaLink !== 'false' ? lineIn(guid) : undefined;
  const link = lineIn(childOf(item, 'link')) ?? alternate(item) ?? permanent ?? about;
  const url = webAddress(link, feed.home);
  const content = childOf(item, 'content:encoded', 'body', 'atom:content');
  const summary = childOf(
    item,
    'description',
    'atom:summary',
    'itunes:summary',
    'dc:description',
    'media:description',
  );
  return {
    title: lineOfMarkupIn(childOf(item, 'title', 'dc:title', 'media:title')) ?? '',
    guid: name ?? url,
    url,
    canonicalUrl: webAddress(lineIn(childOf(item, 'feedburner:origLink'))),
    content: markupOf(content),
    summary: markupOf(summary),
    captions: captionsOf(item),
    authors: childrenOf(item, 'dc:creator', 'author', 'itunes:author').flatMap(
      (author) => personIn(lineIn(author)) ?? [],
    ),
    published: feedMoment(
      lineIn(childOf(item, 'pubDate', 'dc:date', 'atom:published', 'dcterms:issued', 'dcterms:created')),
    ),
    modified: feedMoment(lineIn(childOf(item, 'atom:updated', 'dcterms:modified'))),
    language: lineIn(childOf(item, 'dc:language')) ?? item.attributes.lang ?? feed.language,
    subjects: childrenOf(item, 'category', 'dc:subject').flatMap((subject) => lineOfMarkupIn(subject) ?? []),
    source: lineIn(childOf(item, 'source', 'dc:source')) ?? feed.title,
    usageTerms: lineIn(childOf(item, 'dc:rights', 'media:copyright')) ?? feed.usageTerms,
  };
}

/** Where somebody put XHTML into it, its elements; else HTML in text. */
function markupOf(element: Element | undefined): Markup | undefined {
  if (element === undefined) return undefined;
  return element.children.some((child) => typeof child !== 'string')
    ? { element }
    : { html: textIn(element) };
}

function alternate(item: Element): string | undefined {
  return childrenOf(item, 'atom:link').find(
    ({ attributes }) => (attributes.rel ?? 'alternate') === 'alternate',
  )?.attributes.href;
}

/** «desk@coast.example (Jane Doe)» → Jane Doe; an address alone is nobody's name. */
function personIn(author: string | undefined): string | undefined {
  const named = /^\S{1,200}@\S{1,200}\s{0,5}\((.{1,300})\)$/.exec(author ?? '')?.[1] ?? author;
  return named === undefined || /^\S*@\S*$/.test(named) ? undefined : named;
}

/** Media RSS: what stands under pictures, each also in groups. Where it is the item's only text, it is the summary. */
function captionsOf(item: Element): string[] {
  const media = childrenOf(item, 'media:content', 'media:group', 'media:thumbnail').flatMap((found) => [
    found,
    ...childrenOf(found, 'media:content'),
  ]);
  return media.flatMap((found) =>
    childrenOf(found, 'media:description').flatMap((description) => lineOfMarkupIn(description) ?? []),
  );
}
