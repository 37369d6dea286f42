/** Rows with the lead of their text instead of all of it, from which stories and trends are counted. */
import type { Table as LanceTable } from '@lancedb/lancedb';
import type { Headline } from '../../core/ports/search.ts';
import { leadCharacters } from '../../core/search/searchConstants.ts';

const wholeColumns = ['id', 'token', 'title', 'standfirst', 'entities', 'bands', 'source', 'published'];

/** Reads the rows that match a filter, newest first. */
export async function readHeadlines(
  table: LanceTable,
  filter: string,
  limit: number,
): Promise<{ rows: Headline[]; more: boolean }> {
  const arrow = await table
    .query()
    .where(filter)
    .select({
      ...Object.fromEntries(wholeColumns.map((name) => [name, name])),
      lead: `left(text, ${leadCharacters})`,
    })
    .orderBy([
      { columnName: 'published', ascending: false },
      { columnName: 'id', ascending: true },
    ])
    .limit(limit + 1)
    .toArrow();
  const column = (name: string) => arrow.getChild(name);
  const text = (name: string, i: number) => String(column(name)?.get(i));
  const list = (name: string, i: number): string[] => [...(column(name)?.get(i) ?? [])].map(String);
  const rows = Array.from({ length: Math.min(arrow.numRows, limit) }, (_, i) => ({
    id: text('id', i),
    token: Number(column('token')?.get(i)),
    title: text('title', i),
    standfirst: text('standfirst', i),
    entities: list('entities', i),
    bands: list('bands', i),
    source: text('source', i),
    published: text('published', i),
    lead: text('lead', i),
  }));
  return { rows, more: arrow.numRows > limit };
}
