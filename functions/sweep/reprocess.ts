/**
 * Reprocessing that a person has asked for (core/reprocessing/reprocessing.ts): queues the files that another
 * reader has read and the documents that another model has annotated, a portion at a time, and notes its
 * place after each. The stages do the work; until they have done it, a document is served as it was. News
 * comes in beside it: a portion is small, and its messages are spread over the time until the next one.
 *
 * A message may be lost, so the walk begins again until it finds nothing more, at most three times.
 */
import { groupsOf } from '../../core/groupsOf.ts';
import type { Table } from '../../core/ports/table.ts';
import { enqueueDocuments, enqueueKeys } from '../../core/protocol/messages.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { longestDelaySeconds } from '../../core/protocol/topology.ts';
import { claim as claimRow, readerOf } from '../../core/records/claim.ts';
import { documentMeta } from '../../core/records/document.ts';
import { keys, listPartition, shards } from '../../core/records/keys.ts';
import {
  type Reprocessing,
  type ReprocessingPlace,
  readReprocessing,
  versionsOf,
  writeReprocessing,
} from '../../core/reprocessing/reprocessing.ts';

type ReprocessPorts = Pick<Ports, 'inbox' | 'table' | 'queues' | 'clock' | 'log' | 'codeVersions'>;

/** What one portion takes and how long it lasts. */
export interface Portion {
  /** Files and documents, at most about so many. */
  most: number;
  /** The next portion is due after this time, at most `longestDelaySeconds`; messages are spread over it. */
  seconds: number;
  /** A walk begins this long after the one before, whose messages are handled by then. */
  walkSeconds: number;
}

/** On AWS: a tenth of what the pipeline handles at the default of the write units, 480,000 in a day. */
export const reprocessingPortion: Portion = { most: 5000, seconds: longestDelaySeconds, walkSeconds: 3600 };

const mostWalks = 3;
/** Messages that are sent with one delay. */
const groupSize = 100;
/** Documents that are read at once. */
const pageSize = 1000;
/** A schedule is not exact: a portion is due when this much of the time has passed. */
const duePart = 0.9;

/**
 * Queues the next portion, if one is due. Two calls at once queue the same, which does no harm.
 *
 * @returns whether reprocessing goes on after it
 */
export async function continueReprocessing(
  ports: ReprocessPorts,
  portion: Portion,
  shouldStop: () => boolean = () => false,
): Promise<boolean> {
  const before = await readReprocessing(ports.table);
  const own = versionsOf(ports);
  // Another version of Dateline is deployed than the one for which it was ordered: it waits for that one.
  if (before?.state !== 'running' || before.model !== own.model || before.reader !== own.reader) return false;
  if (ports.clock() < before.due) return true;
  const next = { ...before };
  let left = portion.most;
  let isOver = false;
  while (left > 0 && !isOver && !shouldStop()) {
    const { files, documents, place } = await readPage(ports, next.place);
    const delays = { passed: portion.most - left, portion };
    await sendSpread(files, delays, (some, options) => enqueueKeys(ports.queues.uploads, some, options));
    await sendSpread(documents, delays, (some, options) =>
      enqueueDocuments(ports.queues.normalized, some, undefined, options),
    );
    next.files += files.length;
    next.documents += documents.length;
    next.found += files.length + documents.length;
    left -= files.length + documents.length;
    isOver = place === undefined;
    next.place = place ?? { part: 'files' };
  }
  next.due = ports.clock() + duePart * portion.seconds * 1000;
  return finish(ports, isOver ? afterWalk(next, ports.clock() + portion.walkSeconds * 1000) : next, before);
}

function afterWalk(walked: Reprocessing, due: number): Reprocessing {
  if (walked.found === 0 || walked.walk >= mostWalks) return { ...walked, state: 'done' };
  return { ...walked, walk: walked.walk + 1, found: 0, due };
}

async function finish(ports: ReprocessPorts, next: Reprocessing, before: Reprocessing): Promise<boolean> {
  const { state, walk, files, documents } = next;
  if (await writeReprocessing(ports.table, next, before))
    ports.log.info('reprocess: queued a portion', { state, walk, files, documents });
  return state === 'running';
}

async function sendSpread(
  names: readonly string[],
  { passed, portion: { most, seconds } }: { passed: number; portion: Portion },
  send: (names: readonly string[], options: { delaySeconds: number }) => Promise<void>,
): Promise<void> {
  for (const [i, group] of groupsOf(names, groupSize).entries()) {
    const before = passed + i * groupSize;
    await send(group, { delaySeconds: Math.floor(seconds * Math.min(1, before / most)) });
  }
}

interface PageToQueue {
  files: string[];
  documents: string[];
  /** Where the next page is; `undefined` if the walk is over. */
  place: ReprocessingPlace | undefined;
}

async function readPage(ports: ReprocessPorts, place: ReprocessingPlace): Promise<PageToQueue> {
  return place.part === 'files' ? readFiles(ports, place) : readDocuments(ports, place);
}

async function readFiles(ports: ReprocessPorts, { cursor }: ReprocessingPlace): Promise<PageToQueue> {
  const { items, next } = await ports.inbox.list('', cursor);
  const listed = items.map(({ key }) => key);
  const { reader } = versionsOf(ports);
  const rows = await ports.table.batchGet(listed.map((key) => keys.claim(key)));
  const files = listed.filter((_, i) => {
    const row = rows[i];
    const earlier = row && readerOf(claimRow.parse(row));
    return earlier !== undefined && earlier !== reader;
  });
  const place: ReprocessingPlace =
    next === undefined ? { part: 'documents', shard: 0 } : { part: 'files', cursor: next };
  return { files, documents: [], place };
}

async function readDocuments(
  ports: ReprocessPorts,
  { shard = 0, cursor }: ReprocessingPlace,
): Promise<PageToQueue> {
  const { docs, next } = await readListPage(ports.table, shard, cursor);
  const { model } = versionsOf(ports);
  const rows = await ports.table.batchGet(docs.map((doc) => keys.document(doc)));
  const documents = docs.filter((_, i) => {
    const row = rows[i];
    const basis = row && documentMeta.parse(row).applied?.basis;
    return basis !== undefined && basis.model !== model;
  });
  const following = next === undefined ? { shard: shard + 1 } : { shard, cursor: next };
  const place = following.shard < shards.length ? { part: 'documents' as const, ...following } : undefined;
  return { files: [], documents, place };
}

/** A page of one partition of the list of documents, which has keys alone. */
async function readListPage(
  table: Table,
  shard: number,
  cursor: string | undefined,
): Promise<{ docs: string[]; next: string | undefined }> {
  const page = await table.query({
    index: 'list',
    pk: listPartition(shards[shard] ?? ''),
    limit: pageSize,
    ...(cursor !== undefined && { cursor }),
  });
  return { docs: page.items.map(({ pk }) => pk.slice('DOC#'.length)), next: page.next };
}

/** Orders it, or has it go on where it was stopped. What is done already is not done again. */
export async function startReprocessing(
  ports: Pick<Ports, 'table' | 'clock' | 'codeVersions'>,
): Promise<void> {
  for (;;) {
    const before = await readReprocessing(ports.table);
    const now = ports.clock();
    const counts = { walk: 1, found: 0, files: 0, documents: 0 };
    const place = { part: 'files' as const };
    const next = { ...versionsOf(ports), state: 'running' as const, began: now, due: now, place, ...counts };
    if (await writeReprocessing(ports.table, next, before)) return;
  }
}

/** Stops it: what waits in the queues changes nothing any more. @returns whether there was anything */
export async function stopReprocessing({ table }: Pick<Ports, 'table'>): Promise<boolean> {
  for (;;) {
    const before = await readReprocessing(table);
    if (before === undefined || before.state === 'stopped') return false;
    if (await writeReprocessing(table, { ...before, state: 'stopped' }, before)) return true;
  }
}
