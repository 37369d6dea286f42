/** Reads the pages of the public sets for training, as `npm run eval:articles` does. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { findArticle, type LocatedArticle } from '../core/article/findArticle.ts';
import { type PageMetadata, readMetadata } from '../core/article/metadata.ts';
import { decode } from '../core/charset/charset.ts';
import { domainOf } from '../core/document/urls.ts';
import { type HtmlPage, parseHtml } from '../core/markup/htmlTree.ts';
import { siteOf } from './sites.ts';
import type { GroundTruth } from './story/articleScores.ts';

/** The pages of the sets count as put then; none of them is younger. */
export const putOfPages = Date.UTC(2026, 10, 1);

export interface ArticlePage {
  /** The name of its set. */
  set: string;
  /** As `siteOf` gives it; the page's id if it has no address. */
  site: string;
  url: string | undefined;
  truth: GroundTruth;
  page: HtmlPage;
  flags: readonly string[];
  metadata: PageMetadata;
  found: LocatedArticle;
}

/** The pages of the sets. @param folder contains a folder for each set @throws Error if a set is missing */
export function* articlePages(folder: string, sets: readonly string[]): Generator<ArticlePage> {
  for (const set of sets) {
    for (const truth of truthsOf(folder, set)) {
      const page = articlePage(folder, set, truth);
      if (page !== undefined) yield page;
    }
  }
}

/** The lines of a set's truth. */
export function truthsOf(folder: string, set: string): GroundTruth[] {
  return readFileSync(join(folder, set, 'truth.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as GroundTruth);
}

/** The site of a page; one without an address is read for what it says itself. */
export function siteOfPage(folder: string, set: string, truth: GroundTruth): string {
  const host = domainOf(truth.url);
  return host === undefined ? (articlePage(folder, set, truth)?.site ?? truth.id) : siteOf(host);
}

/** The bytes of a page. */
export function pageBytes(folder: string, set: string, truth: GroundTruth): Buffer {
  return gunzipSync(readFileSync(join(folder, set, 'pages', truth.file)));
}

/** The page of a line of a set's truth; `undefined` if it is too complex to parse. */
export function articlePage(folder: string, set: string, truth: GroundTruth): ArticlePage | undefined {
  const bytes = pageBytes(folder, set, truth);
  const head = bytes.subarray(0, 4096).toString('latin1');
  const decoded = decode(bytes, /charset=["']?([\w-]+)/i.exec(head)?.[1]);
  const page = parseHtml(decoded?.text ?? '');
  if ('tooComplex' in page) return undefined;
  const metadata = readMetadata(page);
  const url = truth.url ?? metadata.canonical ?? metadata.meta.get('og:url');
  return {
    set,
    site: siteOf(domainOf(url) ?? truth.id),
    url: truth.url,
    truth,
    page,
    flags: decoded?.flags ?? [],
    metadata,
    found: findArticle(page),
  };
}
