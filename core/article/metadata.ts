/**
 * What a page says of itself for machines: `meta` and `link` elements (Open Graph, article:, Dublin Core, parsely, and the plain names)
 * and schema.org articles in JSON-LD. Evidence, never truth: whoever uses it weighs it against the page.
 */
import { defined } from '../defined.ts';
import type { Element, Page } from './page.ts';
import { elementsUnder } from './page.ts';

export interface Metadata {
  /** By `property`, `name` or `itemprop` in lower case; the first of each. */
  meta: Map<string, string>;
  canonical?: string;
  /** `<html lang>`. */
  lang?: string;
  /** `<title>`. */
  pageTitle?: string;
  article?: ArticleData;
}

/** The fields of a schema.org Article that Dateline uses, as strings. */
export interface ArticleData {
  headline?: string;
  description?: string;
  datePublished?: string;
  dateModified?: string;
  authors: string[];
  publisher?: string;
  section?: string;
  language?: string;
  url?: string;
  body?: string;
}

const articleTypes = /^(?:\w*Article|BlogPosting|LiveBlogPosting|Report|Review)$/;
/** JSON is walked this deep and this far for an article, no more. */
const limits = { length: 1_000_000, depth: 8, objects: 2_000 };

export function metadataOf(page: Page): Metadata {
  const found: Metadata = { meta: new Map() };
  for (const element of elementsUnder(page.root)) note(element, found);
  const article = page.jsonLd.map(articleIn).find((data) => data !== undefined);
  return article === undefined ? found : { ...found, article };
}

function note({ tag, attributes, children }: Element, found: Metadata): void {
  if (tag === 'meta') {
    const name = (attributes.property ?? attributes.name ?? attributes.itemprop ?? '').toLowerCase();
    if (name !== '' && attributes.content && !found.meta.has(name)) found.meta.set(name, attributes.content);
  } else if (tag === 'link' && attributes.rel?.toLowerCase() === 'canonical') found.canonical ??= attributes.href ?? '';
  else if (tag === 'html' && attributes.lang) found.lang ??= attributes.lang;
  else if (tag === 'title') found.pageTitle ??= children.filter((child) => typeof child === 'string').join('');
}

function articleIn(source: string): ArticleData | undefined {
  if (source.length > limits.length) return undefined;
  let json: unknown;
  try {
    json = JSON.parse(source);
  } catch {
    return undefined; // broken JSON-LD is common, and no reason to refuse the page
  }
  const node = firstArticle(json);
  if (node === undefined) return undefined;
  return {
    authors: listOf(node.author).flatMap((author) => nameOf(author) ?? []),
    ...defined({
      headline: stringOf(node.headline) ?? stringOf(node.name),
      description: stringOf(node.description),
      datePublished: stringOf(node.datePublished),
      dateModified: stringOf(node.dateModified),
      publisher: nameOf(listOf(node.publisher)[0]),
      section: stringOf(listOf(node.articleSection)[0]),
      language: stringOf(node.inLanguage),
      url: stringOf(node.url) ?? idOf(node.mainEntityOfPage),
      body: stringOf(node.articleBody),
    }),
  };
}

type Node = Record<string, unknown>;

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Breadth first, so that the page's own article comes before ones that it mentions. */
function firstArticle(json: unknown): Node | undefined {
  let level: unknown[] = [json];
  let objects = 0;
  for (let depth = 0; depth < limits.depth && level.length > 0 && objects < limits.objects; depth++) {
    const next: unknown[] = [];
    for (const value of level) {
      if (Array.isArray(value)) next.push(...value.slice(0, limits.objects));
      else if (isNode(value)) {
        if (++objects > limits.objects) break;
        if (listOf(value['@type']).some((type) => typeof type === 'string' && articleTypes.test(type))) return value;
        next.push(...Object.values(value).slice(0, 100));
      }
    }
    level = next.slice(0, 4 * limits.objects);
  }
  return undefined;
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value.slice(0, 50) : value === undefined || value === null ? [] : [value];
}

function stringOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

function nameOf(value: unknown): string | undefined {
  return isNode(value) ? stringOf(value.name) : stringOf(value);
}

function idOf(value: unknown): string | undefined {
  return isNode(value) ? stringOf(value['@id']) : stringOf(value);
}
