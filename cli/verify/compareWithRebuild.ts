/**
 * Compares the records with a rebuild from the bucket and reports rows that are superfluous, missing or
 * different.
 */
import { isDeepStrictEqual } from 'node:util';
import { groupsOf } from '../../core/groupsOf.ts';
import type { Search, SearchRow } from '../../core/ports/search.ts';
import type { Item } from '../../core/ports/table.ts';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import { paginate } from '../../core/protocol/paginate.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { neededObjects } from '../../core/records/archiveReferences.ts';
import { documentMeta, searchRowOf } from '../../core/records/document.ts';
import { decisionPartition, keys } from '../../core/records/keys.ts';
import { normalForm } from './normalForm.ts';
import { currentKeys, type Rebuild, rebuild } from './rebuild.ts';

export interface VerifyReport {
  /** How many keys of the bucket were read. */
  keys: number;
  /**
   * One line each: `+` and a superfluous row, `-` and a missing row, or `search` and a row of the search
   * table whose token differs from META's, whose content differs from the bucket, or whose document has no
   * record; or `archive` and an object that is missing.
   */
  differences: string[];
  /** How many files earlier readers have read, which were not read again, and documents of earlier models. */
  earlierFiles: number;
  earlierDocuments: number;
}

/** Search rows read in one call, with their content. */
const groupSize = 500;
const headConcurrency = 16;

/**
 * Compares every row, and reports search rows of documents that have no record. Reads everything, in memory;
 * `compareSample` reads a part.
 *
 * Compares also the search row of each document: its token with META's, and its content with the rebuilt row.
 */
export async function compareWithRebuild(ports: Ports): Promise<VerifyReport> {
  const items = await Array.fromAsync(paginate((cursor) => ports.table.scan(cursor)));
  const all = await currentKeys(ports.inbox);
  const rebuilt = await rebuild(ports.inbox, {
    ...ports,
    decisions: items.filter(({ pk }) => pk === decisionPartition),
    earlier: { ...ports, rows: items },
  });
  const differences = [
    ...rowDifferences(items, [...rebuilt.table.items()]),
    ...(await searchDifferences(ports, items, rebuilt.search)),
    ...(await orphanedSearchRows(ports, items)),
    ...(await missingArchiveObjects(ports, items)),
  ];
  return { keys: all.length, differences, ...earlierOf(rebuilt) };
}

/** How many files and documents the rebuild took as an earlier reader or model had made them. */
export function earlierOf({ taken: { files, annotated } }: Pick<Rebuild, 'taken'>) {
  return { earlierFiles: files.size, earlierDocuments: annotated.size };
}

/** The visible rows that only one of the two has. */
export function rowDifferences(items: readonly Item[], rebuilt: readonly Item[]): string[] {
  const [got, want] = [new Set(normalForm(items)), new Set(normalForm(rebuilt))];
  return [
    ...[...got].filter((row) => !want.has(row)).map((row) => `+ ${row}`),
    ...[...want].filter((row) => !got.has(row)).map((row) => `- ${row}`),
  ];
}

/** Compares each document's search row with META and with the rebuilt search row. */
export async function searchDifferences(
  { search }: Ports,
  items: readonly Item[],
  rebuilt: Search,
): Promise<string[]> {
  const metas = items
    .filter(({ pk, sk }) => pk.startsWith('DOC#') && sk === 'META')
    .map((row) => documentMeta.parse(row));
  const differences: string[] = [];
  for (const group of groupsOf(metas, groupSize)) {
    const rows = group.map(searchRowOf);
    const [got, want] = [byId(await search.rows(rows)), byId(await rebuilt.rows(rows))];
    for (const { doc, applied } of group) {
      const token = got.get(doc)?.token;
      if (token !== applied?.token)
        differences.push(`search ${doc} has token ${token ?? 'none'}, META ${applied?.token ?? 'none'}`);
      const fields = differingFields(got.get(doc), want.get(doc));
      if (fields.length > 0)
        differences.push(`search ${doc} differs from the bucket in ${fields.join(', ')}`);
    }
  }
  return differences;
}

/** Search rows of documents that have no record. Nothing in the pipeline would ever find these again. */
async function orphanedSearchRows({ search, table }: Ports, items: readonly Item[]): Promise<string[]> {
  const known = new Set(
    items.filter(({ pk, sk }) => pk.startsWith('DOC#') && sk === 'META').map(({ doc }) => String(doc)),
  );
  const found: string[] = [];
  for (let after: string | undefined, more = true; more; ) {
    const { rows, next } = await search.scan(after);
    for (const { id, gone } of rows) {
      if (gone || known.has(id)) continue;
      // A document may have been stored since the table was scanned.
      const row = await table.get(keys.document(id), { consistent: true });
      if (row === undefined) found.push(`search ${id} exists, but no record of that document`);
    }
    after = next;
    more = next !== undefined;
  }
  return found;
}

/** Objects of the archive that rows refer to and that do not exist. */
export async function missingArchiveObjects({ archive }: Ports, items: readonly Item[]): Promise<string[]> {
  const referring = new Map<string, string>();
  for (const item of items)
    for (const key of neededObjects(item)) referring.set(key, `${item.pk} ${item.sk}`);
  const missing = await mapConcurrent(headConcurrency, referring, async ([key, row]) =>
    (await archive.head(key)) === undefined ? [`archive ${key} is missing, but ${row} refers to it`] : [],
  );
  return missing.flat();
}

const byId = (rows: readonly SearchRow[]): Map<string, SearchRow> =>
  new Map(rows.map((row) => [row.id, row]));

/** The fields in which a reader would see a difference. A missing row counts as a tombstone. */
function differingFields(got: SearchRow | undefined, want: SearchRow | undefined): string[] {
  const gone = (row: SearchRow | undefined): boolean => row?.gone ?? true;
  if (gone(got) || gone(want)) return gone(got) === gone(want) ? [] : ['presence'];
  const fields = Object.keys(want ?? {}).filter((field) => field !== 'token') as (keyof SearchRow)[];
  return fields.filter((field) => !isDeepStrictEqual(got?.[field], want?.[field]));
}
