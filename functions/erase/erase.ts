/**
 * Erasing: all versions of a file, and all that was made of it. The stages themselves take back the rows, run here, so that whoever works
 * beside us is held back as always (core/protocol/reconcile.ts); when they and whoever began before them have ended, what still tells of the file
 * is removed: markers, names, titles. Then everything is looked for again. A note says what is to go until it has gone; if this is broken
 * off, the sweep brings it to its end (functions/erase/finish.ts).
 */

import type { Wired } from '../../cli/wiring.ts';
import { enqueueDocuments, enqueueKeys, enqueueTallies } from '../../core/protocol/messages.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { versionsOf } from '../../core/queries/versionOutcomes.ts';
import { documentMeta } from '../../core/records/document.ts';
import { keys as rowKeys } from '../../core/records/keys.ts';
import { runStages } from '../runStages.ts';
import { findInArchive, findOldSearchFiles, removeVersions } from './archive.ts';
import { removeRest } from './finish.ts';
import { closeNote, type ErasureNote, type ErasureScope, noteOf, readNote, writeNote } from './note.ts';
import { type ErasureReceipt, isComplete } from './receipt.ts';
import { scopeOf } from './scope.ts';
import { ErasureRefused, keysOf } from './target.ts';
import { findTraces, type Traces } from './traces.ts';

/** How often the stages are run again where somebody else was faster, and the pause between. */
const rounds = 20;
const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 500));

/**
 * @param asked a key, or the id of a document
 * @param pause before the stages are run again where somebody else is at work
 * @throws ErasureRefused where nothing is known of it, where others share its file, or where it is uploaded again meanwhile
 */
export async function erase(
  wired: Pick<Wired, 'ports' | 'quiet' | 'compact' | 'beyondReach'>,
  asked: string,
  pause = rest,
): Promise<ErasureReceipt> {
  const { ports } = wired;
  const keys = await keysOf(ports, asked);
  const versions = (await Promise.all(keys.map((key) => versionsOf(ports.inbox, key)))).flat();
  const name = noteOf(keys);
  const note = withEarlier(
    { name, scope: await scopeOf(ports, keys), versions },
    await readNote(ports.archive, name),
  );
  const { scope } = note;
  await writeNote(ports.archive, note);
  await removeVersions(ports.inbox, note.versions);
  await workOn(ports, scope);
  const since = ports.clock();
  await wired.quiet();
  const traces = await untilFinished(ports, scope, pause);
  const { archived, searchFiles } = await removeRest(ports, scope, traces, since);
  const receipt: ErasureReceipt = {
    schema: 'dateline.erasure/1',
    asked,
    at: new Date(ports.clock()).toISOString(),
    keys: keys.map((key) => ofKey(key, versions)),
    documents: {
      removed: [...scope.docs].filter((doc) => !traces.kept.has(doc)).sort(),
      kept: [...traces.kept.keys()].sort(),
    },
    archive: {
      versions: archived.versions.length,
      shared: archived.shared.sort(),
      searchFiles: searchFiles.length,
    },
    rows: {
      removed: traces.rows.filter(({ rest }) => rest === undefined).length,
      emptied: traces.rows.filter(({ rest }) => rest !== undefined).length,
    },
    found: await lookAgain(ports, scope, since),
    beyondReach: wired.beyondReach,
  };
  if (isComplete(receipt)) await closeNote(ports.archive, note, wired.compact);
  return receipt;
}

/** What an erasure of the same keys that was broken off knew; by now no row may tell of it. */
function withEarlier(note: ErasureNote, earlier: ErasureNote | undefined): ErasureNote {
  if (earlier === undefined) return note;
  const { keys, docs, payloads, readings } = note.scope;
  return {
    name: note.name,
    scope: {
      keys,
      docs: docs.union(earlier.scope.docs),
      payloads: payloads.union(earlier.scope.payloads),
      readings: readings.union(earlier.scope.readings),
    },
    versions: [...note.versions, ...earlier.versions],
  };
}

function ofKey(
  key: string,
  versions: readonly { key: string; deleted: boolean }[],
): ErasureReceipt['keys'][number] {
  const own = versions.filter((each) => each.key === key);
  const deleteMarkers = own.filter(({ deleted }) => deleted).length;
  return { key, versions: own.length - deleteMarkers, deleteMarkers };
}

/** Every stage in turn, on what was erased; counts that must wait go to the queue of whoever serves it. */
function workOn(ports: Ports, { keys, docs }: ErasureScope, days: Traces['days'] = []): Promise<void> {
  return runStages(
    ports,
    async (queues) => {
      await enqueueKeys(queues.uploads, keys);
      await enqueueDocuments(queues.normalized, docs);
      await enqueueTallies(queues.touched, days);
    },
    { later: ports.queues, sent: ports.clock() },
  );
}

/** Twice at least: what the first look finds marked is counted again. */
async function untilFinished(ports: Ports, scope: ErasureScope, pause: () => Promise<void>): Promise<Traces> {
  let traces: Traces | undefined;
  for (let round = 0; round < rounds; round++) {
    await workOn(ports, scope, traces?.days);
    const seen = traces;
    traces = await findTraces(ports, scope);
    if (seen !== undefined && traces.unfinished.length === 0) return traces;
    if (seen !== undefined) await pause();
  }
  throw new ErasureRefused(
    `All versions are removed, but somebody goes on writing what was made of them (${traces?.unfinished[0]}); is the file being uploaded again? Call erase once more; else the sweep removes the rest.`,
  );
}

/** What of it is still there: nothing, if all went well. */
async function lookAgain(ports: Ports, scope: ErasureScope, since: number): Promise<ErasureReceipt['found']> {
  const versions = await Promise.all(scope.keys.map((key) => versionsOf(ports.inbox, key)));
  const traces = await findTraces(ports, scope);
  const archived = await findInArchive(ports.archive, scope, traces.references, since);
  const tokens = await ports.search.tokensOf([...scope.docs]);
  const behind: string[] = [];
  for (const doc of scope.docs) {
    const row = await ports.table.get(rowKeys.document(doc), { consistent: true });
    const applied = row && documentMeta.parse(row).applied;
    if (applied !== undefined && (tokens.get(doc) ?? 0) < applied.token) behind.push(doc);
  }
  return {
    versions: versions.flat().length,
    archiveVersions: archived.versions.length,
    rows: traces.rows.length + traces.unfinished.length,
    searchRows: behind.length,
    searchFiles: (await findOldSearchFiles(ports.archive)).length,
  };
}
