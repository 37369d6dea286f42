/** The life of one key of the inbox, gathered from all that is known of it, and what it still waits for. Reads only. */

import { model } from '../entities/annotate.ts';
import type { Annotation } from '../entities/annotation.ts';
import type { ObjectVersion } from '../ports/objects.ts';
import type { Item } from '../ports/table.ts';
import { queryAll } from '../protocol/paginate.ts';
import type { Ports } from '../protocol/ports.ts';
import { isConverged, isLive } from '../protocol/reconcile.ts';
import { type DeadLetter, readDeadLetters } from '../quarantine/deadLetter.ts';
import { readAnnotation } from '../records/archive.ts';
import { type Claim, claim as claimRow } from '../records/claim.ts';
import { type DocumentMeta, type DocumentSource, documentMeta } from '../records/document.ts';
import { documentOfChild, keys } from '../records/keys.ts';
import { type RefusedPart, readRefusedParts } from '../records/refusals.ts';
import { readSources } from '../records/sources.ts';
import { readVersionOutcomes, readVersions, type VersionOutcome } from './versionOutcomes.ts';

/** Without the search table nothing is said of search rows. */
type ExplainPorts = Pick<Ports, 'inbox' | 'archive' | 'table'> & Partial<Pick<Ports, 'search'>>;

export interface ExplainedDocument {
  doc: string;
  /** What this key's source row says; absent where the child row stands and the source row does not. */
  source?: DocumentSource;
  /** The other objects that hold the document; the newest of all sources wins. */
  others: DocumentSource[];
  /** The source that the record is to be made of. */
  winner?: DocumentSource;
  meta?: DocumentMeta;
  /** Has the last claimant of META come to its end? */
  settled: boolean;
  /** Of the winner's payload, by the model that is active. */
  annotation?: Pick<Annotation, 'model'> & { entities: number };
  /** The token of the search row; absent where there is none. */
  searchToken?: number;
  waitsFor: string[];
}

export interface Explanation {
  key: string;
  /** All that the bucket holds, delete markers too, the newest first. */
  versions: VersionOutcome[];
  claim?: Claim;
  /** Members of the current version that could not be read, among others that could. */
  parts: RefusedPart[];
  documents: ExplainedDocument[];
  /** What a stage gave up on, of the file or of its documents. */
  deadLetters: DeadLetter[];
  /** In plain words; empty where all is done. */
  waitsFor: string[];
}

/** `undefined`: nothing is known of the key, neither in the bucket nor in the records. */
export async function explain(ports: ExplainPorts, key: string): Promise<Explanation | undefined> {
  const versions = await readVersions(ports.inbox, key);
  const row = await ports.table.get(keys.claim(key), { consistent: true });
  if (versions.length === 0 && row === undefined) return undefined;
  const claim = row === undefined ? undefined : claimRow.parse(row);
  const documents: ExplainedDocument[] = [];
  const docs = await documentsOf(ports, key);
  for (const doc of docs) documents.push(await explainDocument(ports, doc, key));
  return {
    key,
    versions: await readVersionOutcomes(ports, versions, claim),
    ...(claim && { claim }),
    parts: await readRefusedParts(ports.table, key),
    documents,
    deadLetters: await readDeadLetters(ports.table, docs, key),
    waitsFor: claimWaitsFor(versions, row, claim),
  };
}

/** A child row is written before its FROM row and marked after it, so the children are all. */
async function documentsOf({ table }: ExplainPorts, key: string): Promise<string[]> {
  const children = await queryAll(table, { pk: keys.claim(key).pk, prefix: 'DOC#', consistent: true });
  return children.filter(isLive).map(documentOfChild);
}

function claimWaitsFor(
  versions: readonly ObjectVersion[],
  row: Item | undefined,
  claim: Claim | undefined,
): string[] {
  const [latest] = versions;
  const there = latest !== undefined && !latest.deleted ? latest : undefined;
  if (claim === undefined)
    return there === undefined
      ? []
      : ['normalize has never looked at it: its hint is on the way or was lost, and a sweep sends another.'];
  if (!isConverged(row))
    return ['normalize is looking at it, or was told to look again: the hint is in the queue.'];
  if (there === undefined && claim.outcome !== 'deleted')
    return ['The file is deleted, and normalize has not seen that yet.'];
  if (there !== undefined && there.version !== claim.version)
    return [`Version ${there.version} is in the bucket, and normalize has not seen it yet.`];
  return [];
}

/** @param key one of the objects that hold the document, if it is asked for that */
export async function explainDocument(
  ports: ExplainPorts,
  doc: string,
  key?: string,
): Promise<ExplainedDocument> {
  const row = await ports.table.get(keys.document(doc), { consistent: true });
  const meta = row === undefined ? undefined : documentMeta.parse(row);
  const sources = await readSources(ports.table, doc);
  const [winner] = sources;
  const source = key === undefined ? winner : sources.find((each) => each.key === key);
  const annotation = winner && (await readAnnotation(ports.archive, { payload: winner.payload, model }));
  const searchToken = (await ports.search?.tokensOf([doc]))?.get(doc);
  const facts = {
    doc,
    ...(source && { source }),
    others: sources.filter((each) => each !== source),
    ...(winner && { winner }),
    ...(meta && { meta }),
    settled: isConverged(row),
    ...(annotation && { annotation: { model: annotation.model, entities: annotation.entities.length } }),
    ...(searchToken !== undefined && { searchToken }),
  };
  return { ...facts, waitsFor: documentWaitsFor(facts, key !== undefined, ports.search !== undefined) };
}

/** Step after step: what comes later cannot be done before what comes first. */
function documentWaitsFor(
  facts: Omit<ExplainedDocument, 'waitsFor'>,
  ofKey: boolean,
  searched: boolean,
): string[] {
  const { winner, meta, settled, annotation, searchToken } = facts;
  const applied = meta?.applied;
  const waits: string[] = [];
  if (ofKey && facts.source === undefined)
    waits.push('normalize has listed it and not written its source: it is at work, or died and looks again.');
  if (winner !== undefined && annotation === undefined)
    waits.push(`extract has not annotated the payload with ${model} yet.`);
  const behind =
    applied?.basis?.payload !== winner?.payload ||
    (winner !== undefined &&
      (meta?.provenance?.version !== winner.version || applied?.basis?.model !== model));
  if (behind || (meta !== undefined && !settled))
    waits.push('store has not brought the record up to its newest source yet.');
  if (searched && applied !== undefined && (searchToken ?? 0) < applied.token)
    waits.push('index has not brought its search row up to the record yet.');
  return waits;
}
