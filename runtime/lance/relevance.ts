/**
 * Makes the scores of several tables comparable. LanceDB weighs a word by how rare it is in the table: the
 * only document of a month has no rare words, so it would score a twentieth of a document of a large month.
 * The scores of a small table are therefore multiplied by the weight that the words have in the largest
 * tables, divided by their weight in the small one. Large tables agree well enough without that.
 *
 * What remains: within a table the order is LanceDB's; between large tables a word that is rarer in one month
 * weighs more there, as between the shards of OpenSearch.
 */
import type { Piece } from './piece.ts';
import type { Lance } from './rows.ts';

/** Tables with fewer rows are adjusted. Counting the documents of a word costs by the size of the table. */
const smallRows = 2_000;
/** The largest tables, up to this many rows together, say how rare a word is. */
const referenceRows = 20_000;
/** More words than this are rarely searched, and change little. */
const mostWords = 12;

/**
 * @param pieces all tables that were searched: those without hits also tell how rare a word is
 * @param matching the tables with hits
 * @returns the factor of each table with hits
 */
export async function scoreFactors(
  lance: Lance,
  pieces: readonly Piece[],
  matching: readonly Piece[],
  words: readonly string[],
): Promise<number[]> {
  const weighed = words.slice(0, mostWords);
  if (matching.length < 2 || weighed.length === 0 || matching.every(({ rows }) => rows >= smallRows))
    return matching.map(() => 1);
  const weightIn = async (tables: readonly Piece[]): Promise<number> => {
    const rows = tables.reduce((sum, piece) => sum + piece.rows, 0);
    const counts = await Promise.all(
      weighed.map(async (word) => {
        const each = await Promise.all(tables.map((piece) => piece.documentsWith(lance, word)));
        return each.reduce((sum, count) => sum + count, 0);
      }),
    );
    return counts.reduce((sum, count) => sum + rarity(rows, count), 0);
  };
  const wanted = await weightIn(referencesAmong(pieces));
  return Promise.all(
    matching.map(async (piece) => (piece.rows < smallRows ? wanted / (await weightIn([piece])) : 1)),
  );
}

/** The largest tables, at least one. */
function referencesAmong(pieces: readonly Piece[]): Piece[] {
  const references: Piece[] = [];
  let rows = 0;
  for (const piece of pieces.toSorted((a, b) => b.rows - a.rows)) {
    if (rows > 0 && rows + piece.rows > referenceRows) break;
    references.push(piece);
    rows += piece.rows;
  }
  return references;
}

/** The weight of a word in BM25. */
function rarity(rows: number, documents: number): number {
  return Math.log(1 + (Math.max(rows, documents) - documents + 0.5) / (documents + 0.5));
}
