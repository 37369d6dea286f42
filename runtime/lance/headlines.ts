/** Rows with the lead of their text instead of all of it, from which stories and trends are counted. */
import type { Table as LanceTable } from '@lancedb/lancedb';
import type { Table as ArrowTable } from 'apache-arrow';
import { giveWay } from '../../core/giveWay.ts';
import { type Headline, leadCharacters } from '../../core/ports/search.ts';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import { columnsIn } from './indexedTable.ts';
import { firstDayOf } from './parts.ts';
import { textListsOf, textsOf } from './reading/columns.ts';
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
  const rows: Headline[] = [];
  for (let first = 0; first < arrow.numRows; first += rowsPerTurn) {
    if (first > 0) await giveWay();
    rows.push(...headlinesOf(arrow.slice(first, first + rowsPerTurn)));
  }
  return rows;
}

function headlinesOf(arrow: ArrowTable): Headline[] {
  const texts = (name: string) => textsOf(arrow, name);
  const [titles, standfirsts, leads] = [texts('title'), texts('standfirst'), texts('lead')];
  const [sources, days, statuses] = [texts('source'), texts('published'), texts('status')];
  const [entities, bands] = [textListsOf(arrow, 'entities'), textListsOf(arrow, 'bands')];
  const tokens = arrow.getChild('token')?.toArray() as Int32Array;
  return texts('id').map((id, i) => ({
    id,
    token: tokens[i] ?? 0,
    title: titles[i] ?? '',
    standfirst: standfirsts[i] ?? '',
    entities: entities[i] ?? [],
    bands: bands[i] ?? [],
    source: sources[i] ?? '',
    published: days[i] ?? '',
    status: statuses[i] ?? '',
    lead: leads[i] ?? '',
  }));
}
