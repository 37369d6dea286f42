/**
 * Step 1 of the protocol for a document (core/protocol/reconcile.ts): its winning source with text and
 * annotation, whom its names are put to, and whether its rows say so already.
 */
import { decideNames } from '../../core/identity/decisions/identify.ts';
import type { Resolution } from '../../core/identity/decisions/resolution.ts';
import type { Item } from '../../core/ports/table.ts';
import { type Attributes, isConverged, type Observation } from '../../core/protocol/reconcile.ts';
import { thresholds } from '../../core/protocol/thresholds.ts';
import { readResolution } from '../../core/queries/decisions.ts';
import type { LinkReader } from '../../core/queries/links.ts';
import { findUsableAnnotation, putAnnotation, readPayload } from '../../core/records/archive.ts';
import {
  type Basis,
  type DocumentMeta,
  type DocumentSource,
  documentMeta,
  isSameBasis,
  isStoredFrom,
  postingDay,
  refersTo,
} from '../../core/records/document.ts';
import { readSources } from '../../core/records/sources.ts';
import { wantedBasis } from '../../core/reprocessing/reprocessing.ts';
import { placeAfter } from './changePlace.ts';
import { decidingOf, type Identity, isSameIdentity } from './decidedRows.ts';
import { linkingOf, type Winner } from './documentRows.ts';
import { findLinks, withUnputNames } from './findLinks.ts';
import type { StorePorts } from './ports.ts';

/** What the rows of a document should become. Links are absent if it has no short names. */
export interface DesiredDocument extends Identity {
  /** Absent if all sources are gone: remove the document. */
  winner?: Winner;
  /** The place of the change in the log, in milliseconds since 1970. */
  place: number;
}

/** The document's META before, as it is stored and parsed. */
interface Before {
  row: Item | undefined;
  meta: DocumentMeta | undefined;
}

const unchanged: Observation<'unchanged'> = { desired: 'unchanged', intent: {}, converged: true };

/**
 * @param row the document's META, as it is stored
 * @returns `undefined` if the source is not annotated yet; a message follows when it is
 */
export async function observeDocument(
  ports: StorePorts,
  doc: string,
  row: Item | undefined,
  evidence: LinkReader,
): Promise<Observation<DesiredDocument | 'unchanged'> | undefined> {
  const meta = row === undefined ? undefined : documentMeta.parse(row);
  const before = { row, meta };
  const [source] = await readSources(ports.table, doc);
  const place = placeAfter(ports, meta?.changed);
  if (source === undefined) return observeRemoved(doc, before, place);

  const wanted = await wantedBasis(ports, meta, source.payload);
  // All decisions about the document come from one reading of their log.
  const resolution = await readResolution(ports.table);
  const needsNoLinks = resolution.isEmpty && meta?.links === undefined && meta?.decided === undefined;
  if (needsNoLinks && isMadeFrom(before, wanted, source)) return unchanged;

  const winner = await readWinner(ports, meta, source, wanted);
  if (winner === undefined) return undefined;
  const identity = await identify(evidence, doc, winner, resolution);
  if (isMadeFrom(before, winner.basis, source) && isSameIdentity(meta, identity)) return unchanged;
  const desired = { winner, place, ...identity };
  return { desired, intent: intentOf(doc, meta, desired) };
}

/** All sources of the document are gone. */
function observeRemoved(
  doc: string,
  { row, meta }: Before,
  place: number,
): Observation<DesiredDocument | 'unchanged'> {
  // Acquires the token even if nothing was ever stored: an older claimant may have read a source that is now
  // gone.
  if (meta === undefined) return { ...unchanged, intent: { doc, pending: [] } };
  if (isConverged(row) && meta.applied?.basis === undefined) return unchanged;
  return { desired: { place }, intent: { changed: place } };
}

/** Whether the rows are as they were made from this basis and source. */
function isMadeFrom({ row, meta }: Before, basis: Basis, source: DocumentSource): boolean {
  const applied = meta?.applied?.basis;
  return (
    isConverged(row) && applied !== undefined && isSameBasis(applied, basis) && isStoredFrom(meta, source)
  );
}

/**
 * Reads the text and the annotation. An old annotation that META does not refer to yet may be one that a
 * sweep is about to remove. Putting it again gives it a new version, which no sweep has seen.
 *
 * @returns `undefined` if the archive does not have both
 */
async function readWinner(
  ports: StorePorts,
  meta: DocumentMeta | undefined,
  source: DocumentSource,
  wanted: Basis,
): Promise<Winner | undefined> {
  const [content, annotation] = await Promise.all([
    readPayload(ports.archive, wanted.payload),
    findUsableAnnotation(ports.archive, wanted),
  ]);
  if (content === undefined || annotation === undefined) return undefined;
  const basis = { payload: wanted.payload, model: annotation.value.model };
  const { refreshAfterMilliseconds } = ports.thresholds ?? thresholds;
  if (!(meta && refersTo(meta, basis)) && annotation.modified < ports.clock() - refreshAfterMilliseconds)
    await putAnnotation(ports.archive, annotation.value);
  return { source, basis, content, annotation: annotation.value };
}

/** Whom the names are put to: by the model, and by people's decisions, which come first. */
async function identify(
  evidence: LinkReader,
  doc: string,
  winner: Winner,
  resolution: Resolution,
): Promise<Identity> {
  const found = await findLinks(evidence, doc, winner);
  const decided = decideNames(doc, winner.annotation, found, resolution);
  const links = decided === undefined ? found : withUnputNames(found, winner.annotation.entities);
  return { ...(links && { links }), ...(decided && { decided }) };
}

/** Names the rows that this attempt and those before it may write, and the place of the change. */
function intentOf(
  doc: string,
  meta: DocumentMeta | undefined,
  { winner: { basis, content, annotation }, links, decided, place }: DesiredDocument & { winner: Winner },
): Attributes {
  const day = postingDay(content);
  const linking = union(meta?.linking, linkingOf(day, links));
  const deciding = union(meta?.deciding, decidingOf(day, annotation, decided));
  return {
    doc,
    pending: withBasis(meta?.pending ?? [], basis),
    changed: place,
    ...(linking.length > 0 && { linking }),
    ...(deciding.length > 0 && { deciding }),
  };
}

const union = (...lists: (readonly string[] | undefined)[]): string[] =>
  [...new Set(lists.flatMap((list) => list ?? []))].sort();

/** Adds a basis to `pending` unless an earlier attempt added it. */
function withBasis(pending: readonly Basis[], basis: Basis): Basis[] {
  return pending.some((each) => isSameBasis(each, basis)) ? [...pending] : [...pending, basis];
}
