/**
 * store: turns the winning source of a document into its record (META), its mention postings and a change. It
 * acquires META, and in the same write adds the payload and model to `pending`. So every later claimant knows
 * which postings this one may have written, and owns them too (core/protocol/reconcile.ts).
 */
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import { enqueueTallies, parseDocumentMessage, type Trace } from '../../core/protocol/messages.ts';
import { acquire, isConverged, type Lease } from '../../core/protocol/reconcile.ts';
import { eachMessage, type Stage } from '../../core/protocol/stage.ts';
import { LinkReader } from '../../core/queries/links.ts';
import { documentMeta, searchDaysOf } from '../../core/records/document.ts';
import { keys, longestShard } from '../../core/records/keys.ts';
import { searchDay } from '../../core/search/searchDay.ts';
import { keepPlace } from './changePlace.ts';
import { isSameIdentity } from './decidedRows.ts';
import { changeRow, metaRow } from './documentRows.ts';
import { nameRows } from './nameRows.ts';
import { type DesiredDocument, observeDocument } from './observeDocument.ts';
import { obsoleteRows, readOwnedPostings, touchedBefore } from './ownedRows.ts';
import type { StorePorts } from './ports.ts';
import { reportStored } from './reportStored.ts';
import { QuietTimes, sendSearchRow } from './searchMessage.ts';

/** How many rows of one document are written concurrently. */
const rowConcurrency = 16;

/** The stage that makes a document's rows agree with its sources, links and decisions. */
export function storeStage(ports: StorePorts): Stage {
  const quiet = new QuietTimes();
  return (event) => {
    const evidence = new LinkReader(ports.table, ports.thresholds);
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
  { trace, evidence = new LinkReader(ports.table, ports.thresholds), quiet, returned = 0 }: StoreOptions = {},
): Promise<void> {
  const lease = await acquire<DesiredDocument | 'unchanged'>(ports, keys.document(doc), (row) =>
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
  { winner, place, ...identity }: DesiredDocument,
  returned: number,
): Promise<'logged' | 'not logged' | 'superseded'> {
  const before = lease.previousRow === undefined ? undefined : documentMeta.parse(lease.previousRow);
  const owned = await readOwnedPostings(ports, before);
  const { rows, touched } = nameRows(doc, winner, identity);
  await mapConcurrent(rowConcurrency, rows, ({ key, row }) => lease.write(key, row));
  const obsolete = obsoleteRows(doc, owned, rows);
  await mapConcurrent(rowConcurrency, obsolete, (key) => lease.bury(key));
  const shard = doc.slice(0, longestShard);
  const tallies = [...owned.map(touchedBefore), ...touched].map((each) => ({ ...each, shard, returned }));
  await enqueueTallies(ports.queues.touched, tallies);
  const { token } = lease; // the rows carry this one
  const converged = isConverged(lease.previousRow);
  const relinked = !isSameIdentity(before, identity);
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
