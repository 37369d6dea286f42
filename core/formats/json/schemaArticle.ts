/**
 * A schema.org NewsArticle (or another Article) as JSON-LD that stands alone: https://schema.org/NewsArticle. In a page it is
 * `core/article/metadata.ts` that weighs it.
 */

import { buildContent } from '../../document/buildContent.ts';
import type { Content, Paragraph } from '../../document/record.ts';
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

const articleTypes = /(?:^|[/#:])(?:\w{0,40}Article|BlogPosting|LiveBlogPosting|Report|Review)$/;

function typesOf(node: JsonObject): string[] {
  return listOf(node['@type']).filter((type) => typeof type === 'string');
}

/** It says by `@type` what it is. */
export function isSchemaOrg(node: JsonObject): boolean {
  return typesOf(node).length > 0;
}

/** `undefined`: a node of another type (a breadcrumb, an organisation), which a graph has beside its articles. */
export function schemaArticle(node: JsonObject, flags: readonly string[]): Article | Refusal | undefined {
  if (!typesOf(node).some((type) => articleTypes.test(type))) return undefined;
  const title = lineUnder(node, ['headline', 'name']) ?? '';
  const description = lineUnder(node, ['description', 'abstract']);
  const text = textUnder(node, ['articleBody', 'text']);
  if (text === undefined && (description === undefined || title === ''))
    return refuse(
      'json.no_article',
      'a schema.org article without articleBody and without headline and description',
    );
  const body = bodyOf(text ?? description ?? '', [title]);
  if ('code' in body) return body;
  const paragraphs = [...body, ...correctionsOf(node)];
  if (paragraphs.length === 0)
    return refuse('json.no_article', 'a schema.org article whose articleBody has no words');
  const id = textUnder(node, ['@id', 'identifier', 'url']);
  const content = buildContent({
    title,
    kicker: lineUnder(node, ['alternativeHeadline']),
    standfirst: text !== undefined && description !== text ? description : undefined,
    paragraphs,
    ...bylineOf(namesUnder({ author: listOf(node.author ?? node.creator) }, ['author'])),
    published: momentUnder(node, ['datePublished'], 'json-ld'),
    modified: momentUnder(node, ['dateModified'], 'json-ld'),
    language: languageUnder({ language: languageOf(node.inLanguage) }, ['language']),
    source: sourceOf(node, id),
    subjects: [
      ...new Set(['articleSection', 'keywords', 'about'].flatMap((field) => namesUnder(node, [field]))),
    ],
    genre: namesUnder(node, ['genre'])[0],
    located: lineUnder(node, ['dateline', 'locationCreated']),
    extractor: 'json-ld/1',
    confidence: text === undefined ? 0.6 : 1,
    flags: [...flags, ...(text === undefined ? ['summary-only'] : [])],
  });
  return { content, ...omitUndefined({ id }) };
}

/** A `Language` has its tag in `alternateName`. */
function languageOf(value: unknown): unknown {
  const [first] = listOf(value);
  return isObject(first) ? (first.alternateName ?? first.name) : first;
}

function correctionsOf(node: JsonObject): Paragraph[] {
  return listOf(node.correction).flatMap((each): Paragraph[] => {
    const text = isObject(each) ? textUnder(each, ['text', 'description']) : textOf(each);
    return text === undefined || webAddress(text) !== undefined ? [] : [{ role: 'correction', text }];
  });
}

function sourceOf(node: JsonObject, id: string | undefined): Content['source'] {
  const publisher = namesUnder({ publisher: listOf(node.publisher) }, ['publisher'])[0];
  const main = node.mainEntityOfPage;
  const page = webAddress(isObject(main) ? textUnder(main, ['@id', 'url']) : textOf(main));
  const url = webAddress(textUnder(node, ['url'])) ?? page;
  const origin = namesUnder({ origin: listOf(node.sourceOrganization ?? node.provider) }, ['origin'])[0];
  return {
    name: origin ?? publisher ?? unknownSource,
    ...omitUndefined({
      domain: domainOf(url),
      url,
      canonicalUrl: page !== url ? page : undefined,
      guid: id,
      publisher,
      usageTerms: lineUnder(node, ['usageInfo', 'license']),
    }),
  };
}
