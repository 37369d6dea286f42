/**
 * Makes the scores of several tables comparable. LanceDB weighs a word by how rare it is in the table: the
 * only document of a month has no rare words, so it would score a twentieth of a document of a large month.
 * The scores of a small table are therefore multiplied by the weight that the words have in the largest
 * tables, divided by their weight in the small one. The latter is estimated: as many documents of the small
 * table have a word as its share in the large ones suggests, and at least as many as were found.
 *
 * What remains: within a table the order is LanceDB's; between large tables a word that is rarer in one month
 * weighs more there, as between the shards of OpenSearch.
 */
import type { IndexedTable } from './indexedTable.ts';

/** Tables with fewer rows are adjusted. */
const smallRows = 2_000;
/**
 * The largest tables, up to this many and with up to this many rows together, say how rare a word is.
 * Counting the documents of a word costs by the rows.
 */
const references = { tables: 4, rows: 20_000 };
/** More words than this are rarely searched, and change little. */
const mostWords = 12;

export interface FoundIn {
  table: IndexedTable;
  /** How many rows match all words. */
  hits: number;
}

/**
 * @param tables all tables that were searched: those without hits also tell how rare a word is
 * @param matching the tables with hits
 * @returns the factor of each table with hits
 */
export async function scoreFactors(
  tables: readonly IndexedTable[],
  matching: readonly FoundIn[],
  words: readonly string[],
): Promise<number[]> {
  const weighed = words.slice(0, mostWords);
  if (matching.length < 2 || weighed.length === 0 || matching.every(({ table }) => !isSmall(table)))
    return matching.map(() => 1);
  const large = largestOf(tables);
  const rows = large.reduce((sum, table) => sum + table.rows, 0);
  const documents = await Promise.all(
    weighed.map(async (word) => {
      const counts = await Promise.all(large.map((table) => table.documentsWith(word)));
      return counts.reduce((sum, count) => sum + count, 0);
    }),
  );
  const weight = (of: (count: number) => number) => documents.reduce((sum, count) => sum + of(count), 0);
  const wanted = weight((count) => rarity(rows, count));
  return matching.map(({ table, hits }) => {
    if (!isSmall(table)) return 1;
    const own = weight((count) => rarity(table.rows, Math.max(hits, (count / rows) * table.rows)));
    return wanted / own;
  });
}

const isSmall = ({ rows }: IndexedTable): boolean => rows < smallRows;

/** The largest tables, at least one. */
function largestOf(tables: readonly IndexedTable[]): IndexedTable[] {
  const largest: IndexedTable[] = [];
  let rows = 0;
  for (const table of tables.toSorted((a, b) => b.rows - a.rows).slice(0, references.tables)) {
    if (rows > 0 && rows + table.rows > references.rows) break;
    largest.push(table);
    rows += table.rows;
  }
  return largest;
}

/** The weight of a word in BM25. */
function rarity(rows: number, documents: number): number {
  return Math.log(1 + (Math.max(rows, documents) - documents + 0.5) / (documents + 0.5));
}
