/**
 * Reads the pages of the public sets for training, as `npm run eval:articles` does, and divides their sites
 * into folds.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { findArticle, type LocatedArticle } from '../core/article/findArticle.ts';
import { type PageMetadata, readMetadata } from '../core/article/metadata.ts';
import { decode } from '../core/charset/charset.ts';
import { domainOf } from '../core/document/urls.ts';
import { parseHtml } from '../core/markup/htmlTree.ts';
import type { GroundTruth } from './story/articleScores.ts';

export interface ArticlePage {
  /** The name of its set. */
  set: string;
  site: string;
  url: string | undefined;
  truth: GroundTruth;
  metadata: PageMetadata;
  found: LocatedArticle;
}

/** The pages of the sets. @param folder contains a folder for each set @throws Error if a set is missing */
export function* articlePages(folder: string, sets: readonly string[]): Generator<ArticlePage> {
  for (const set of sets) {
    for (const line of readFileSync(join(folder, set, 'truth.jsonl'), 'utf8').split('\n')) {
      const page = line === '' ? undefined : pageOf(folder, set, JSON.parse(line) as GroundTruth);
      if (page !== undefined) yield page;
    }
  }
}

/** The page; `undefined` if it is too complex to parse. */
function pageOf(folder: string, set: string, truth: GroundTruth): ArticlePage | undefined {
  const bytes = gunzipSync(readFileSync(join(folder, set, 'pages', truth.file)));
  const head = bytes.subarray(0, 4096).toString('latin1');
  const page = parseHtml(decode(bytes, /charset=["']?([\w-]+)/i.exec(head)?.[1])?.text ?? '');
  if ('tooComplex' in page) return undefined;
  const metadata = readMetadata(page);
  const url = truth.url ?? metadata.canonical ?? metadata.meta.get('og:url');
  return {
    set,
    site: domainOf(url) ?? truth.id,
    url: truth.url,
    truth,
    metadata,
    found: findArticle(page.root),
  };
}

/**
 * The fold of a site. All its pages are in one fold, so that no tree is tested on a site that it was
 * trained on.
 */
export function foldOf(site: string, folds: number): number {
  let hash = 0;
  for (const letter of site) hash = (hash * 31 + letter.charCodeAt(0)) >>> 0;
  return hash % folds;
}
