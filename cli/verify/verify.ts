/** Compares the records with a rebuild from the bucket: what is there and should not be, what should be and is not. */
import { isDeepStrictEqual } from 'node:util';
import type { Search, SearchQuery, SearchRow } from '../../core/ports/search.ts';
import type { Item } from '../../core/ports/table.ts';
import { paginate, queryAll } from '../../core/protocol/paginate.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { isLive } from '../../core/protocol/reconcile.ts';
import { documentMeta } from '../../core/records/document.ts';
import { documentOfChild, keys } from '../../core/records/keys.ts';
import { sourcesOf } from '../../core/records/sources.ts';
import { normalForm } from './normalForm.ts';
import { currentKeys, rebuild } from './rebuild.ts';

export interface VerifyReport {
  /** Keys of the bucket that were read. */
  keys: number;
  /**
   * `+` and a row that is there and should not be, `-` and one that is missing, `search` and a row of the search table that has not META's token, says
   * otherwise than the bucket, or is of a document that the records do not have.
   */
  differences: string[];
}

/** Search rows asked for at once. */
const groupSize = 500;
/** Search rows listed at once, without what they say. */
const pageSize = 5_000;

/**
 * Without a sample every row is compared. With one, that many keys picked at random are read, with the other sources of their documents,
 * and what they alone determine is compared: claims, documents, sources, postings; no tallies and no entities.
 *
 * Of the search table the row of every document in the records is compared: its token with META's, and all that it says. Without a sample, no row may be
 * of any other document.
 */
export async function verify(ports: Ports, sample?: number): Promise<VerifyReport> {
  const items = await Array.fromAsync(paginate((cursor) => ports.table.scan(cursor)));
  const all = await currentKeys(ports.inbox);
  const picked = sample === undefined ? undefined : pick(all, sample);
  const scope = picked && (await scopeOf(ports, picked));
  const rebuilt = await rebuild(ports.inbox, { ...ports, ...(scope && { only: scope.sources }) });
  const compared =
    scope === undefined ? () => true : within(picked ?? [], scope.docs, [...rebuilt.table.items()]);
  const got = new Set(normalForm(items.filter(compared)));
  const want = new Set(normalForm([...rebuilt.table.items()].filter(compared)));
  const differences = [
    ...[...got].filter((row) => !want.has(row)).map((row) => `+ ${row}`),
    ...[...want].filter((row) => !got.has(row)).map((row) => `- ${row}`),
    ...(await searchDifferences(ports, items.filter(compared), rebuilt.search)),
    ...(scope === undefined ? await ghosts(ports, items) : []),
  ];
  return { keys: picked?.length ?? all.length, differences };
}

/** So many of them, each as likely as any other. */
function pick(from: readonly string[], count: number): string[] {
  const left = [...from];
  const picked: string[] = [];
  while (picked.length < count && left.length > 0)
    picked.push(...left.splice(Math.floor(Math.random() * left.length), 1));
  return picked;
}

/** The documents of these keys as the records have them, and all keys that hold one of them. */
async function scopeOf(
  { table }: Ports,
  picked: readonly string[],
): Promise<{ docs: Set<string>; sources: Set<string> }> {
  const docs = new Set<string>();
  const sources = new Set(picked);
  for (const key of picked) {
    const children = await queryAll(table, { pk: keys.claim(key).pk, prefix: 'DOC#', consistent: true });
    for (const doc of children.filter(isLive).map(documentOfChild)) docs.add(doc);
  }
  for (const doc of docs) for (const { key } of await sourcesOf(table, doc)) sources.add(key);
  return { docs, sources };
}

function within(
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

/** Each document's search row beside META and beside the one that the rebuild made. */
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
    const ids = group.map(({ doc }) => doc);
    const [got, want] = [byId(await search.rows(ids)), byId(await rebuilt.rows(ids))];
    for (const { doc, applied } of group) {
      const token = got.get(doc)?.token;
      if (token !== applied?.token)
        differences.push(`search ${doc} has token ${token ?? 'none'}, META ${applied?.token ?? 'none'}`);
      const fields = differingFields(got.get(doc), want.get(doc));
      if (fields.length > 0)
        differences.push(`search ${doc} says another ${fields.join(', ')} than the bucket`);
    }
  }
  return differences;
}

/** Search rows of documents that the records do not have: nothing that the pipeline does would find them again. */
async function ghosts({ search, table }: Ports, items: readonly Item[]): Promise<string[]> {
  const known = new Set(
    items.filter(({ pk, sk }) => pk.startsWith('DOC#') && sk === 'META').map(({ doc }) => String(doc)),
  );
  const found: string[] = [];
  const all: Omit<SearchQuery, 'offset'> = {
    words: '',
    phrases: [],
    without: [],
    entities: [],
    order: 'newest',
    limit: pageSize,
  };
  const listed = (offset: number, version?: number) =>
    search.query({ ...all, offset, ...(version !== undefined && { version }) });
  let page = await listed(0);
  for (let offset = pageSize; page.hits.length > 0; offset += pageSize) {
    for (const { id } of page.hits) {
      const came = known.has(id) || (await table.get(keys.document(id), { consistent: true })) !== undefined;
      if (!came) found.push(`search ${id} is there, and no such document in the records`);
    }
    page = await listed(offset, page.version);
  }
  return found;
}

const byId = (rows: readonly SearchRow[]): Map<string, SearchRow> =>
  new Map(rows.map((row) => [row.id, row]));

/** What a reader would see otherwise; a row that is not there is as good as a tombstone. */
function differingFields(got: SearchRow | undefined, want: SearchRow | undefined): string[] {
  const gone = (row: SearchRow | undefined): boolean => row?.gone ?? true;
  if (gone(got) || gone(want)) return gone(got) === gone(want) ? [] : ['presence'];
  const fields = Object.keys(want ?? {}).filter((field) => field !== 'token') as (keyof SearchRow)[];
  return fields.filter((field) => !isDeepStrictEqual(got?.[field], want?.[field]));
}
