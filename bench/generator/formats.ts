/** Writes a story in the format of its source (docs/formats.md). */

import { monthNames } from '../../core/dates/calendar.ts';
import { items } from './items.ts';
import type { GeneratedStory } from './story.ts';
import { addressOf, dayOf, escaped, textOf, timeOf } from './storyText.ts';
import type { BatchFormat, ItemFormat } from './vocabulary.ts';

/** The time of publication with the precision of the story's format: a day or a second. */
export function publishedOf({ source, published }: GeneratedStory): string {
  return source.format === 'dated' || source.format === 'dateline' ? dayOf(published) : timeOf(published);
}

/** The key of a story that is an object of its own. */
export function keyOf({ id, source, title, published }: GeneratedStory): string {
  const words = title.text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-|-$/g, '');
  const day = dayOf(published);
  if (source.format === 'html') return `${source.folder}/${day.replaceAll('-', '/')}/${words}-${id}.html`;
  const ending = isItem(source.format)
    ? items[source.format].ending
    : source.format === 'frontmatter'
      ? 'md'
      : 'txt';
  return `${source.folder}/${day}-${words}-${id}.${ending}`;
}

/** The identity that a format gives to a story; `undefined` if it gives none. */
export function guidOf(story: GeneratedStory): string | undefined {
  const { format } = story.source;
  return isItem(format) ? items[format].guid(story) : undefined;
}

function isItem(format: string): format is ItemFormat {
  return Object.hasOwn(items, format);
}

/** The body of a story that is an object of its own. */
export function pageOf(story: GeneratedStory): string {
  if (isItem(story.source.format)) return items[story.source.format].write(story);
  if (story.source.format === 'html') return html(story);
  if (story.source.format === 'frontmatter') return frontMatter(story);
  const text = textOf(story);
  if (story.source.format === 'dated')
    return ` date ${dayOf(story.published)} ${story.title.text}\n\n${text}\n`;
  const moment = new Date(story.published);
  const day = `${monthNames[moment.getUTCMonth()]} ${moment.getUTCDate()}, ${moment.getUTCFullYear()}`;
  const dateline = `${story.place.name.toUpperCase()}, ${day} (${story.source.name})`;
  return `${story.title.text}\n\n${dateline} — ${text}\n`;
}

function frontMatter(story: GeneratedStory): string {
  const { title, author, source, section, published, modified } = story;
  const fields = [
    `title: "${title.text}"`,
    `date: ${timeOf(published)}`,
    ...(modified === undefined ? [] : [`updated: ${timeOf(modified)}`]),
    `author: ${author}`,
    `source: ${source.name}`,
    `section: ${section}`,
    'language: en',
  ];
  return `---\n${fields.join('\n')}\n---\n\n${textOf(story)}\n`;
}

function html(story: GeneratedStory): string {
  const { title, author, source, section, published, modified, paragraphs } = story;
  const article = {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    headline: title.text,
    datePublished: timeOf(published),
    ...(modified === undefined ? {} : { dateModified: timeOf(modified) }),
    author: [{ '@type': 'Person', name: author }],
    publisher: { '@type': 'Organization', name: source.name },
    articleSection: section,
    inLanguage: 'en',
    url: addressOf(story),
  };
  const name = escaped(source.name);
  const links = '<a href="/latest">Latest</a> <a href="/archive">Archive</a>';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${escaped(title.text)} | ${name}</title>
<link rel="canonical" href="${addressOf(story)}">
<script type="application/ld+json">${JSON.stringify(article).replaceAll('<', '\\u003c')}</script>
</head>
<body>
<header><nav><a href="/">${name}</a> ${links}</nav></header>
<article>
<h1>${escaped(title.text)}</h1>
<p class="byline">By ${escaped(author)}</p>
${paragraphs.map(({ text }) => `<p>${escaped(text)}</p>`).join('\n')}
</article>
<footer>© ${name}</footer>
</body>
</html>
`;
}

/** A batch of stories in its source's format. */
export function batchOf(format: BatchFormat, stories: readonly GeneratedStory[]): string {
  return format === 'csv' ? rowsOf(stories) : linesOf(stories);
}

/** JSON Lines, one story per line. */
export function linesOf(stories: readonly GeneratedStory[]): string {
  return stories.map((story) => `${JSON.stringify(lineOf(story))}\n`).join('');
}

function lineOf(story: GeneratedStory): Record<string, string> {
  const { id, title, published, author, source, section } = story;
  return {
    id,
    title: title.text,
    text: textOf(story),
    published: timeOf(published),
    author,
    source: source.name,
    section,
    language: 'en',
    url: addressOf(story),
  };
}

/** CSV (RFC 4180) with a header row: the same fields as `linesOf`. */
function rowsOf(stories: readonly GeneratedStory[]): string {
  const rows = stories.map(lineOf);
  const cell = (value: string): string => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
  return [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))]
    .map((cells) => `${cells.map(cell).join(',')}\r\n`)
    .join('');
}
