/**
 * `npm run eval:search -- [--months N] [--sample N] [FILE]`: known-item search. FILE is an archive of
 * articles with different titles (../shared/corpora/bbc-news.tar.gz). It searches for the words of each title
 * and scores the rank of its document: `mrr` is the mean reciprocal rank, `title` for all words of the title,
 * `three` for three of them. Identical articles count once. `--months` dates the articles in that many
 * months, each of which has a table of its own; `--sample` searches for only so many of them. The last line
 * printed is the scores as JSON.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { SearchQuery, SearchRow } from '../core/ports/search.ts';
import { Random } from '../core/random.ts';
import { LanceSearch } from '../runtime/lance/search.ts';
import { archiveNamed, rowsIn } from './searchRows.ts';

/** Hits examined; a document after these counts as not found. */
const maxHits = 100;
const someWords = 3;
const seed = 1;

async function meanReciprocalRank(
  search: LanceSearch,
  rows: readonly SearchRow[],
  wordsOf: (title: string) => string[],
): Promise<number> {
  let sum = 0;
  for (const { id, title } of rows) {
    const words = wordsOf(title);
    const query: SearchQuery = {
      where: { all: words.map((word) => ({ word })) },
      order: 'relevance',
      limit: maxHits,
      offset: 0,
    };
    const rank = (await search.query(query)).hits.findIndex((hit) => hit.id === id);
    sum += rank < 0 ? 0 : 1 / (rank + 1);
  }
  return Number((sum / rows.length).toFixed(4));
}

const wordsIn = (title: string): string[] => title.match(/[\p{L}\p{N}]+/gu) ?? [];

function someOf(random: Random, words: readonly string[]): string[] {
  const left = [...words];
  return Array.from(
    { length: Math.min(someWords, left.length) },
    () => left.splice(random.below(left.length), 1)[0] ?? '',
  );
}

/** Dates every article at random in one of so many months. */
function dated(rows: readonly SearchRow[], months: number): SearchRow[] {
  const random = new Random(seed);
  return rows.map((row) => {
    const month = random.below(months);
    const day = new Date(Date.UTC(2001, month, 1 + random.below(28))).toISOString().slice(0, 10);
    return { ...row, published: day };
  });
}

const { values, positionals } = parseArgs({
  options: { months: { type: 'string', default: '0' }, sample: { type: 'string' } },
  allowPositionals: true,
});
const file = archiveNamed(positionals[0]);
const folder = mkdtempSync(join(tmpdir(), 'dateline-search-'));
const search = await LanceSearch.open({ uri: folder });
try {
  const months = Number(values.months);
  const read = await rowsIn(file);
  const rows = months === 0 ? read : dated(read, months);
  await search.merge(rows);
  await search.compactAll();
  const random = new Random(seed);
  const sought = values.sample === undefined ? rows : rows.slice(0, Number(values.sample));
  const title = await meanReciprocalRank(search, sought, wordsIn);
  const three = await meanReciprocalRank(search, sought, (each) => someOf(random, wordsIn(each)));
  console.log(JSON.stringify({ documents: rows.length, mrr: { title, three } }));
} finally {
  await search.close();
  rmSync(folder, { recursive: true, force: true });
}
