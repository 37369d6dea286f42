/**
 * `npm run eval:searchLanguage -- [FILE]`: asks the search table and SQLite's FTS5, a second engine, the same
 * queries over an archive of articles (../shared/corpora/bbc-news.tar.gz), and scores the share of queries to
 * which both find the same documents. The queries have what FTS5 has too: words, phrases and beginnings of
 * words as written, in the text and in the title, with "or", "and" and "not". The last line printed is the
 * scores as JSON; before it come the queries on which the two differ.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { SearchCondition } from '../core/ports/searchCondition.ts';
import { Random } from '../core/random.ts';
import type { TextTerm } from '../core/search/conditions.ts';
import { writtenWords } from '../core/search/writtenWords.ts';
import { LanceSearch } from '../runtime/lance/search.ts';
import { archiveNamed, rowsIn } from './searchRows.ts';

const queries = 400;
const seed = 1;

/** The same question in both languages. */
interface Asked {
  where: SearchCondition;
  fts5: string;
}

/** A term that occurs in some text: a word, a phrase of up to three, or the beginning of a word. */
function someTerm(random: Random, texts: readonly { title: string; text: string }[]): Asked {
  const { title, text } = texts[random.below(texts.length)] ?? { title: '', text: '' };
  const inTitle = random.below(3) === 0;
  const words = writtenWords(inTitle ? title : text);
  const at = random.below(Math.max(1, words.length - 3));
  const column = inTitle ? 'title' : 'text';
  const where = (term: TextTerm): TextTerm => ({ ...term, ...(inTitle && { title: true }) });
  const word = words[at] ?? 'the';
  if (random.below(3) === 0 && word.length > 3) {
    const beginning = word.slice(0, 2 + random.below(word.length - 2));
    return { where: where({ beginning }), fts5: `${column} : "${beginning}" *` };
  }
  const phrase = words.slice(at, at + 1 + random.below(3)).join(' ') || word;
  return { where: where({ phrase }), fts5: `${column} : "${phrase}"` };
}

function someQuery(random: Random, term: () => Asked): Asked {
  const [a, b, c] = [term(), term(), term()];
  switch (random.below(5)) {
    case 0:
      return a;
    case 1:
      return { where: { any: [a.where, b.where] }, fts5: `(${a.fts5}) OR (${b.fts5})` };
    case 2:
      return { where: { all: [a.where, b.where] }, fts5: `(${a.fts5}) AND (${b.fts5})` };
    case 3:
      return { where: { all: [a.where, { not: b.where }] }, fts5: `(${a.fts5}) NOT (${b.fts5})` };
    default:
      return {
        where: { all: [{ any: [a.where, b.where] }, { not: c.where }] },
        fts5: `((${a.fts5}) OR (${b.fts5})) NOT (${c.fts5})`,
      };
  }
}

const file = archiveNamed(process.argv[2]);
const folder = mkdtempSync(join(tmpdir(), 'dateline-search-language-'));
const search = await LanceSearch.open({ uri: folder });
const database = new DatabaseSync(':memory:');
try {
  const rows = await rowsIn(file);
  await search.merge(rows);
  await search.compactAll();
  database.exec(
    `CREATE VIRTUAL TABLE t USING fts5(id UNINDEXED, title, text, tokenize = "unicode61 remove_diacritics 2")`,
  );
  const insert = database.prepare('INSERT INTO t (id, title, text) VALUES (?, ?, ?)');
  for (const { id, title, text } of rows) insert.run(id, title, text);
  const select = database.prepare('SELECT id FROM t WHERE t MATCH ? ORDER BY id');
  const random = new Random(seed);
  let agreed = 0;
  let found = 0;
  for (let i = 0; i < queries; i++) {
    const { where, fts5 } = someQuery(random, () => someTerm(random, rows));
    const page = { order: 'newest' as const, limit: rows.length, offset: 0 };
    const own = (await search.query({ where, ...page })).hits.map(({ id }) => id).sort();
    const other = select.all(fts5).map(({ id }) => String(id));
    found += own.length;
    if (own.join() === other.join()) agreed++;
    else console.log(`${fts5}: ${own.length} and ${other.length}`);
  }
  console.log(JSON.stringify({ documents: rows.length, queries, found, agreed: agreed / queries }));
} finally {
  database.close();
  await search.close();
  rmSync(folder, { recursive: true, force: true });
}
