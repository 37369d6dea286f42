/**
 * store: turns the winning source of a document into its record (META), its mention postings and a change. It
 * acquires META, and in the same write adds the payload and model to `pending`. So every later claimant knows
 * which postings this one may have written, and owns them too (core/protocol/reconcile.ts).
 */
import { type DecidedNames, decideNames, sameDecided } from '../../core/identity/decisions/identify.ts';
import { aliasOfPlace, type Links, sameLinks } from '../../core/identity/links.ts';
import type { Item } from '../../core/ports/table.ts';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import { enqueueTallies, parseDocumentMessage, type Trace } from '../../core/protocol/messages.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { acquire, isConverged, type Lease, type Observation } from '../../core/protocol/reconcile.ts';
import type { SearchWaitPort } from '../../core/protocol/searchWait.ts';
import { eachMessage, type Stage } from '../../core/protocol/stage.ts';
import { thresholds } from '../../core/protocol/thresholds.ts';
import { readResolution } from '../../core/queries/decisions.ts';
import { LinkReader } from '../../core/queries/links.ts';
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
  searchDaysOf,
} from '../../core/records/document.ts';
import { keys, longestShard } from '../../core/records/keys.ts';
import { readSources } from '../../core/records/sources.ts';
import { wantedBasis } from '../../core/reprocessing/reprocessing.ts';
import { searchDay } from '../../core/search/searchDay.ts';
import { keepPlace, placeAfter } from './changePlace.ts';
import { decidingOf, hiddenRows } from './decidedRows.ts';
import { changeRow, linkingOf, metaRow, postingRows, type Winner } from './documentRows.ts';
import { findLinks, withUnputNames } from './findLinks.ts';
import { obsoleteRows, readOwnedPostings } from './ownedRows.ts';
import { reportStored } from './reportStored.ts';
import { QuietTimes, sendSearchRow } from './searchMessage.ts';
import { shortNameRows } from './shortNameRows.ts';

export type StorePorts = Pick<
  Ports,
  'archive' | 'table' | 'clock' | 'log' | 'metrics' | 'thresholds' | 'codeVersions'
> &
  SearchWaitPort & {
    queues: Pick<Ports['queues'], 'touched'>;
    /** How many documents it stores at once: on AWS by the write units that the table may take. */
    concurrency?: number;
  };

interface DesiredRecord {
  /** Absent if all sources are gone: remove the document. */
  winner?: Winner;
  /** Where its surnames alone go; absent if it has none. */
  links?: Links;
  /** What people's decisions change in it. */
  decided?: DecidedNames;
  /** The place of the change in the log, in milliseconds since 1970. */
  place: number;
}

/** How many postings of one document are written concurrently. */
const rowConcurrency = 16;

/** The stage that makes a document's rows agree with its sources, links and decisions. */
export function storeStage(ports: StorePorts): Stage {
  const quiet = new QuietTimes();
  return (event) => {
    const evidence = new LinkReader(ports.table);
    const handle = async (body: string) => {
      const { doc, ...message } = parseDocumentMessage(body);
      await store(ports, doc, { ...message, evidence, quiet });
    };
    return eachMessage('store', ports.log, handle, ports.concurrency)(event);
  };
}

interface StoreOptions {
  trace?: Trace | undefined;
  returned?: number;
  evidence?: LinkReader;
  quiet?: QuietTimes;
}

/**
 * Makes the rows of one document agree with its winning source.
 *
 * @param options.evidence where links are read from, for the documents of a batch
 * @param options.quiet what was stored before
 * @param options.returned how often `index` has sent the document back, as its message says
 */
export async function store(
  ports: StorePorts,
  doc: string,
  { trace, evidence = new LinkReader(ports.table), quiet, returned = 0 }: StoreOptions = {},
): Promise<void> {
  const lease = await acquire<DesiredRecord | 'unchanged'>(ports, keys.document(doc), (row) =>
    observeDocument(ports, doc, row, evidence),
  );
  let mayWait = false;
  if (lease !== undefined && lease.desired !== 'unchanged') {
    const written = await writeRows(ports, lease, doc, lease.desired, returned);
    if (written === 'superseded') return;
    const isRemoved = lease.desired.winner === undefined;
    reportStored(ports, doc, { removed: isRemoved, trace });
    // Readers find a row that waits by the log of changes. What was removed goes at once.
    mayWait = written === 'logged' && !isRemoved;
  }
  // Also if nothing changed, or cannot change yet: an earlier execution may have crashed before this message.
  await sendSearchRow(ports, { doc, mayWait, quiet });
}

/** @returns `undefined` if the source is not annotated yet; a message follows when it is */
async function observeDocument(
  ports: StorePorts,
  doc: string,
  row: Item | undefined,
  evidence: LinkReader,
): Promise<Observation<DesiredRecord | 'unchanged'> | undefined> {
  const before = row === undefined ? undefined : documentMeta.parse(row);
  const [source] = await readSources(ports.table, doc);
  const place = placeAfter(ports, before?.changed);
  if (source === undefined) {
    // Acquires the token even if nothing was ever stored: an older claimant may have read a source that is
    // now gone.
    if (before === undefined) return { desired: 'unchanged', intent: { doc, pending: [] }, converged: true };
    return isConverged(row) && before.applied?.basis === undefined
      ? { desired: 'unchanged', intent: {}, converged: true }
      : { desired: { place }, intent: { changed: place } };
  }
  const wanted = await wantedBasis(ports, before, source.payload);
  const isMade = (from: Basis) => isConverged(row) && isMadeFrom(before, from, source);
  const resolution = await readResolution(ports.table);
  const isPlain = before?.links === undefined && before?.decided === undefined && resolution.isEmpty;
  if (isMade(wanted) && isPlain) return { desired: 'unchanged', intent: {}, converged: true };
  const [content, annotation] = await Promise.all([
    readPayload(ports.archive, wanted.payload),
    findUsableAnnotation(ports.archive, wanted),
  ]);
  if (content === undefined || annotation === undefined) return undefined;
  const basis = { payload: wanted.payload, model: annotation.value.model };
  const { refreshAfterMilliseconds } = ports.thresholds ?? thresholds;
  // An old annotation that META does not refer to yet may be one that a sweep is about to remove. Putting it
  // again gives it a new version, which no sweep has seen.
  if (!(before && refersTo(before, basis)) && annotation.modified < ports.clock() - refreshAfterMilliseconds)
    await putAnnotation(ports.archive, annotation.value);
  const winner = { source, basis, content, annotation: annotation.value };
  const found = await findLinks(evidence, doc, winner);
  // All decisions about the document come from one reading of their log.
  const decided = decideNames(doc, annotation.value, found, resolution);
  const links = decided === undefined ? found : withUnputNames(found, annotation.value.entities);
  if (isMade(basis) && sameLinks(before?.links, links) && sameDecided(before?.decided, decided))
    return { desired: 'unchanged', intent: {}, converged: true };
  const pending = withBasis(before?.pending ?? [], basis);
  const day = postingDay(content);
  const linking = union(before?.linking, linkingOf(day, links));
  const deciding = union(before?.deciding, decidingOf(day, annotation.value, decided));
  return {
    desired: { winner, place, ...(links && { links }), ...(decided && { decided }) },
    intent: {
      ...{ doc, pending, changed: place },
      ...(linking.length > 0 && { linking }),
      ...(deciding.length > 0 && { deciding }),
    },
  };
}

const union = (...lists: (readonly string[] | undefined)[]): string[] =>
  [...new Set(lists.flatMap((list) => list ?? []))].sort();

/** Adds a basis to `pending` unless an earlier attempt added it. */
function withBasis(pending: readonly Basis[], basis: Basis): Basis[] {
  return pending.some((each) => isSameBasis(each, basis)) ? [...pending] : [...pending, basis];
}

/** Whether the applied rows were made from this basis and source. */
function isMadeFrom(meta: DocumentMeta | undefined, basis: Basis, source: DocumentSource): boolean {
  const applied = meta?.applied?.basis;
  return applied !== undefined && isSameBasis(applied, basis) && isStoredFrom(meta, source);
}

/**
 * Writes postings, then sends tallies and writes the change, then applies. In this order the next execution
 * repairs any crash.
 *
 * @returns whether the change is in the log of changes
 */
async function writeRows(
  ports: StorePorts,
  lease: Lease<unknown>,
  doc: string,
  { winner, place, links, decided }: DesiredRecord,
  returned: number,
): Promise<'logged' | 'not logged' | 'superseded'> {
  const before = lease.previousRow === undefined ? undefined : documentMeta.parse(lease.previousRow);
  const owned = await readOwnedPostings(ports, before);
  const identity = { links, decided };
  const wanted = winner === undefined ? new Map() : postingRows(doc, winner, identity);
  const hidden = winner === undefined ? new Map<string, never>() : hiddenRows(doc, winner, identity);
  const short = winner === undefined ? new Map<string, never>() : shortNameRows(doc, winner, identity);
  await mapConcurrent(rowConcurrency, wanted, ([entity, row]) =>
    lease.write(keys.posting(entity, row.day, doc), { ...row }),
  );
  const day = winner && postingDay(winner.content);
  await mapConcurrent(rowConcurrency, short.values(), ({ key, row }) => lease.write(key, row));
  await mapConcurrent(rowConcurrency, hidden.values(), ({ key, row }) => lease.write(key, row));
  const obsolete = obsoleteRows(doc, owned, { day, entities: wanted, short, hidden });
  await mapConcurrent(rowConcurrency, obsolete, (row) => lease.bury(row));
  const shard = doc.slice(0, longestShard);
  // No posting may lead to a name that a link or a decision moved: its aliases do, and its evidence may be old.
  const moved = [...short].filter(
    ([name, { row }]) => decided !== undefined || aliasOfPlace(name, row) !== undefined,
  );
  const named = [...new Set([...wanted.keys(), ...moved.map(([name]) => name)])];
  const ownedNow = day === undefined ? [] : [{ day, entities: named, hidden: [...hidden.keys()] }];
  // Hidden ones too: `index` notices if they were hidden by an older log of decisions.
  await enqueueTallies(
    ports.queues.touched,
    [...owned, ...ownedNow].map((each) => ({
      day: each.day,
      entities: [...each.entities, ...each.hidden],
      ...{ shard, returned },
    })),
  );
  const { token } = lease; // the rows carry this one
  const converged = isConverged(lease.previousRow);
  const relinked = !sameLinks(before?.links, links) || !sameDecided(before?.decided, decided);
  const change = changeRow(doc, before, winner, { converged, relinked });
  if (change !== undefined) {
    const time = new Date(await keepPlace(ports, lease, place)).toISOString();
    await ports.table.put({ ...keys.change(time, doc), ...change, time });
  }
  const days = [
    ...(before === undefined ? [] : searchDaysOf(before)),
    ...owned.map((set) => searchDay(set.day)),
  ];
  const applied = await lease.apply(metaRow(token, doc, winner, { days: [...new Set(days)], ...identity }));
  if (!applied) return 'superseded';
  return change === undefined ? 'not logged' : 'logged';
}
