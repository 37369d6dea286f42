/** Reads what is counted of many rows: their sources, days, entities and near-duplicate bands. */
import type { Table as ArrowTable, Data, Utf8 } from 'apache-arrow';
import { giveWay } from '../../core/giveWay.ts';
import { groupsOf } from '../../core/groupsOf.ts';
import type { CountedRow, Sample, SearchHits, SearchOrder } from '../../core/ports/search.ts';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import { groupReprints } from '../../core/search/reprintGroups.ts';
import { mostCollapsed } from '../../core/search/searchConstants.ts';
import { listedColumns, listedRows } from './piece.ts';
import { rowId } from './ranking.ts';
import { compareBy, concurrentTables, firstOf, type PieceHits } from './textSearch.ts';

const countedColumns = [
  'id',
  'source',
  'language',
  'published',
  'printed',
  'status',
  'subjects',
  'countries',
  'entities',
  'mentions',
];
/** Rows of one table that are read together. */
const rowsPerRead = 5_000;
/** A row with its entities takes some ten microseconds to read. */
const rowsPerTurn = 250;

/** All rows that were found, or about `atMost` of them. */
export async function sampleRows(
  matching: readonly PieceHits[],
  { atMost, bands }: { atMost: number; bands: boolean },
): Promise<Omit<Sample, 'version'>> {
  const total = matching.reduce((sum, { hits }) => sum + hits.ids.length, 0);
  const share = atMost / total;
  const reads = matching.flatMap(({ piece, hits }) => {
    const ids = [...(share >= 1 ? hits.ids : hits.ids.filter((id) => position(id) < share))];
    return groupsOf(ids, rowsPerRead).map((chunk) => ({ piece, chunk }));
  });
  const columns = bands ? [...countedColumns, 'bands'] : countedColumns;
  const rows = await mapConcurrent(concurrentTables, reads, async ({ piece, chunk }) =>
    countedRows(await piece.take(chunk, columns)),
  );
  return { total, rows: rows.flat() };
}

/** A number from 0 to 1 that says nothing about the row: its id, mixed as by MurmurHash3. */
function position(id: bigint): number {
  let h = Number(id & 0xffffffffn) ^ Math.imul(Number((id >> 32n) & 0xffffffffn), 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) / 2 ** 32;
}

async function countedRows(arrow: ArrowTable): Promise<CountedRow[]> {
  const column = (name: string) => arrow.getChild(name);
  const text = (name: string, i: number) => String(column(name)?.get(i) ?? '');
  const list = (name: string, i: number): unknown[] => [...(column(name)?.get(i) ?? [])];
  const [bands, printed] = [bandHashes(arrow), printedTimes(arrow)];
  const rows: CountedRow[] = [];
  for (let i = 0; i < arrow.numRows; i++) {
    if (i % rowsPerTurn === rowsPerTurn - 1) await giveWay();
    rows.push({
      id: text('id', i),
      source: text('source', i),
      language: text('language', i),
      published: text('published', i),
      printed: printed[i] ?? 0,
      status: text('status', i),
      subjects: list('subjects', i).map(String),
      countries: list('countries', i).map(String),
      entities: list('entities', i).map(String),
      mentions: list('mentions', i).map(Number),
      bands: bands[i] ?? [],
    });
  }
  return rows;
}

/** The hits in their order, the prints of one story joined. */
export async function collapseHits(
  matching: readonly PieceHits[],
  order: SearchOrder,
  { offset, limit }: { offset: number; limit: number },
): Promise<Omit<SearchHits, 'version'>> {
  const total = matching.reduce((sum, { hits }) => sum + hits.ids.length, 0);
  const first = firstOf(matching, order, mostCollapsed).filter(({ scores }) => scores.size > 0);
  const read = await mapConcurrent(concurrentTables, first, async ({ piece, scores }) => {
    const arrow = await piece.take([...scores.keys()], [...listedColumns, 'status', 'bands']);
    const [id, status] = [arrow.getChild(rowId), arrow.getChild('status')];
    const [bands, printed] = [bandHashes(arrow), printedTimes(arrow)];
    return listedRows(arrow).map((row, i) => ({
      ...row,
      score: scores.get(id?.get(i)) ?? 0,
      status: String(status?.get(i) ?? ''),
      bands: bands[i] ?? [],
      printed: printed[i] ?? 0,
    }));
  });
  const rows = read.flat().sort(compareBy(order)).slice(0, mostCollapsed);
  const prints = groupReprints(rows);
  const shown = rows.filter(({ id }) => prints.has(id)).slice(offset, offset + limit);
  const isBound = rows.length < total;
  return {
    hits: shown.map(({ id, token, score }) => ({ id, token, score, prints: prints.get(id) ?? 1 })),
    total: prints.size + total - rows.length,
    ...(isBound && { totalIsBound: true as const }),
  };
}

/** When the rows were printed; a table of an earlier shape only knows the day, and undated rows are last. */
function printedTimes(arrow: ArrowTable): ArrayLike<number> {
  const printed = arrow.getChild('printed');
  if (printed !== null) return printed.toArray();
  const days = [...(arrow.getChild('published') ?? [])].map((day) => Date.parse(String(day)));
  return days.map((day) => (Number.isNaN(day) ? Number.MAX_SAFE_INTEGER : day));
}

/** FNV-1a hashes of the bands of each row, from the bytes of the column: a string of each would be slow. */
function bandHashes(arrow: ArrowTable): number[][] {
  const column = arrow.getChild('bands');
  if (column === null) return [];
  return (column.data as Data[]).flatMap((data) => {
    const [child] = data.children as Data<Utf8>[];
    const offsets = data.valueOffsets as Int32Array;
    return Array.from({ length: data.length }, (_, row) => {
      const [start, end] = [offsets[row] ?? 0, offsets[row + 1] ?? 0];
      return child === undefined
        ? []
        : Array.from({ length: end - start }, (_, i) => hashBytes(child, start + i));
    });
  });
}

function hashBytes({ values, valueOffsets }: Data<Utf8>, i: number): number {
  let hash = 0x811c9dc5;
  for (let at = valueOffsets[i] ?? 0; at < (valueOffsets[i + 1] ?? 0); at++)
    hash = Math.imul(hash ^ (values[at] ?? 0), 0x01000193);
  return hash;
}
