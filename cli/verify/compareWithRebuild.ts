/**
 * Compares the records with a rebuild from the bucket and reports rows that are superfluous, missing or
 * different.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Search, SearchRow } from '../../core/ports/search.ts';
import type { Item } from '../../core/ports/table.ts';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import { paginate, queryAll } from '../../core/protocol/paginate.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { isLive } from '../../core/protocol/reconcile.ts';
import { annotationKey, payloadKey } from '../../core/records/archive.ts';
import { referencedBases } from '../../core/records/archiveReferences.ts';
import { documentMeta, searchRowOf } from '../../core/records/document.ts';
import { documentOfChild, keys } from '../../core/records/keys.ts';
import { readSources } from '../../core/records/sources.ts';
import { normalForm } from './normalForm.ts';
import { currentKeys, rebuild } from './rebuild.ts';

export interface VerifyReport {
  /** How many keys of the bucket were read. */
  keys: number;
  /**
   * One line each: `+` and a superfluous row, `-` and a missing row, or `search` and a row of the search
   * table whose token differs from META's, whose content differs from the bucket, or whose document has no
   * record; or `archive` and an object that is missing.
   */
  differences: string[];
}

/** Search rows read in one call, with their content. */
const groupSize = 500;
const headConcurrency = 16;

/**
 * Without a sample, compares every row, and reports search rows of documents that have no record.
 *
 * With a sample, reads that many random keys and the other sources of their documents. It compares only the
 * rows that these determine: claims, documents, sources and postings, but no tallies and no entities.
 *
 * Either way, compares the search row of each document in scope: its token with META's, and its content with
 * the rebuilt row.
 */
export async function compareWithRebuild(ports: Ports, sample?: number): Promise<VerifyReport> {
  const items = await Array.fromAsync(paginate((cursor) => ports.table.scan(cursor)));
  const all = await currentKeys(ports.inbox);
  const picked = sample === undefined ? undefined : pickRandom(all, sample);
  const scope = picked && (await sampleScope(ports, picked));
  const rebuilt = await rebuild(ports.inbox, { ...ports, ...(scope && { only: scope.sources }) });
  const isCompared =
    scope === undefined ? () => true : rowsWithin(picked ?? [], scope.docs, [...rebuilt.table.items()]);
  const got = new Set(normalForm(items.filter(isCompared)));
  const want = new Set(normalForm([...rebuilt.table.items()].filter(isCompared)));
  const differences = [
    ...[...got].filter((row) => !want.has(row)).map((row) => `+ ${row}`),
    ...[...want].filter((row) => !got.has(row)).map((row) => `- ${row}`),
    ...(await searchDifferences(ports, items.filter(isCompared), rebuilt.search)),
    ...(scope === undefined ? await orphanedSearchRows(ports, items) : []),
    ...(await missingArchiveObjects(ports, items.filter(isCompared))),
  ];
  return { keys: picked?.length ?? all.length, differences };
}

function pickRandom(from: readonly string[], count: number): string[] {
  const left = [...from];
  const picked: string[] = [];
  while (picked.length < count && left.length > 0)
    picked.push(...left.splice(Math.floor(Math.random() * left.length), 1));
  return picked;
}

/** The documents that the records list for these keys, and all keys that are a source of one of them. */
async function sampleScope(
  { table }: Ports,
  picked: readonly string[],
): Promise<{ docs: Set<string>; sources: Set<string> }> {
  const docs = new Set<string>();
  const sources = new Set(picked);
  for (const key of picked) {
    const children = await queryAll(table, { pk: keys.claim(key).pk, prefix: 'DOC#', consistent: true });
    for (const doc of children.filter(isLive).map(documentOfChild)) docs.add(doc);
  }
  for (const doc of docs) for (const { key } of await readSources(table, doc)) sources.add(key);
  return { docs, sources };
}

/** A filter for the rows that the picked keys alone determine, in the records or in the rebuild. */
function rowsWithin(
  picked: readonly string[],
  docs: ReadonlySet<string>,
  rebuilt: readonly Item[],
): (item: Item) => boolean {
  const claims = new Set(picked.map((key) => keys.claim(key).pk));
  const rebuiltDocs = rebuilt
    .filter(({ pk, sk }) => claims.has(pk) && sk.startsWith('DOC#'))
    .map(documentOfChild);
  const all = new Set([...docs, ...rebuiltDocs]);
  const partitions = new Set([...claims, ...[...all].map((doc) => keys.document(doc).pk)]);
  return ({ pk, sk, doc }) => partitions.has(pk) || (sk.startsWith('DAY#') && all.has(String(doc)));
}

/** Compares each document's search row with META and with the rebuilt search row. */
async function searchDifferences(
  { search }: Ports,
  items: readonly Item[],
  rebuilt: Search,
): Promise<string[]> {
  const metas = items
    .filter(({ pk, sk }) => pk.startsWith('DOC#') && sk === 'META')
    .map((row) => documentMeta.parse(row));
  const differences: string[] = [];
  for (let i = 0; i < metas.length; i += groupSize) {
    const group = metas.slice(i, i + groupSize);
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
async function missingArchiveObjects({ archive }: Ports, items: readonly Item[]): Promise<string[]> {
  const referring = new Map<string, string>();
  for (const item of items)
    for (const basis of referencedBases(item))
      for (const key of [payloadKey(basis.payload), annotationKey(basis)])
        referring.set(key, `${item.pk} ${item.sk}`);
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
