/**
 * An article as a JSON object with common field names: what JSONL, JSON and JSON Feed have in common. docs/formats.md lists the names.
 */
import { authorsOf } from '../article/byline.ts';
import { parseMoment } from '../article/date.ts';
import { defined } from '../defined.ts';
import type { Content, Moment } from '../document/record.ts';
import { webAddress } from '../document/urls.ts';
import { tidy } from './charset.ts';

export type JsonObject = Record<string, unknown>;

/** The names under which a field is looked for, the best first. */
const names = {
  id: ['id', 'guid', 'uuid', 'uri', '_id'],
  title: ['title', 'headline', 'name'],
  standfirst: ['standfirst', 'summary', 'description', 'abstract', 'subtitle', 'lead'],
  text: ['content_text', 'text', 'body', 'content', 'articleBody', 'article', 'body_text'],
  published: ['date_published', 'published', 'datePublished', 'published_at', 'publishedAt', 'pubDate', 'publish_date', 'date'],
  modified: ['date_modified', 'modified', 'dateModified', 'updated', 'updated_at', 'updatedAt'],
  authors: ['authors', 'author', 'byline', 'creator'],
  url: ['url', 'link', 'permalink', 'href'],
  canonicalUrl: ['canonical_url', 'canonicalUrl', 'external_url'],
  language: ['language', 'lang', 'inLanguage'],
  source: ['source', 'provider', 'outlet', 'site_name'],
  publisher: ['publisher'],
  subjects: ['tags', 'keywords', 'subjects', 'categories'],
  section: ['section', 'genre'],
} as const;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The first of the names that holds a text; numbers are taken as written. */
function textUnder(record: JsonObject, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const value = record[key];
    const text = typeof value === 'string' ? value : typeof value === 'number' ? String(value) : isObject(value) ? value.name : undefined;
    if (typeof text === 'string' && text.trim() !== '') return tidy(text).trim();
  }
  return undefined;
}

export const idOf = (record: JsonObject): string | undefined => textUnder(record, names.id);

/** `undefined`: neither a title nor a text, so no article. */
export function articleOf(record: JsonObject, extractor: string): Content | undefined {
  const text = textUnder(record, names.text);
  const summary = textUnder(record, names.standfirst);
  const body = text ?? summary;
  const title = textUnder(record, names.title) ?? firstLine(body);
  if (title === undefined || body === undefined) return undefined;
  const language = textUnder(record, names.language);
  return {
    schema: 'news.doc/1',
    title,
    ...defined({ standfirst: text !== undefined && summary !== text ? summary : undefined }),
    paragraphs: paragraphsOf(body),
    ...authorship(record),
    ...defined({ published: momentUnder(record, names.published), modified: momentUnder(record, names.modified) }),
    language:
      language === undefined
        ? { tag: 'und', source: 'none', confidence: 0 }
        : { tag: language.slice(0, 35), source: 'document', confidence: 0.9 },
    source: {
      name: textUnder(record, names.source) ?? '',
      ...defined({ url: webAddress(textUnder(record, names.url)), canonicalUrl: webAddress(textUnder(record, names.canonicalUrl)) }),
      ...defined({ guid: idOf(record), publisher: textUnder(record, names.publisher) }),
    },
    subjects: subjectsOf(record),
    ...defined({ genre: textUnder(record, names.section) }),
    quality: { extractor, confidence: text === undefined ? 0.6 : 1, flags: text === undefined ? ['summary-only'] : [] },
  };
}

function paragraphsOf(body: string): Content['paragraphs'] {
  const blocks = body.includes('\n\n') ? body.split(/\n{2,}/) : body.split('\n');
  return blocks
    .map((block) => block.replace(/\s*\n\s*/g, ' ').trim())
    .filter((text) => text !== '')
    .map((text) => ({ role: 'text', text }));
}

function firstLine(body: string | undefined): string | undefined {
  const line = body?.split('\n', 1)[0]?.trim();
  return line === undefined || line === '' ? undefined : line.slice(0, 200).toWellFormed();
}

function momentUnder(record: JsonObject, keys: readonly string[]): Moment | undefined {
  const text = textUnder(record, keys);
  return text === undefined ? undefined : parseMoment(text, 'document');
}

/** Authors come as a text, a list of texts, an object with a name, or a list of those. */
function authorship(record: JsonObject): Pick<Content, 'authors' | 'byline'> {
  const value = names.authors.map((name) => record[name]).find((found) => found !== undefined && found !== null);
  const list = (Array.isArray(value) ? value : [value]).flatMap((each) => {
    const name = isObject(each) ? each.name : each;
    return typeof name === 'string' && name.trim() !== '' ? [tidy(name).trim().slice(0, 300)] : [];
  });
  if (list.length === 0) return { authors: [] };
  const authors = list.flatMap((each) => (authorsOf(each).length > 0 ? authorsOf(each) : [each]));
  return { byline: list.join(', '), authors: [...new Set(authors)] };
}

function subjectsOf(record: JsonObject): string[] {
  const value = names.subjects.map((name) => record[name]).find((found) => found !== undefined);
  const list = typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value : [];
  return [...new Set(list.flatMap((each) => (typeof each === 'string' && each.trim() !== '' ? [tidy(each).trim()] : [])))];
}
