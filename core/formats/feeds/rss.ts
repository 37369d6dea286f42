/**
 * Reads feeds in RSS 2.0 (rssboard.org/rss-specification) and RSS 1.0 (web.resource.org/rss/1.0/spec), with
 * the modules that newsrooms use.
 */

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
import { type FeedEntry, type FeedHeader, type FeedText, feedMoment } from './feedEntry.ts';

/** In RSS 1.0 the items are siblings of the channel; in all other versions they are its children. */
export function rssHeader(item: XmlElement): FeedHeader {
  const channel = item.parent?.tag === 'rdf:RDF' ? childOf(item.parent, 'channel') : item.parent;
  const selfLink = childrenOf(channel, 'atom:link').find(({ attributes }) => attributes.rel === 'self')
    ?.attributes.href;
  return {
    title: lineOfMarkupIn(childOf(channel, 'title')),
    home: webAddress(lineIn(childOf(channel, 'link'))),
    self: webAddress(selfLink) ?? webAddress(channel?.attributes['rdf:about']),
    language: lineIn(childOf(channel, 'language', 'dc:language')) ?? inheritedAttribute(channel, 'lang'),
    usageTerms: lineIn(childOf(channel, 'copyright', 'dc:rights')),
    authors: [],
    accounts: accountsOf(channel),
  };
}

/** The authors of WordPress's export: its items have only their accounts. */
function accountsOf(channel: XmlElement | undefined): Map<string, string> {
  return new Map(
    childrenOf(channel, 'wp:author').flatMap((author) => {
      const [account, name] = ['wp:author_login', 'wp:author_display_name'].map((tag) =>
        lineIn(childOf(author, tag)),
      );
      return account === undefined || name === undefined ? [] : [[account, name] as const];
    }),
  );
}

/** What WordPress keeps beside posts and pages, and exports with them: files, menus, styles, revisions. */
const otherThanPosts =
  /^(?:attachment|nav_menu_item|revision|custom_css|customize_changeset|oembed_cache|user_request|wp_\w+)$/;

/** Whether an item is something else than a text, as in an export of WordPress. */
export function isOtherThanPost(item: XmlElement): boolean {
  return otherThanPosts.test(lineIn(childOf(item, 'wp:post_type')) ?? '');
}

/** Feeds of stories of others name the source of each behind its title, too: "Quay shut - Coast Wire". */
function withoutSource(title: string, source: string | undefined): string {
  if (source === undefined) return title;
  const end = [' - ', ' – ', ' | '].map((sign) => `${sign}${source}`).find((each) => title.endsWith(each));
  return end === undefined || end.length === title.length ? title : title.slice(0, -end.length);
}

/** An item of RSS 0.9 to 2.0 or RDF. */
export function rssEntry(item: XmlElement, feed: FeedHeader): FeedEntry {
  const about = item.attributes['rdf:about'];
  const guid = childOf(item, 'guid', 'dc:identifier');
  const id = lineIn(guid) ?? about;
  const permanent =
    guid?.tag === 'guid' && guid.attributes.isPermaLink !== 'false' ? lineIn(guid) : undefined;
  const link = lineIn(childOf(item, 'link')) ?? alternateLinkOf(item) ?? permanent ?? about;
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
  const date = lineIn(
    childOf(item, 'pubDate', 'dc:date', 'atom:published', 'dcterms:issued', 'dcterms:created'),
  );
  const published = feedMoment(date);
  return {
    title: withoutSource(
      lineOfMarkupIn(childOf(item, 'title', 'dc:title', 'media:title')) ?? '',
      lineIn(childOf(item, 'source')),
    ),
    guid: id ?? url,
    url,
    canonicalUrl: webAddress(lineIn(childOf(item, 'feedburner:origLink'))),
    content: feedTextOf(content),
    summary: feedTextOf(summary),
    captions: captionsOf(item),
    authors: childrenOf(item, 'dc:creator', 'author', 'itunes:author').flatMap(
      (author) => authorNameIn(feed.accounts?.get(lineIn(author) ?? '') ?? lineOfMarkupIn(author)) ?? [],
    ),
    published,
    hasUnreadDate: date !== undefined && published === undefined,
    modified: feedMoment(lineIn(childOf(item, 'atom:updated', 'dcterms:modified'))),
    language: lineIn(childOf(item, 'dc:language')) ?? item.attributes.lang ?? feed.language,
    subjects: childrenOf(item, 'category', 'dc:subject').flatMap((subject) => lineOfMarkupIn(subject) ?? []),
    status: lineIn(childOf(item, 'wp:status')),
    source: lineIn(childOf(item, 'source', 'dc:source')) ?? feed.title,
    usageTerms: lineIn(childOf(item, 'dc:rights', 'media:copyright')) ?? feed.usageTerms,
  };
}

/** Its elements if it holds XHTML, which RSS does not intend; otherwise its text as HTML. */
function feedTextOf(element: XmlElement | undefined): FeedText | undefined {
  if (element === undefined) return undefined;
  return element.children.some((child) => typeof child !== 'string')
    ? { element }
    : { html: textIn(element) };
}

function alternateLinkOf(item: XmlElement): string | undefined {
  return childrenOf(item, 'atom:link').find(
    ({ attributes }) => (attributes.rel ?? 'alternate') === 'alternate',
  )?.attributes.href;
}

/** `desk@coast.example (Jane Doe)` becomes "Jane Doe"; an address alone gives no name. */
function authorNameIn(author: string | undefined): string | undefined {
  const named = /^[^\s@]{1,200}@[^\s@(]{1,200}\s{0,5}\((.{1,300})\)$/.exec(author ?? '')?.[1] ?? author;
  const isAddress = named?.includes('@') && !/\s/.test(named);
  return isAddress ? undefined : named;
}

/** Media RSS: the captions of pictures, alone or in groups. */
function captionsOf(item: XmlElement): string[] {
  const media = childrenOf(item, 'media:content', 'media:group', 'media:thumbnail').flatMap((found) => [
    found,
    ...childrenOf(found, 'media:content'),
  ]);
  return media.flatMap((found) =>
    childrenOf(found, 'media:description').flatMap((description) => lineOfMarkupIn(description) ?? []),
  );
}
