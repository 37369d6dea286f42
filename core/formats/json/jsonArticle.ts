/**
 * An article as a JSON object, in whichever vocabulary it is written: ninjs, schema.org, or the common field names that JSON, JSONL, CSV and
 * JSON Feed share. docs/formats.md lists the names.
 */

import { buildContent } from '../../document/buildContent.ts';
import type { Content } from '../../document/record.ts';
import { unknownSource } from '../../document/record.ts';
import { domainOf, webAddress } from '../../document/urls.ts';
import { type Refusal, refuse } from '../../errors.ts';
import { omitUndefined } from '../../omitUndefined.ts';
import type { Article } from './article.ts';
import {
  bodyOf,
  bylineOf,
  isObject,
  type JsonObject,
  languageUnder,
  lineUnder,
  listOf,
  momentUnder,
  namesUnder,
  textOf,
  textUnder,
} from './jsonFields.ts';
import { isNinjs, ninjsArticle } from './ninjsArticle.ts';
import { isSchemaOrg, schemaArticle } from './schemaArticle.ts';

/** The names under which a field is looked for, the best first. */
export const names = {
  id: ['id', 'guid', 'uuid', 'uri', '_id'],
  title: ['title', 'headline', 'webTitle'],
  /** What anything may be called: a title only where there is a text. */
  name: ['name'],
  kicker: ['kicker', 'section_label'],
  standfirst: [
    'standfirst',
    'summary',
    'description',
    'abstract',
    'subtitle',
    'lead',
    'excerpt',
    'trailText',
    'dek',
  ],
  text: [
    'content_text',
    'content_html',
    'text',
    'body',
    'content',
    'articleBody',
    'article',
    'body_text',
    'bodyText',
    'body_html',
    'full_text',
    'fulltext',
    'maintext',
  ],
  published: [
    'date_published',
    'published',
    'datePublished',
    'published_at',
    'publishedAt',
    'published_date',
    'publication_date',
    'pubDate',
    'publish_date',
    'date_publish',
    'webPublicationDate',
    'date_gmt',
    'date',
  ],
  modified: [
    'date_modified',
    'modified',
    'dateModified',
    'modified_gmt',
    'updated',
    'updated_at',
    'updatedAt',
    'lastModified',
  ],
  authors: ['authors', 'author', 'byline', 'creator'],
  url: ['url', 'link', 'permalink', 'href', 'web_url', 'webUrl'],
  canonicalUrl: ['canonical_url', 'canonicalUrl', 'external_url'],
  language: ['language', 'lang', 'inLanguage'],
  source: ['source', 'provider', 'outlet', 'site_name', 'publication', 'newspaper', 'source_domain'],
  publisher: ['publisher'],
  subjects: ['tags', 'keywords', 'subjects', 'categories', 'topics'],
  genre: ['section', 'genre', 'category'],
  usageTerms: ['usage_terms', 'usageterms', 'usageTerms', 'rights', 'license'],
  urgency: ['urgency', 'priority'],
  located: ['located', 'dateline', 'location'],
} as const;

/** Objects that databases and programming interfaces put around a record: Elasticsearch's `_source`, JSON:API's `attributes`, … */
const wrappings = ['_source', 'attributes', 'fields', 'article', 'data'];

/** `undefined`: by its own account it is something else than an article, and nothing is wrong with it. */
export function articleIn(
  wrapped: JsonObject,
  extractor: string,
  flags: readonly string[],
): Article | Refusal | undefined {
  const record = unwrapped(wrapped);
  if (isNinjs(record)) return ninjsArticle(record, flags);
  if (isSchemaOrg(record)) return schemaArticle(record, flags);
  return commonArticle(record, extractor, flags);
}

function unwrapped(record: JsonObject): JsonObject {
  const inside = wrappings.map((name) => record[name]).find(isObject);
  return inside === undefined ? record : { ...record, ...inside };
}

export const idOf = (record: JsonObject): string | undefined => textUnder(record, names.id);

function commonArticle(record: JsonObject, extractor: string, flags: readonly string[]): Article | Refusal {
  const text = textUnder(record, names.text);
  const summary = lineUnder(record, names.standfirst);
  const headline = lineUnder(record, names.title);
  if (text === undefined && (summary === undefined || headline === undefined))
    return refuse('json.no_article', `no title and text among its fields (${fieldsOf(record)})`);
  const title = headline ?? lineUnder(record, names.name) ?? '';
  const standfirst = text !== undefined && summary !== text ? summary : undefined;
  const paragraphs = bodyOf(text ?? summary ?? '', [title]);
  if ('code' in paragraphs) return paragraphs;
  if (paragraphs.length === 0) return refuse('json.no_article', 'its text has no words');
  const id = idOf(record);
  const content = buildContent({
    title,
    kicker: lineUnder(record, names.kicker),
    standfirst,
    paragraphs,
    ...authorship(record),
    published: momentUnder(record, names.published, 'document'),
    modified: momentUnder(record, names.modified, 'document'),
    language: languageUnder(record, names.language),
    source: sourceOf(record, id),
    subjects: namesUnder(record, names.subjects),
    genre: lineUnder(record, names.genre),
    urgency: Number(textUnder(record, names.urgency)),
    located: lineUnder(record, names.located),
    extractor,
    confidence: text === undefined ? 0.6 : 1,
    flags: [...flags, ...(text === undefined ? ['summary-only'] : [])],
  });
  return { content, ...omitUndefined({ id }) };
}

function sourceOf(record: JsonObject, guid: string | undefined): Content['source'] {
  const url = webAddress(textUnder(record, names.url));
  return {
    name: lineUnder(record, names.source) ?? unknownSource,
    ...omitUndefined({
      domain: domainOf(url),
      url,
      canonicalUrl: webAddress(textUnder(record, names.canonicalUrl)),
      guid,
      publisher: lineUnder(record, names.publisher),
      usageTerms: lineUnder(record, names.usageTerms),
    }),
  };
}

/** Authors come as a text, a list of texts, an object with a name, or a list of those. */
function authorship(record: JsonObject): { byline?: string; authors: string[] } {
  const value = names.authors
    .map((name) => record[name])
    .find((found) => found !== undefined && found !== null);
  return bylineOf(listOf(value).flatMap((each) => textOf(each) ?? []));
}

/** For a refusal's evidence. */
function fieldsOf(record: JsonObject): string {
  const fields = Object.keys(record);
  const shown = fields.slice(0, 12).map((field) => field.slice(0, 30));
  return fields.length === 0 ? 'none' : `${shown.join(', ')}${fields.length > shown.length ? ', …' : ''}`;
}
