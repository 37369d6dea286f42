/** What became of one file of the inbox, for whoever put it there. It only reads. */
import type { Code } from '../errors.ts';
import { omitUndefined } from '../omitUndefined.ts';
import type { ObjectInfo } from '../ports/objects.ts';
import type { Item, Table } from '../ports/table.ts';
import { paginate } from '../protocol/paginate.ts';
import type { Ports } from '../protocol/ports.ts';
import { isConverged, isLive } from '../protocol/reconcile.ts';
import { readDeadLetters } from '../quarantine/deadLetter.ts';
import { type Claim, claim as claimRow } from '../records/claim.ts';
import { documentOfChild, keys } from '../records/keys.ts';
import { explainDocument } from './explain.ts';

export const fileStates = ['waiting', 'stored', 'refused', 'failed', 'deleted'] as const;

export interface FileOutcome {
  /**
   * `waiting`: the present version, or one of the documents listed here, is still being handled. `failed`: a
   * stage gave up on it, for a reason outside of the file.
   */
  state: (typeof fileStates)[number];
  /** Why it was refused, or given up on. */
  refusal?: { code: Code; evidence: string };
  /** How many documents it has; those of an earlier version while it waits. */
  documents: number;
  /** How many of its members were refused while others were read. */
  refusedParts: number;
  /** How many entries a file of the authority has. */
  entries?: number;
  /** The first of its documents that can be read. */
  listed: { doc: string; title: string }[];
}

type OutcomePorts = Pick<Ports, 'inbox' | 'archive' | 'table' | 'codeVersions'>;

/**
 * @param most how many of its documents to look at
 * @returns `undefined` if neither the bucket nor the records know the key
 */
export async function readFileOutcome(
  ports: OutcomePorts,
  key: string,
  most: number,
): Promise<FileOutcome | undefined> {
  const current = await ports.inbox.head(key);
  const row = await ports.table.get(keys.claim(key), { consistent: true });
  if (row === undefined && current === undefined) return undefined;
  const claim = row === undefined ? undefined : claimRow.parse(row);
  const docs = await firstDocuments(ports.table, key, most);
  const explained = await Promise.all(docs.map((doc) => explainDocument(ports, doc, key)));
  const listed = explained.flatMap(({ doc, meta }) =>
    meta?.applied?.basis === undefined ? [] : [{ doc, title: meta.content?.title ?? '' }],
  );
  const outcome = omitUndefined({
    documents: claim?.documents ?? 0,
    refusedParts: claim?.refusedParts ?? 0,
    entries: claim?.entries,
    listed,
  });
  if (isHandled(row, claim, current)) {
    if (claim?.refusal !== undefined) return { ...outcome, state: 'refused', refusal: claim.refusal };
    if (current === undefined) return { ...outcome, state: 'deleted' };
    if (explained.every(({ waitsFor }) => waitsFor.length === 0)) return { ...outcome, state: 'stored' };
  }
  const failure = await findFailure(ports.table, docs, key, current);
  return failure === undefined
    ? { ...outcome, state: 'waiting' }
    : { ...outcome, state: 'failed', refusal: failure };
}

/** Whether the last handler of the key finished, with what the bucket has now. */
function isHandled(
  row: Item | undefined,
  claim: Claim | undefined,
  current: ObjectInfo | undefined,
): boolean {
  if (!isConverged(row)) return false;
  return current === undefined ? claim?.outcome === 'deleted' : claim?.version === current.version;
}

/** A child row is written before anything else of a document, so these rows name all documents of a file. */
async function firstDocuments(table: Table, key: string, most: number): Promise<string[]> {
  const docs: string[] = [];
  const query = { pk: keys.claim(key).pk, prefix: 'DOC#', limit: most, consistent: true };
  for await (const row of paginate((cursor) => table.query({ ...query, ...omitUndefined({ cursor }) }))) {
    if (isLive(row)) docs.push(documentOfChild(row));
    if (docs.length === most) break;
  }
  return docs;
}

/** What a stage gave up on since the present version was put. */
async function findFailure(
  table: Table,
  docs: readonly string[],
  key: string,
  current: ObjectInfo | undefined,
): Promise<FileOutcome['refusal']> {
  const since = current?.modified ?? 0;
  const letters = await readDeadLetters(table, docs, key);
  return letters.find(({ at }) => Date.parse(at) >= since)?.refusal;
}
