/**
 * Erases a file: all its versions and everything derived from them.
 *
 * The stages themselves remove the rows, run here in this process, so the reconciliation protocol fences out
 * concurrent writers as always (core/protocol/reconcile.ts). Once these and all earlier executions have
 * ended, this removes the traces that remain: tombstones, names and titles. Then it searches everything
 * again. A record in the archive says what to erase until that is done; if this is interrupted, the sweep
 * completes it (functions/erase/resumeErasures.ts).
 */

import {
  enqueueDocuments,
  enqueueKeys,
  enqueueTallies,
  findMessageDocument,
} from '../../core/protocol/messages.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { readVersions } from '../../core/queries/versionOutcomes.ts';
import { documentMeta } from '../../core/records/document.ts';
import { keys as rowKeys } from '../../core/records/keys.ts';
import { type RunStagesOptions, runStages } from '../runStages.ts';
import {
  findArchiveTraces,
  findOldSearchFiles,
  removeOldSearchFiles,
  removeVersions,
} from './archiveTraces.ts';
import type { ErasureContext } from './erasureContext.ts';
import { type ErasureReceipt, isComplete } from './erasureReceipt.ts';
import { type ErasureScope, findErasureScope } from './erasureScope.ts';
import { ErasureRefused, resolveErasureKeys } from './erasureTarget.ts';
import {
  completeErasure,
  type PendingErasure,
  pendingErasureKey,
  readPendingErasure,
  writePendingErasure,
} from './pendingErasure.ts';
import { removeTraces } from './removeTraces.ts';
import { findTableTraces, type TableTraces } from './tableTraces.ts';

/** How often the stages run again while others still write the same rows. */
const maximumRounds = 20;
/** How often what others have written meanwhile is removed. */
const maximumRemovals = 3;
const pauseHalfASecond = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 500));

/**
 * @param target a key, or the id of a document
 * @param pause waits before the stages run again
 * @throws ErasureRefused if the target is unknown, if its file holds other documents too, or if the file is
 * being uploaded again
 */
export async function erase(
  context: ErasureContext,
  target: string,
  pause = pauseHalfASecond,
): Promise<ErasureReceipt> {
  const { ports } = context;
  const keys = await resolveErasureKeys(ports, target);
  const versions = (await Promise.all(keys.map((key) => readVersions(ports.inbox, key)))).flat();
  const archiveKey = pendingErasureKey(keys);
  const pending = mergeErasures(
    { archiveKey, scope: await findErasureScope(ports, keys), versions },
    await readPendingErasure(ports.archive, archiveKey),
  );
  const { scope } = pending;
  await writePendingErasure(ports.archive, pending);
  await removeVersions(ports.inbox, pending.versions);
  const work: Work = { scope, again: pending.others ?? new Set(), beforeSend: noteOthers(ports, pending) };
  await runStagesOn(ports, work);
  const since = ports.clock();
  await context.waitForRunningStages();
  const { kept, archive, rows, found } = await removeUntilNoRowIsFound(ports, work, since, pause);
  const receipt: ErasureReceipt = {
    schema: 'dateline.erasure/1',
    asked: target,
    at: new Date(ports.clock()).toISOString(),
    keys: keys.map((key) => countVersions(key, versions)),
    documents: {
      removed: [...scope.docs].filter((doc) => !kept.has(doc)).sort(),
      kept: [...kept.keys()].sort(),
    },
    archive: { ...archive, shared: [...archive.shared].sort() },
    rows,
    found,
    beyondReach: context.beyondReach,
  };
  if (isComplete(receipt)) await completeErasure(ports.archive, pending, context.compact);
  return receipt;
}

/**
 * Adds the scope of an interrupted erasure of the same keys: the rows may no longer say what belonged to
 * them.
 */
function mergeErasures(erasure: PendingErasure, earlier: PendingErasure | undefined): PendingErasure {
  if (earlier === undefined) return erasure;
  const { keys, docs, payloads, readings } = erasure.scope;
  return {
    archiveKey: erasure.archiveKey,
    scope: {
      keys,
      docs: docs.union(earlier.scope.docs),
      payloads: payloads.union(earlier.scope.payloads),
      readings: readings.union(earlier.scope.readings),
    },
    versions: [...erasure.versions, ...earlier.versions],
    others: earlier.others,
  };
}

/** Notes, before anything is done about them, the documents of other files that the stages send. */
function noteOthers({ archive }: Pick<Ports, 'archive'>, pending: PendingErasure): Work['beforeSend'] {
  const others = new Set(pending.others);
  let noted = Promise.resolve();
  return (bodies) => {
    const before = others.size;
    for (const doc of bodies.flatMap((body) => findMessageDocument(body) ?? []))
      if (!pending.scope.docs.has(doc)) others.add(doc);
    if (others.size > before) noted = noted.then(() => writePendingErasure(archive, { ...pending, others }));
    return noted;
  };
}

function countVersions(
  key: string,
  versions: readonly { key: string; deleted: boolean }[],
): ErasureReceipt['keys'][number] {
  const own = versions.filter((version) => version.key === key);
  const deleteMarkers = own.filter(({ deleted }) => deleted).length;
  return { key, versions: own.length - deleteMarkers, deleteMarkers };
}

/** What the stages are to do here. */
interface Work extends Required<Pick<RunStagesOptions, 'beforeSend'>> {
  scope: ErasureScope;
  /** Documents of other files that an erasure which died has stored, and may not have told `index` about. */
  again: ReadonlySet<string>;
}

/** Runs every stage in turn on what is erased. */
function runStagesOn(
  ports: Ports,
  { scope: { keys, docs }, again, beforeSend }: Work,
  days: TableTraces['days'] = [],
): Promise<void> {
  const begin: Parameters<typeof runStages>[1] = async (queues) => {
    await enqueueKeys(queues.uploads, keys);
    await enqueueDocuments(queues.normalized, [...docs, ...again]);
    await enqueueTallies(queues.touched, days);
  };
  return runStages(ports, begin, { beforeSend });
}

/**
 * Runs the stages at least twice: the second round counts the days again in which the first found tombstones.
 */
async function runStagesUntilRemoved(
  ports: Ports,
  work: Work,
  pause: () => Promise<void>,
): Promise<TableTraces> {
  let traces: TableTraces | undefined;
  for (let round = 0; round < maximumRounds; round++) {
    await runStagesOn(ports, work, traces?.days);
    const isFirst = traces === undefined;
    traces = await findTableTraces(ports, work.scope, { uncounted: work.again, before: traces });
    if (!isFirst && traces.unfinished.length === 0) return traces;
    if (!isFirst) await pause();
  }
  throw new ErasureRefused(
    'All versions are removed, but another process keeps writing rows made from them ' +
      `(${traces?.unfinished[0]}); make sure that the file is not being uploaded again, then erase again, ` +
      'or let the sweep remove the rest.',
  );
}

/** What was removed, and what the last search found. */
type Removal = Pick<ErasureReceipt, 'rows' | 'found'> &
  Pick<TableTraces, 'kept'> & { archive: { versions: number; shared: Set<string>; searchFiles: number } };

/**
 * Removes what the stages leave, and searches everything again. An entity that another process has counted
 * meanwhile, by a message that it had before, has rows again: they are removed, and the search is repeated.
 */
async function removeUntilNoRowIsFound(
  ports: Ports,
  work: Work,
  since: number,
  pause: () => Promise<void>,
): Promise<Removal> {
  const archive = { versions: 0, shared: new Set<string>(), searchFiles: 0 };
  const rows = { removed: 0, emptied: 0 };
  for (let traces = await runStagesUntilRemoved(ports, work, pause), round = 1; ; round++) {
    const { archived, searchFiles } = await removeTraces(ports, work.scope, traces, since);
    const { found, replaced } = await searchUntilNoneReplaced(ports, work.scope, since);
    archive.versions += archived.versions.length;
    for (const name of archived.shared) archive.shared.add(name);
    archive.searchFiles += searchFiles.length + replaced;
    for (const { remainder } of traces.rows) rows[remainder === undefined ? 'removed' : 'emptied']++;
    if (found.rows === 0 || round === maximumRemovals) return { kept: traces.kept, archive, rows, found };
    await pause();
    traces = await findTableTraces(ports, work.scope, { before: traces });
  }
}

/**
 * Searches everything again. A compaction of the search table that ran meanwhile has replaced files: this
 * removes those and searches once more.
 *
 * @returns what was found at last, and how many replaced files were removed
 */
async function searchUntilNoneReplaced(
  ports: Ports,
  scope: ErasureScope,
  since: number,
): Promise<{ found: ErasureReceipt['found']; replaced: number }> {
  let replaced = 0;
  for (let round = 0; ; round++) {
    const found = await countRemains(ports, scope, since);
    if (found.searchFiles === 0 || round === maximumRounds) return { found, replaced };
    replaced += (await removeOldSearchFiles(ports.archive)).length;
  }
}

/** Searches everything again and counts what is still there. All counts are 0 after a complete erasure. */
async function countRemains(
  ports: Ports,
  scope: ErasureScope,
  since: number,
): Promise<ErasureReceipt['found']> {
  const versions = await Promise.all(scope.keys.map((key) => readVersions(ports.inbox, key)));
  const traces = await findTableTraces(ports, scope);
  const archived = await findArchiveTraces(ports.archive, scope, traces.references, since);
  const tokens = await ports.search.tokensOf([...scope.docs].map((id) => ({ id })));
  const outdated: string[] = [];
  for (const doc of scope.docs) {
    const row = await ports.table.get(rowKeys.document(doc), { consistent: true });
    const applied = row && documentMeta.parse(row).applied;
    if (applied !== undefined && tokens.get(doc) !== applied.token) outdated.push(doc);
  }
  return {
    versions: versions.flat().length,
    archiveVersions: archived.versions.length,
    rows: traces.rows.length + traces.unfinished.length,
    searchRows: outdated.length,
    searchFiles: (await findOldSearchFiles(ports.archive)).length,
  };
}
