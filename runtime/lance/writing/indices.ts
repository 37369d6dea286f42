/** The indices of the search table. */
import type { IndexOptions, Table as LanceTable } from '@lancedb/lancedb';
import { bandKeys, indexProbe, type Lance, subjectKeys, textWeights } from '../rows.ts';
import { longestIndexed, writtenColumns, writtenOptions } from '../writtenColumns.ts';
import { retryCommit } from './commit.ts';

/**
 * Stems English, and ignores case. Keeps stop words, so that "The Who" and exact phrases are found. LanceDB
 * removes accents only from stems, so rows and queries have none (core/text/unaccented.ts).
 */
export const textOptions = {
  language: 'English',
  stem: true,
  lowercase: true,
  asciiFolding: true,
  removeStopWords: false,
  withPosition: true,
  maxTokenLength: longestIndexed,
} as const;

const textIndex = (lance: Lance): Partial<IndexOptions> => ({ config: lance.Index.fts(textOptions) });

/** The indices of the columns that the table has; LanceDB names an index after its column. */
export async function indicesOf(lance: Lance, table: LanceTable): Promise<[string, Partial<IndexOptions>][]> {
  const { names } = await table.schema();
  return Object.entries(indices(lance)).filter(([column]) => names.includes(column));
}

export const listColumns: readonly string[] = ['entities', bandKeys, subjectKeys, 'countries'];

/** By column. */
function indices(lance: Lance): Record<string, Partial<IndexOptions>> {
  return {
    ...Object.fromEntries(Object.keys(textWeights).map((column) => [column, textIndex(lance)])),
    ...Object.fromEntries(
      writtenColumns.map((column) => [column, { config: lance.Index.fts(writtenOptions(column)) }]),
    ),
    [indexProbe.column]: {
      config: lance.Index.fts({ stem: false, removeStopWords: false, withPosition: false }),
    },
    // Every query excludes tombstones; without an index it would read this column of all rows.
    gone: { config: lance.Index.bitmap() },
    id: { config: lance.Index.btree() },
    published: { config: lance.Index.btree() },
    source: { config: lance.Index.bitmap() },
    status: { config: lance.Index.bitmap() },
    language: { config: lance.Index.bitmap() },
    ...Object.fromEntries(listColumns.map((column) => [column, { config: lance.Index.labelList() }])),
  };
}

/** Whether the table has the indices that are created last. */
export async function isIndexed(table: LanceTable): Promise<boolean> {
  return (await table.listIndices()).some(({ columns }) => columns.includes(indexProbe.column));
}

/** Creates all indices, that by which `isIndexed` knows last. @param table without rows; see `writeAgain` */
export async function createIndices(
  lance: Lance,
  table: LanceTable,
  { replace }: { replace: boolean },
): Promise<void> {
  const indices = (await indicesOf(lance, table)).sort(
    ([a], [b]) => Number(a === indexProbe.column) - Number(b === indexProbe.column),
  );
  const has = async (column: string) =>
    (await table.listIndices()).some(({ columns }) => columns.includes(column));
  for (const [column, options] of indices)
    await retryCommit(async () => {
      try {
        await table.createIndex(column, { ...options, replace });
      } catch (error) {
        await table.checkoutLatest();
        // Another process may have created it first, but has replaced none.
        if (replace || !(await has(column))) throw error;
      }
    });
}

/** Indexes a column of words of a small temporary table. */
export async function indexWords(lance: Lance, table: LanceTable, column: string): Promise<void> {
  const options = indices(lance)[column];
  if (options !== undefined) await table.createIndex(column, options);
}
