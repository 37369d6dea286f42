/** The pages of the public sets as `npm run eval:articles` reads them, for training, and the parting of their sites into folds. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type LocatedArticle, findArticle } from '../core/article/findArticle.ts';
import { type PageMetadata, readMetadata } from '../core/article/metadata.ts';
import { decode } from '../core/charset/charset.ts';
import { domainOf } from '../core/document/urls.ts';
import { parseHtml } from '../core/markup/htmlTree.ts';
import type { GroundTruth } from './story/articleScores.ts';

export interface ArticlePage {
  set: string;
  site: string;
  url: string | undefined;
  truth: GroundTruth;
  metadata: PageMetadata;
  found: LocatedArticle;
}

/** @param folder with a folder for each set @throws where a set is not there */
export function* articlePages(folder: string, sets: readonly string[]): Generator<ArticlePage> {
  for (const set of sets) {
    for (const line of readFileSync(join(folder, set, 'truth.jsonl'), 'utf8').split('\n')) {
      const page = line === '' ? undefined : pageOf(folder, set, JSON.parse(line) as GroundTruth);
      if (page !== undefined) yield page;
    }
  }
}

/** A page that is too complex to be read is none. */
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

/** All pages of one site are in one fold, so that nothing is learned of the sites that are tested on. */
export function foldOf(site: string, folds: number): number {
  let hash = 0;
  for (const letter of site) hash = (hash * 31 + letter.charCodeAt(0)) >>> 0;
  return hash % folds;
}
