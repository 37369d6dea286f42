/** Writes a source's feed of stories, newest first. */

import type { GeneratedStory } from './story.ts';
import { addressOf, escaped, textOf, timeOf } from './storyText.ts';
import type { FeedFormat, Source } from './vocabulary.ts';

/** The file extension: `json` or `xml`. */
export function feedEnding(format: FeedFormat): string {
  return format === 'json-feed' ? 'json' : 'xml';
}

/** @param stories newest first */
export function feedOf(source: Source, format: FeedFormat, stories: readonly GeneratedStory[]): string {
  return write[format](source, stories);
}

const write: Record<FeedFormat, (source: Source, stories: readonly GeneratedStory[]) => string> = {
  'json-feed': jsonFeed,
  rss,
  atom,
};

const homeOf = (source: Source): string => `https://${source.folder}.example/`;
const pageOf = ({ paragraphs }: GeneratedStory): string =>
  paragraphs.map(({ text }) => `<p>${escaped(text)}</p>`).join('\n');

function jsonFeed(source: Source, stories: readonly GeneratedStory[]): string {
  const items = stories.map((story) => ({
    id: story.id,
    url: addressOf(story),
    title: story.title.text,
    content_text: textOf(story),
    date_published: timeOf(story.published),
    authors: [{ name: story.author }],
    tags: [story.section],
  }));
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    title: source.name,
    home_page_url: homeOf(source),
    language: 'en',
    items,
  };
  return `${JSON.stringify(feed, undefined, 1)}\n`;
}

function rss(source: Source, stories: readonly GeneratedStory[]): string {
  const items = stories.map(
    (story) => `<item>
<title>${escaped(story.title.text)}</title>
<link>${addressOf(story)}</link>
<guid isPermaLink="false">${story.id}</guid>
<pubDate>${new Date(story.published).toUTCString()}</pubDate>
<dc:creator>${escaped(story.author)}</dc:creator>
<category>${escaped(story.section)}</category>
<content:encoded><![CDATA[${pageOf(story)}]]></content:encoded>
</item>
`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
<title>${escaped(source.name)}</title>
<link>${homeOf(source)}</link>
<description>${escaped(source.name)}</description>
<language>en</language>
${items.join('')}</channel>
</rss>
`;
}

function atom(source: Source, stories: readonly GeneratedStory[]): string {
  const entries = stories.map(
    (story) => `<entry>
<id>${story.id}</id>
<title>${escaped(story.title.text)}</title>
<link href="${addressOf(story)}"/>
<published>${timeOf(story.published)}</published>
<updated>${timeOf(story.published)}</updated>
<author><name>${escaped(story.author)}</name></author>
<category term="${escaped(story.section)}"/>
<content type="html">${escaped(pageOf(story))}</content>
</entry>
`,
  );
  const updated = stories[0] === undefined ? '' : `<updated>${timeOf(stories[0].published)}</updated>\n`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<id>${homeOf(source)}</id>
<title>${escaped(source.name)}</title>
<link href="${homeOf(source)}"/>
${updated}${entries.join('')}</feed>
`;
}
