/**
 * Reads an article from a JSON object in any vocabulary: ninjs, schema.org, or the common field names that
 * JSON, JSON Lines, CSV and JSON Feed share.
 */

import { buildContent } from '../../document/buildContent.ts';
import { type Content, unknownSource } from '../../document/record.ts';
import { domainOf, webAddress } from '../../document/urls.ts';
import { type Refusal, refuse } from '../../errors.ts';
import { isObject, type JsonObject } from '../../jsonObject.ts';
import { omitUndefined } from '../../omitUndefined.ts';
import { tidy } from '../../text/tidy.ts';
import { fieldNames } from './fieldNames.ts';
import { heldBackFields } from './heldBackFields.ts';
import {
  asList,
  bodyParagraphs,
  bylineFields,
  dateField,
  languageField,
  lineField,
  lineOfValue,
  namesField,
  textField,
} from './jsonFields.ts';
import { shownNames, withKnownNames } from './knownFields.ts';
import { isNinjs, ninjsArticle } from './ninjsArticle.ts';
import type { ParsedArticle } from './parsedArticle.ts';
import { isSchemaOrg, schemaArticle } from './schemaArticle.ts';
import { spokenText } from './spokenText.ts';
import { isBesideText, markupOfTree } from './textTree.ts';

/**
 * Fields in which databases and APIs wrap a record, such as Elasticsearch's `_source` and JSON:API's
 * `attributes`.
 */
export const wrapperFields = ['_source', 'attributes', 'fields', 'article', 'data'];

/**
 * The article in a record. Returns `undefined` if the record declares to be something else than an article.
 *
 * @param extractor the extractor's name for a record in the common field names
 * @param flags flags of the record's decoding
 */
export function readArticle(
  wrapped: JsonObject,
  extractor: string,
  flags: readonly string[],
): ParsedArticle | Refusal | undefined {
  const record = unwrap(wrapped);
  if (isNinjs(record)) return ninjsArticle(record, flags);
  if (isSchemaOrg(record)) return schemaArticle(record, flags);
  return commonArticle(record, extractor, flags);
}

function unwrap(wrapped: JsonObject): JsonObject {
  // A status of ActivityPub is in the record of its publication, and one in an archive of X in a record of
  // nothing else.
  const published = wrapped.type === 'Create' ? wrapped.object : undefined;
  const archived = Object.keys(wrapped).length === 1 ? wrapped.tweet : undefined;
  const inside = [published, archived, ...wrapperFields.map((name) => wrapped[name])].find(isObject);
  const record = inside === undefined ? wrapped : { ...wrapped, ...inside };
  return ['post', 'record'].reduce((found, name) => withPost(found, found[name]), record);
}

const hasText = (record: JsonObject): boolean => textField(record, fieldNames.text) !== undefined;
const isSummary = (record: JsonObject): boolean =>
  [fieldNames.title, fieldNames.standfirst].every((names) => textField(record, names) !== undefined);

/**
 * A feed of Bluesky has the text in the record of a post, beside its author. What is an article without it
 * has another post there.
 */
function withPost(record: JsonObject, post: unknown): JsonObject {
  if (!isObject(post) || hasText(record) || isSummary(record)) return record;
  return hasText(post) || isObject(post.record) ? { ...record, ...post } : record;
}

/** The id of a record in the common field names. */
export const recordId = (record: JsonObject): string | undefined => textField(record, fieldNames.id);

/** A code of a writing system, "Latn": the field named "script" has it then, and no text. */
const scriptCode = /^[A-Z][a-z]{3}$/;
/** What an API says of the text that it keeps back. */
const restOfText = /(?:…|\.{3})?\s{0,5}\[\+\d{1,9} chars\]$/;

function commonArticle(
  written: JsonObject,
  extractor: string,
  flags: readonly string[],
): ParsedArticle | Refusal {
  const isKnown = [fieldNames.title, fieldNames.text].every((names) => lineField(written, names));
  const record = isKnown ? written : withKnownNames(written);
  const named = textField(record, fieldNames.text);
  const whole =
    spokenText(record, named) ??
    (named === undefined || scriptCode.test(named) ? textOfPieces(record) : named);
  const text = whole?.replace(restOfText, '…');
  const summary = lineField(record, fieldNames.standfirst);
  const headline = lineField(record, fieldNames.title) ?? slugOf(record);
  if (text === undefined && (summary === undefined || headline === undefined))
    return refuse(
      'json.no_article',
      `no title and text among its fields (${shownNames(Object.keys(written))})`,
    );
  const title = headline ?? lineField(record, fieldNames.name) ?? '';
  const standfirst = text !== undefined && summary !== text ? summary : undefined;
  const paragraphs = bodyParagraphs(text ?? summary ?? '', [title]);
  if ('code' in paragraphs) return paragraphs;
  if (paragraphs.length === 0) return refuse('json.no_article', 'its text has no words');
  const id = recordId(record);
  const language = languageField(record, fieldNames.language);
  const source = sourceOf(record, id);
  const place = { language: language?.tag, domain: source.domain };
  const published = dateField(record, fieldNames.published, place);
  const modified = dateField(record, fieldNames.modified, place);
  const held = heldBackFields(record, place);
  const content = buildContent({
    title,
    kicker: lineField(record, fieldNames.kicker),
    standfirst,
    paragraphs,
    ...authorFields(record),
    published: published.moment,
    modified: modified.moment,
    embargoedUntil: held.embargoedUntil,
    language,
    source,
    subjects: namesField(record, fieldNames.subjects),
    genre: lineField(record, fieldNames.genre),
    urgency: Number(textField(record, fieldNames.urgency)),
    located: lineField(record, fieldNames.located),
    extractor,
    confidence: text === undefined ? 0.6 : 1,
    flags: [
      ...flags,
      ...(text === undefined ? ['summary-only'] : []),
      ...(text === whole ? [] : ['cut-off']),
      ...held.flags,
      ...(published.ambiguous || modified.ambiguous ? ['date-ambiguous'] : []),
      ...(published.unread ? ['date-unread'] : []),
    ],
  });
  return { content, ...omitUndefined({ id }) };
}

/** Run-downs of broadcasts name a story by its slug; that of a page is a part of its address. */
function slugOf(record: JsonObject): string | undefined {
  const slug = lineField(record, ['slug']);
  const isOfAddress = slug !== undefined && (addressPart.test(slug) || hyphenatedWords.test(slug));
  return isOfAddress ? undefined : slug;
}

const addressPart = /^[\p{Ll}\p{N}._/-]+$/u;
/** "Quay-Shut"; run-downs have "QUAY-SHUT". */
const hyphenatedWords = /^(?!\P{Ll}+$)[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)+$/u;

/** What begins the HTML of a page, which is no text of an article alone. */
const page = /^\s*(?:<!doctype|<html|<head|<body)\b/i;
const pieceFields = ['content_elements', 'text', 'body', 'content', 'paragraphs'];

/** The text of a record that has it as HTML alone, as a tree, in paragraphs, or in pieces between marks. */
function textOfPieces(record: JsonObject): string | undefined {
  const html = textField(record, ['html']);
  if (html !== undefined && !page.test(html)) return html;
  const tree = pieceFields.flatMap((name) => markupOfTree(record[name]) ?? [])[0];
  if (tree !== undefined) return tree;
  const pieces = pieceFields.map((name) => record[name]).find(Array.isArray) ?? [];
  const areMarked = pieces.some(isObject) && !pieces.every(isObject);
  return tidy(pieces.map(textOfPiece).join(areMarked ? '' : '\n\n')).trim() || undefined;
}

/** The text of a piece; lists and quotations have pieces of their own. The depth of JSON is limited. */
function textOfPiece(piece: unknown): string {
  if (!isObject(piece)) return typeof piece === 'string' ? piece : '';
  if (isBesideText(piece)) return '';
  const inside = [piece.items, piece.content_elements].find(Array.isArray) ?? [];
  return textField(piece, ['text', 'content']) ?? inside.map(textOfPiece).join('\n\n');
}

function sourceOf(record: JsonObject, guid: string | undefined): Content['source'] {
  const sources = fieldNames.source.flatMap((field) => {
    const source = record[field];
    // A status names the program that sent it, as a link.
    if (typeof source === 'string' && /^\s*<a\s/i.test(source)) return [];
    return lineOfValue(source) ?? (isObject(source) ? lineOfValue(source.title) : undefined) ?? [];
  });
  // Some scrapers have the page's address there.
  const address = sources.find((source) => webAddress(source) !== undefined);
  const url = webAddress(textField(record, fieldNames.url)) ?? webAddress(address);
  return {
    name: sources.find((source) => source !== address) ?? unknownSource,
    ...omitUndefined({
      domain: domainOf(url),
      url,
      canonicalUrl: webAddress(textField(record, fieldNames.canonicalUrl)),
      guid,
      publisher: lineField(record, fieldNames.publisher),
      usageTerms: lineField(record, fieldNames.usageTerms),
    }),
  };
}

/** Authors are a text, a list of texts, an object with a name, or a list of those. */
function authorFields(record: JsonObject): { byline?: string; authors: string[] } {
  const { credits } = record;
  const value = [
    ...fieldNames.authors.map((name) => record[name]),
    isObject(credits) ? credits.by : undefined,
  ].find((found) => found !== undefined && found !== null);
  const names = asList(value).flatMap((each) => lineOfValue(each) ?? nameInParts(each) ?? []);
  // A number is the key of a user in a database.
  return bylineFields(names.filter((name) => /\p{L}/u.test(name)));
}

/** Of an author with a given name and a surname, both. */
function nameInParts(author: unknown): string | undefined {
  if (!isObject(author)) return undefined;
  const given = lineField(author, ['first_name', 'firstName', 'given']);
  const surname = lineField(author, ['last_name', 'lastName', 'family']);
  return surname === undefined ? given : [given, surname].filter(Boolean).join(' ');
}
