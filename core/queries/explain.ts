/** Collects what is known of one inbox key or document, and what it still waits for. It only reads. */
import type { Annotation } from '../entities/annotation.ts';
import { omitUndefined } from '../omitUndefined.ts';
import type { ObjectVersion } from '../ports/objects.ts';
import type { Item } from '../ports/table.ts';
import { queryAll } from '../protocol/paginate.ts';
import type { Ports } from '../protocol/ports.ts';
import { isConverged, isLive } from '../protocol/reconcile.ts';
import { type DeadLetter, readDeadLetters } from '../quarantine/deadLetter.ts';
import { findUsableAnnotation } from '../records/archive.ts';
import { type Claim, claim as claimRow } from '../records/claim.ts';
import { type DocumentMeta, type DocumentSource, documentMeta } from '../records/document.ts';
import { documentOfChild, keys } from '../records/keys.ts';
import { type RefusedPart, readRefusedParts } from '../records/refusals.ts';
import { readSources } from '../records/sources.ts';
import { versionsOf, wantedBasis } from '../reprocessing/reprocessing.ts';
import { readVersionOutcomes, readVersions, type VersionOutcome } from './versionOutcomes.ts';

/** Without `search`, search rows are left out of the explanation. */
type ExplainPorts = Pick<Ports, 'inbox' | 'archive' | 'table' | 'codeVersions'> &
  Partial<Pick<Ports, 'search'>>;

export interface ExplainedDocument {
  doc: string;
  /** The source row of this key; absent while only its child row is written. */
  source?: DocumentSource;
  /** The other objects that contain the document. */
  others: DocumentSource[];
  /** The newest source, from which the record is to be made. */
  winner?: DocumentSource;
  meta?: DocumentMeta;
  /** Whether the last handler of META finished. */
  converged: boolean;
  /** The annotation of the winner's payload from which the record is to be made. */
  annotation?: Pick<Annotation, 'model' | 'annotated' | 'failed'> & { entities: number };
  /** The token of the search row; absent if there is no row. */
  searchToken?: number;
  waitsFor: string[];
}

export interface Explanation {
  key: string;
  /** Everything in the bucket under the key, delete markers included, newest first. */
  versions: VersionOutcome[];
  claim?: Claim;
  /** Members of the current version that were refused. */
  parts: RefusedPart[];
  documents: ExplainedDocument[];
  /** Failed work on the file or on its documents that a stage gave up on. */
  deadLetters: DeadLetter[];
  /** In plain words; empty if all is done. */
  waitsFor: string[];
}

/** Explains a key; `undefined` if neither the bucket nor the records know it. */
export async function explain(ports: ExplainPorts, key: string): Promise<Explanation | undefined> {
  const versions = await readVersions(ports.inbox, key);
  const row = await ports.table.get(keys.claim(key), { consistent: true });
  if (versions.length === 0 && row === undefined) return undefined;
  const claim = row === undefined ? undefined : claimRow.parse(row);
  const documents: ExplainedDocument[] = [];
  const docs = await readClaimedDocuments(ports, key);
  for (const doc of docs) documents.push(await explainDocument(ports, doc, key));
  return {
    key,
    versions: await readVersionOutcomes(ports, versions, claim),
    ...omitUndefined({ claim }),
    parts: await readRefusedParts(ports.table, key),
    documents,
    deadLetters: await readDeadLetters(ports.table, docs, key),
    waitsFor: claimWaitsFor(versions, row, claim),
  };
}

/** A child row is written before its FROM row and buried after it, so the child rows name all documents. */
async function readClaimedDocuments({ table }: ExplainPorts, key: string): Promise<string[]> {
  const children = await queryAll(table, { pk: keys.claim(key).pk, prefix: 'DOC#', consistent: true });
  return children.filter(isLive).map(documentOfChild);
}

function claimWaitsFor(
  versions: readonly ObjectVersion[],
  row: Item | undefined,
  claim: Claim | undefined,
): string[] {
  const [latest] = versions;
  const current = latest !== undefined && !latest.deleted ? latest : undefined;
  if (claim === undefined)
    return current === undefined
      ? []
      : ['normalize has not handled the file yet: its message is queued, or lost until the next sweep.'];
  if (!isConverged(row)) return ['normalize is handling the file, or a redrive has queued it again.'];
  if (current === undefined && claim.outcome !== 'deleted')
    return ['The file was deleted, and normalize has not handled that yet.'];
  if (current !== undefined && current.version !== claim.version)
    return [`Version ${current.version} is in the bucket, and normalize has not handled it yet.`];
  return [];
}

/**
 * Explains a document.
 *
 * @param key an object that contains the document, if the explanation is about that object
 */
export async function explainDocument(
  ports: ExplainPorts,
  doc: string,
  key?: string,
): Promise<ExplainedDocument> {
  const row = await ports.table.get(keys.document(doc), { consistent: true });
  const sources = await readSources(ports.table, doc);
  const [winner] = sources;
  const source = key === undefined ? winner : sources.find((each) => each.key === key);
  const meta = row === undefined ? undefined : documentMeta.parse(row);
  const wanted = winner && (await wantedBasis(ports, meta, winner.payload));
  const annotation = wanted && (await findUsableAnnotation(ports.archive, wanted))?.value;
  const facts = {
    doc,
    others: sources.filter((each) => each !== source),
    converged: isConverged(row),
    ...omitUndefined({
      source,
      winner,
      meta,
      annotation:
        annotation &&
        omitUndefined({
          model: annotation.model,
          entities: annotation.entities.length,
          annotated: annotation.annotated,
          failed: annotation.failed,
        }),
      searchToken: (await ports.search?.tokensOf([{ id: doc }]))?.get(doc),
    }),
  };
  return { ...facts, waitsFor: documentWaitsFor(facts, ports, key) };
}

type DocumentFacts = Omit<ExplainedDocument, 'waitsFor'>;

/** The steps that are still to be done, in their order. */
function documentWaitsFor(facts: DocumentFacts, ports: ExplainPorts, key: string | undefined): string[] {
  const { source, winner, meta, converged, annotation, searchToken = 0 } = facts;
  const waits: string[] = [];
  if (key !== undefined && source === undefined)
    waits.push('normalize has listed the document but not written its source yet.');
  if (winner !== undefined && annotation === undefined)
    waits.push(`extract has not annotated the payload with ${versionsOf(ports).model} yet.`);
  if (isOutdated(facts) || (meta !== undefined && !converged))
    waits.push('store has not updated the record to its newest source yet.');
  if (ports.search !== undefined && meta?.applied !== undefined && searchToken < meta.applied.token)
    waits.push('index has not updated its search row to the record yet.');
  return waits;
}

/** Whether the record is made from another payload, version or model than it is to be. */
function isOutdated({ winner, meta, annotation }: DocumentFacts): boolean {
  const basis = meta?.applied?.basis;
  if (basis?.payload !== winner?.payload) return true;
  if (winner === undefined) return false;
  const isOfModel = annotation === undefined || basis?.model === annotation.model;
  return meta?.provenance?.version !== winner.version || !isOfModel;
}
