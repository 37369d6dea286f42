/**
 * Reads a page's metadata: `meta` and `link` elements (Open Graph, article:, Dublin Core, parsely, and
 * plain names) and schema.org articles in JSON-LD. It can be wrong, so callers check it against the
 * page.
 */

import { decodeHTML } from 'entities';
import { isObject, type JsonObject } from '../jsonObject.ts';
import type { Element, HtmlPage } from '../markup/htmlTree.ts';
import { omitUndefined } from '../omitUndefined.ts';
import { anyOf } from '../text/anyOf.ts';
import { recipeText } from './pageData/recipe.ts';

export interface PageMetadata {
  /** `meta` values by `property`, `name` or `itemprop` in lower case; the first of each. */
  meta: Map<string, string>;
  canonical?: string;
  /** `<html lang>`. */
  lang?: string;
  /** `<title>`. */
  pageTitle?: string;
  /** The values of all `meta` elements for an author, in order. */
  authors: string[];
  article?: JsonLdArticle;
  /** The types in the JSON-LD: "NewsArticle", "ImageGallery" … */
  types: Set<string>;
  /** Whether the article can be read without paying, if the page says so. */
  free?: boolean;
  /** The first `datePublished` of any JSON-LD object, such as a WebPage. */
  pagePublished?: string;
  /** Ingredients and steps of the JSON-LD's recipe, a line each. */
  recipe?: string;
}

/** The fields used of a schema.org Article, as strings. */
export interface JsonLdArticle {
  headline?: string;
  description?: string;
  datePublished?: string;
  dateModified?: string;
  authors: { name: string; organisation: boolean }[];
  publisher?: string;
  section?: string;
  language?: string;
  url?: string;
  body?: string;
}

const articleTypes = /^(?:\w*Article|\w*Posting|Report|Review|Recipe|NewsVideo)$/;
/** Limits for JSON-LD: characters, nesting, and objects examined. */
const limits = { length: 1_000_000, depth: 8, objects: 2_000 };
/** `author`, `article:author`, `parsely-author`, `cXenseParse:author` … */
const authorNames = /^(?:.*[.:_-])?(?:authors?|creator)$|^byl$/;
/** Labels of Twitter card data that is the author. */
const authorLabels = anyOf`
  written by, verfasst von, écrit par, escrito por, scritto da, geschreven door, author, autor
`;
const authorLabel = new RegExp(authorLabels, 'i');

/** The page's metadata; fields that it does not have are absent. */
export function readMetadata(page: HtmlPage): PageMetadata {
  const found: PageMetadata = { meta: new Map(), authors: [], types: new Set() };
  for (const element of page.elements) readElement(element, found);
  const labelled = found.meta.get('twitter:data1');
  if (labelled !== undefined && authorLabel.test(found.meta.get('twitter:label1') ?? ''))
    found.authors.push(labelled);
  const nodes = page.jsonLd.flatMap((source) => nodesIn(jsonOf(source)));
  const article = nodes.find(isArticle);
  const recipe = nodes.find((node) => listOf(node['@type']).includes('Recipe'));
  const pagePublished = nodes
    .map(({ datePublished }) => stringOf(datePublished))
    .find((date) => date !== undefined);
  for (const node of nodes)
    for (const type of listOf(node['@type'])) if (typeof type === 'string') found.types.add(type);
  const parts = listOf(article?.hasPart).flatMap((part) =>
    isObject(part) ? [part.isAccessibleForFree] : [],
  );
  const free = [article?.isAccessibleForFree, ...parts, found.meta.get('isaccessibleforfree')].filter(
    (value) => value !== undefined,
  );
  return {
    ...found,
    ...(free.length === 0 ? {} : { free: !free.some((value) => /^false$/i.test(String(value))) }),
    ...(article === undefined ? {} : { article: articleIn(article, nodes) }),
    ...(pagePublished === undefined ? {} : { pagePublished }),
    ...(recipe === undefined ? {} : { recipe: recipeText(recipe) }),
  };
}

/** Adds what one element of the page says to the metadata. */
function readElement({ tag, attributes, children }: Element, found: PageMetadata): void {
  if (tag === 'meta') {
    const name = (attributes.property ?? attributes.name ?? attributes.itemprop ?? '').toLowerCase();
    const value = decodeHTML(attributes.content ?? attributes.value ?? '').trim();
    if (name !== '' && value !== '' && !found.meta.has(name)) found.meta.set(name, value);
    if (authorNames.test(name) && value !== '' && !/twitter|facebook/.test(name)) found.authors.push(value);
  } else if (tag === 'link' && attributes.rel?.toLowerCase() === 'canonical')
    found.canonical ??= attributes.href ?? '';
  else if (tag === 'html' && attributes.lang) found.lang ??= attributes.lang;
  else if (tag === 'title')
    found.pageTitle ??= children.filter((child) => typeof child === 'string').join('');
}

/**
 * Parses JSON-LD. Broken JSON-LD is common: repairs the most frequent errors, and ignores what still does
 * not parse.
 */
function jsonOf(source: string): unknown {
  if (source.length > limits.length) return undefined;
  try {
    return JSON.parse(source);
  } catch {
    const bare = source
      .trim()
      .replace(/^(?:<!--|\/\/ ?<!\[CDATA\[|<!\[CDATA\[)|(?:-->|(?:\/\/ ?)?\]\]>|;)$/g, '');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: line ends inside strings are the most frequent error
    const repaired = bare.replace(/[\u0000-\u001f]/g, ' ').replace(/,\s*([}\]])/g, '$1');
    try {
      return JSON.parse(repaired);
    } catch {
      return undefined;
    }
  }
}

function articleIn(node: JsonObject, nodes: readonly JsonObject[]): JsonLdArticle {
  return {
    authors: [...listOf(node.author), ...listOf(node.creator)].flatMap((author) => authorsIn(author, nodes)),
    ...omitUndefined({
      headline: stringOf(node.headline) ?? stringOf(node.name),
      description: stringOf(node.description),
      datePublished: stringOf(node.datePublished),
      dateModified: stringOf(node.dateModified),
      publisher: nameOf(listOf(node.publisher)[0]),
      section: stringOf(listOf(node.articleSection)[0]),
      language: stringOf(node.inLanguage),
      url: stringOf(node.url) ?? idOf(node.mainEntityOfPage),
      body: stringOf(node.articleBody) ?? stringOf(node.text),
    }),
  };
}

/** An author may be a name, an object with a name, or a reference to an object elsewhere on the page. */
function authorsIn(author: unknown, nodes: readonly JsonObject[]): JsonLdArticle['authors'] {
  if (!isObject(author)) {
    const name = stringOf(author);
    return name === undefined ? [] : [{ name, organisation: false }];
  }
  const node =
    author.name === undefined && author['@id'] !== undefined
      ? nodes.find((other) => other['@id'] === author['@id'] && other.name)
      : author;
  const organisation = listOf((node ?? author)['@type']).some(
    (type) => typeof type === 'string' && /Organi[sz]ation$/.test(type),
  );
  return listOf(node?.name).flatMap((name) => {
    const text = stringOf(name);
    return text === undefined ? [] : [{ name: text, organisation }];
  });
}

function isArticle(node: JsonObject): boolean {
  return listOf(node['@type']).some((type) => typeof type === 'string' && articleTypes.test(type));
}

/** All objects, breadth first, so that the page's own article comes before articles that it mentions. */
function nodesIn(json: unknown): JsonObject[] {
  const nodes: JsonObject[] = [];
  let level: unknown[] = [json];
  for (let depth = 0; depth < limits.depth && level.length > 0 && nodes.length < limits.objects; depth++) {
    const next: unknown[] = [];
    for (const value of level) {
      if (Array.isArray(value)) next.push(...value.slice(0, limits.objects));
      else if (isObject(value)) {
        nodes.push(value);
        next.push(...Object.values(value).slice(0, 100));
      }
    }
    level = next.slice(0, 4 * limits.objects);
  }
  return nodes;
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value.slice(0, 50) : value === undefined || value === null ? [] : [value];
}

function stringOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== ''
    ? value.includes('&')
      ? decodeHTML(value)
      : value
    : undefined;
}

function nameOf(value: unknown): string | undefined {
  return isObject(value) ? stringOf(value.name) : stringOf(value);
}

function idOf(value: unknown): string | undefined {
  return isObject(value) ? stringOf(value['@id']) : stringOf(value);
}
