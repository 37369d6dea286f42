/**
 * Reads a schema.org NewsArticle or another kind of Article (https://schema.org/NewsArticle) from a JSON-LD
 * file. `core/article/metadata.ts` reads JSON-LD in pages.
 */

import { buildContent } from '../../document/buildContent.ts';
import { type Content, type Paragraph, unknownSource } from '../../document/record.ts';
import { domainOf, webAddress } from '../../document/urls.ts';
import { type Refusal, refuse } from '../../errors.ts';
import { isObject, type JsonObject } from '../../jsonObject.ts';
import { omitUndefined } from '../../omitUndefined.ts';
import { flagsOfStatus } from '../unpublished.ts';
import {
  asList,
  bodyParagraphs,
  bylineFields,
  languageField,
  lineField,
  momentField,
  namesField,
  textField,
  textOfValue,
} from './jsonFields.ts';
import type { ParsedArticle } from './parsedArticle.ts';

const articleTypes = /(?:^|[/#:])(?:\w{0,40}Article|BlogPosting|LiveBlogPosting|Report|Review)$/;

function typesOf(node: JsonObject): string[] {
  return asList(node['@type']).filter((type) => typeof type === 'string');
}

/** Whether the object declares an `@type`. */
export function isSchemaOrg(node: JsonObject): boolean {
  return typesOf(node).length > 0;
}

/**
 * Returns `undefined` for a node of another type (a breadcrumb, an organisation), which a graph has beside
 * its articles.
 */
export function schemaArticle(
  node: JsonObject,
  flags: readonly string[],
): ParsedArticle | Refusal | undefined {
  if (!typesOf(node).some((type) => articleTypes.test(type))) return undefined;
  const title = lineField(node, ['headline', 'name']) ?? '';
  const description = lineField(node, ['description', 'abstract']);
  const text = textField(node, ['articleBody', 'text']);
  const posts = postsOf(node.liveBlogUpdate, text);
  const hasText = text !== undefined || posts.length > 0;
  if (!hasText && (description === undefined || title === ''))
    return refuse(
      'json.no_article',
      'a schema.org article without articleBody and without headline and description',
    );
  const body = bodyParagraphs(text ?? (hasText ? '' : (description ?? '')), [title]);
  if ('code' in body) return body;
  const paragraphs = [...body, ...posts, ...correctionsOf(node)];
  if (paragraphs.length === 0)
    return refuse('json.no_article', 'a schema.org article whose articleBody has no words');
  const id = textField(node, ['@id', 'identifier', 'url']);
  const content = buildContent({
    title,
    kicker: lineField(node, ['alternativeHeadline']),
    standfirst: hasText && description !== text ? description : undefined,
    paragraphs,
    ...bylineFields(namesField({ author: asList(node.author ?? node.creator) }, ['author'])),
    published: momentField(node, ['datePublished'], 'json-ld'),
    modified: momentField(node, ['dateModified'], 'json-ld'),
    language: languageField({ language: languageOf(node.inLanguage) }, ['language']),
    source: sourceOf(node, id),
    subjects: [
      ...new Set(['articleSection', 'keywords', 'about'].flatMap((field) => namesField(node, [field]))),
    ],
    genre: namesField(node, ['genre'])[0],
    located: lineField(node, ['dateline', 'locationCreated']),
    extractor: 'json-ld/1',
    confidence: hasText ? 1 : 0.6,
    flags: [
      ...flags,
      ...(hasText ? [] : ['summary-only']),
      ...(posts.length > 0 ? ['live-blog'] : []),
      ...flagsOfStatus(textField(node, ['creativeWorkStatus'])),
    ],
  });
  return { content, ...omitUndefined({ id }) };
}

/** The posts of a live blog, each below its headline, unless its text is longer and has them. */
function postsOf(updates: unknown, text = ''): Paragraph[] {
  const posts = (Array.isArray(updates) ? updates : [updates])
    .filter(isObject)
    .flatMap((post): Paragraph[] => {
      const title = lineField(post, ['headline', 'name']);
      const body = bodyParagraphs(textField(post, ['articleBody', 'text', 'description']) ?? '', [title]);
      if ('code' in body) return [];
      return title === undefined ? body : [{ role: 'subheading', text: title }, ...body];
    });
  return posts.reduce((sum, post) => sum + post.text.length, 0) > text.length ? posts : [];
}

/** A schema.org `Language` has its tag in `alternateName`. */
function languageOf(value: unknown): unknown {
  const [first] = asList(value);
  return isObject(first) ? (first.alternateName ?? first.name) : first;
}

function correctionsOf(node: JsonObject): Paragraph[] {
  return asList(node.correction).flatMap((each): Paragraph[] => {
    const text = isObject(each) ? textField(each, ['text', 'description']) : textOfValue(each);
    return text === undefined || webAddress(text) !== undefined ? [] : [{ role: 'correction', text }];
  });
}

function sourceOf(node: JsonObject, id: string | undefined): Content['source'] {
  const publisher = namesField({ publisher: asList(node.publisher) }, ['publisher'])[0];
  const main = node.mainEntityOfPage;
  const page = webAddress(isObject(main) ? textField(main, ['@id', 'url']) : textOfValue(main));
  const url = webAddress(textField(node, ['url'])) ?? page;
  const origin = namesField({ origin: asList(node.sourceOrganization ?? node.provider) }, ['origin'])[0];
  return {
    name: origin ?? publisher ?? unknownSource,
    ...omitUndefined({
      domain: domainOf(url),
      url,
      canonicalUrl: page !== url ? page : undefined,
      guid: id,
      publisher,
      usageTerms: lineField(node, ['usageInfo', 'license']),
    }),
  };
}
