/**
 * Work of other people's software, of the kind that Dateline does too: parsing pages, finding words, hashing
 * and a full-text index. What Dateline costs is measured by it, in the same process and at nearly the same
 * time, so that the machine matters little.
 */
import { createHash } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { parseDocument } from 'htmlparser2';

const segmenter = new Intl.Segmenter('en', { granularity: 'word' });

/** @returns how many words were indexed, so that nothing is left out as unused */
export function yardstick(texts: readonly string[], pages: readonly string[]): number {
  const database = new DatabaseSync(':memory:');
  database.exec('CREATE VIRTUAL TABLE news USING fts5(hash, words, counts)');
  const insert = database.prepare('INSERT INTO news VALUES (?, ?, ?)');
  let words = 0;
  database.exec('BEGIN');
  for (const text of texts) {
    const counts = new Map<string, number>();
    for (const { segment, isWordLike } of segmenter.segment(text))
      if (isWordLike) counts.set(segment, (counts.get(segment) ?? 0) + 1);
    words += counts.size;
    const hash = createHash('sha256').update(text).digest('hex');
    insert.run(hash, text, JSON.stringify(Object.fromEntries(counts)));
  }
  database.exec('COMMIT');
  database.close();
  for (const page of pages) words += parseDocument(page).children.length;
  return words;
}
