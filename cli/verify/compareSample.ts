/**
 * Compares random keys with a rebuild of them. It reads by the size of the sample alone: the table at random
 * places, the bucket beside the keys that it finds there, and the rows, sources, objects and search rows of
 * those keys. It compares claims, documents, sources, postings and rows of short names, but no tallies and no
 * entities; and random postings with their documents, since the documents do not tell of a posting that
 * nothing accounts for. It takes from META whom a short name is put to, which the whole archive decides.
 */
import { randomBytes, randomInt } from 'node:crypto';
import { entityTypes } from '../../core/entities/annotation.ts';
import type { Objects } from '../../core/ports/objects.ts';
import type { Item, Key, Table } from '../../core/ports/table.ts';
import { queryAll } from '../../core/protocol/paginate.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { isLive } from '../../core/protocol/reconcile.ts';
import { readAnnotation, readPayload } from '../../core/records/archive.ts';
import { claim as claimRow } from '../../core/records/claim.ts';
import { documentMeta } from '../../core/records/document.ts';
import {
  claimPrefix,
  decisionPartition,
  documentOfChild,
  isRowOfName,
  keys,
} from '../../core/records/keys.ts';
import { readSources } from '../../core/records/sources.ts';
import {
  earlierOf,
  missingArchiveObjects,
  rowDifferences,
  searchDifferences,
  type VerifyReport,
} from './compareWithRebuild.ts';
import { rebuild } from './rebuild.ts';
import { rowsOfNames, takeLinks } from './takeLinks.ts';

/** Postings that are compared with their documents at one random place. */
const postingsPerPlace = 4;
/** Pages that are read at one random place before another one is tried. */
const pagesPerPlace = 3;
/** Places that are tried without a new key before the sample is taken to be everything there is. */
const placesWithoutKey = 30;

export interface SampleReport extends VerifyReport {
  /** With 95 % confidence, no larger share of all keys differs; from 0 to 1. */
  shareAtMost: number;
}

/**
 * @param count how many keys; half of them are found in the records, half in the bucket
 */
export async function compareSample(ports: Ports, count: number): Promise<SampleReport> {
  const { picked, postings } = await pickRandom(ports, count);
  const known = await readDocuments(ports.table, picked);
  const sources = new Set(picked);
  for (const doc of known) for (const { key } of await readSources(ports.table, doc)) sources.add(key);
  const earlier = { ...ports, rows: await readSampled(ports.table, sources) };
  const decisions = await queryAll(ports.table, { pk: decisionPartition, consistent: true });
  const rebuilt = await rebuild(ports.inbox, { ...ports, only: sources, decisions, earlier });
  const claims = new Set(picked.map((key) => keys.claim(key).pk));
  const rebuiltDocs = [...rebuilt.table.items()]
    .filter(({ pk, sk }) => claims.has(pk) && sk.startsWith('DOC#'))
    .map(documentOfChild);
  const docs = new Set([...known, ...rebuiltDocs]);
  await takeLinks(ports, docs, rebuilt);
  const partitions = new Set([...claims, ...[...docs].map((doc) => keys.document(doc).pk)]);
  const want = [...rebuilt.table.items()].filter(
    (row) => partitions.has(row.pk) || (isRowOfName(row) && docs.has(String(row.doc))),
  );
  const strays = await strayPostings(ports, postings);
  const got = [...strays, ...(await readRows(ports, partitions, want))];
  const differences = [
    ...rowDifferences(got, want),
    ...(await searchDifferences(ports, got, rebuilt.search)),
    ...(await missingArchiveObjects(ports, got)),
  ];
  return { keys: picked.length, differences, ...earlierOf(rebuilt), shareAtMost: shareAtMost(picked.length) };
}

/**
 * The share of keys that may differ although none of the sample does, with 95 % confidence: if more did, a
 * sample without one would be rarer than 1 in 20.
 */
export function shareAtMost(sample: number): number {
  return sample === 0 ? 1 : 1 - 0.05 ** (1 / sample);
}

/** Random keys, and random postings by their row keys. */
async function pickRandom(
  { table, inbox }: Pick<Ports, 'table' | 'inbox'>,
  count: number,
): Promise<{ picked: string[]; postings: Item[] }> {
  const picked = new Set<string>();
  const postings = new Map<string, Item>();
  for (let fruitless = 0; picked.size < count && fruitless < placesWithoutKey; ) {
    const before = picked.size;
    const key = await randomClaimedKey(table);
    if (key !== undefined) picked.add(key);
    // A key without a claim is found only in the bucket.
    const neighbour = picked.size < count ? await randomNeighbour(inbox, key ?? '', picked) : undefined;
    if (neighbour !== undefined) picked.add(neighbour);
    for (const row of await randomPostings(table)) postings.set(`${row.pk} ${row.sk}`, row);
    fruitless = picked.size === before ? fruitless + 1 : 0;
  }
  return { picked: [...picked], postings: [...postings.values()] };
}

/** Some live postings after a random place of the table. */
async function randomPostings(table: Table): Promise<Item[]> {
  const [type, letter] = [
    entityTypes[randomInt(entityTypes.length)],
    String.fromCharCode(97 + randomInt(26)),
  ];
  const start = `ENT#${type}/${letter}`;
  const { items } = await table.scan({ pk: start, sk: '~' });
  const postings = items.filter((row) => row.pk.startsWith('ENT#') && isRowOfName(row) && isLive(row));
  return Array.from({ length: Math.min(postingsPerPlace, postings.length) }, () =>
    postings.splice(randomInt(postings.length), 1),
  ).flat();
}

/** Those postings that no document has. */
async function strayPostings(
  ports: Pick<Ports, 'table' | 'archive'>,
  postings: readonly Item[],
): Promise<Item[]> {
  const strays: Item[] = [];
  for (const row of postings) {
    const meta = await ports.table.get(keys.document(String(row.doc)), { consistent: true });
    const own = meta === undefined ? [] : await postingsOf(ports, meta);
    if (!own.some(({ pk, sk }) => pk === row.pk && sk === row.sk)) strays.push(row);
  }
  return strays;
}

/** The key of a claim after a random place of the table. */
async function randomClaimedKey(table: Table): Promise<string | undefined> {
  let after: string | Key | undefined = { pk: `${claimPrefix}${randomBytes(16).toString('hex')}`, sk: '~' };
  for (let pages = 0; pages < pagesPerPlace && after !== undefined; pages++) {
    const page = await table.scan(after);
    const claims = page.items.filter(({ pk, sk }) => pk.startsWith(claimPrefix) && sk === 'META');
    const claimed = claims.flatMap((row) => claimRow.parse(row).key ?? []);
    if (claimed.length > 0) return claimed[randomInt(claimed.length)];
    after = page.next;
  }
  return undefined;
}

/** A random key of the bucket, not yet picked, that begins as this one does, up to a random place. */
async function randomNeighbour(
  inbox: Objects,
  key: string,
  picked: ReadonlySet<string>,
): Promise<string | undefined> {
  const prefix = [...key].slice(0, randomInt(key.length + 1)).join('');
  const { items } = await inbox.list(prefix);
  const others = items.filter((item) => !picked.has(item.key));
  return others.length === 0 ? undefined : others[randomInt(others.length)]?.key;
}

/** The documents that the records list for these keys. */
async function readDocuments(table: Table, picked: readonly string[]): Promise<Set<string>> {
  const docs = new Set<string>();
  for (const key of picked) {
    const children = await queryAll(table, { pk: keys.claim(key).pk, prefix: 'DOC#', consistent: true });
    for (const doc of children.filter(isLive).map(documentOfChild)) docs.add(doc);
  }
  return docs;
}

/** The rows of these keys' claims, and of all documents that they hold. */
async function readSampled(table: Table, sources: ReadonlySet<string>): Promise<Item[]> {
  const docs = await readDocuments(table, [...sources]);
  const partitions = [
    ...[...sources].map((key) => keys.claim(key).pk),
    ...[...docs].map((doc) => keys.document(doc).pk),
  ];
  const rows: Item[] = [];
  for (const pk of partitions) rows.push(...(await queryAll(table, { pk, consistent: true })));
  return rows;
}

/** The rows of these partitions, and the postings that the rebuild or META says their documents have. */
async function readRows(
  ports: Pick<Ports, 'table' | 'archive'>,
  partitions: ReadonlySet<string>,
  rebuilt: readonly Item[],
): Promise<Item[]> {
  const rows: Item[] = [];
  for (const pk of partitions) rows.push(...(await queryAll(ports.table, { pk, consistent: true })));
  const postings = rebuilt.filter(isRowOfName).map(({ pk, sk }) => ({ pk, sk }));
  for (const row of rows)
    if (row.pk.startsWith('DOC#') && row.sk === 'META') postings.push(...(await postingsOf(ports, row)));
  const distinct = new Map(postings.map((key) => [`${key.pk} ${key.sk}`, key]));
  const found = await ports.table.batchGet([...distinct.values()]);
  return [...rows, ...found.filter((row) => row !== undefined)];
}

/** Where META says that the document has postings, hidden ones, and rows of short names. */
async function postingsOf({ archive }: Pick<Ports, 'archive'>, row: Item): Promise<Key[]> {
  const { doc, applied, provenance, links, decided } = documentMeta.parse(row);
  if (applied?.basis === undefined || provenance === undefined) return [];
  const content = await readPayload(archive, applied.basis.payload);
  const annotation = await readAnnotation(archive, applied.basis);
  if (content === undefined || annotation === undefined) return [];
  return rowsOfNames(doc, { source: provenance, content, annotation }, { links, decided }).map(
    ({ key }) => key,
  );
}
