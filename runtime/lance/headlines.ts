/** Rows with the lead of their text instead of all of it, from which stories and trends are counted. */
import type { Table as LanceTable } from '@lancedb/lancedb';
import { giveWay } from '../../core/giveWay.ts';
import type { Headline } from '../../core/ports/search.ts';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import { leadCharacters } from '../../core/search/searchConstants.ts';
import { firstDayOf } from './parts.ts';
import { columnsIn } from './piece.ts';
import type { ScannedPart } from './reading/reader.ts';
import { andWithout } from './reading/snapshotWithout.ts';
import { byDay, concurrentTables } from './textSearch.ts';

const briefColumns = ['id', 'token', 'title', 'standfirst', 'source', 'published', 'status'];
const wholeColumns = [...briefColumns, 'entities', 'bands'];

/** Rows that are decoded in one turn of the event loop. */
const rowsPerTurn = 256;

/** Slices of days that are read at the same time: mostly the first ones have enough rows. */
const slicesAtOnce = 4;

/**
 * Reads the rows that match a filter, newest first.
 *
 * @param parts newest first
 * @param options.brief without leads, entities and bands
 */
export async function readNewestHeadlines(
  parts: readonly Pick<ScannedPart, 'name' | 'tables'>[],
  filter: string,
  { limit, brief }: { limit: number; brief: boolean },
): Promise<{ rows: Headline[]; more: boolean }> {
  const slices = [...Map.groupBy(parts, ({ name }) => firstDayOf(name)).values()];
  const rows: Headline[] = [];
  for (let i = 0; i < slices.length && rows.length <= limit; i += slicesAtOnce) {
    const found = await mapConcurrent(
      concurrentTables,
      slices.slice(i, i + slicesAtOnce).flat(),
      async (part) => {
        const tables = await part.tables();
        const read = tables.map(({ table, without }) =>
          readHeadlines(table, filter + andWithout(without), { limit: limit + 1, brief }),
        );
        return (await Promise.all(read)).flat();
      },
    );
    rows.push(...found.flat().sort(byDay));
  }
  return { rows: rows.slice(0, limit), more: rows.length > limit };
}

async function readHeadlines(
  table: LanceTable,
  filter: string,
  { limit, brief }: { limit: number; brief: boolean },
): Promise<Headline[]> {
  const had = await columnsIn(table, brief ? briefColumns : wholeColumns);
  const arrow = await table
    .query()
    .where(filter)
    .select({
      ...Object.fromEntries(had.map((name) => [name, name])),
      ...(!brief && { lead: `left(text, ${leadCharacters})` }),
    })
    .orderBy([
      { columnName: 'published', ascending: false },
      { columnName: 'id', ascending: true },
    ])
    .limit(limit)
    .toArrow();
  const columns = new Map(arrow.schema.fields.map(({ name }) => [name, arrow.getChild(name)]));
  const column = (name: string) => columns.get(name);
  const text = (name: string, i: number) => String(column(name)?.get(i) ?? '');
  const list = (name: string, i: number): string[] => [...(column(name)?.get(i) ?? [])].map(String);
  const rows: Headline[] = [];
  for (let i = 0; i < arrow.numRows; i++) {
    if (i % rowsPerTurn === rowsPerTurn - 1) await giveWay();
    rows.push({
      id: text('id', i),
      token: Number(column('token')?.get(i)),
      title: text('title', i),
      standfirst: text('standfirst', i),
      entities: list('entities', i),
      bands: list('bands', i),
      source: text('source', i),
      published: text('published', i),
      status: text('status', i),
      lead: text('lead', i),
    });
  }
  return rows;
}
