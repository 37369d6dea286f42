/**
 * Erasing: all versions of a file, and all that was made of it. The stages themselves take back the rows, run here, so that whoever works
 * beside us is held back as always (core/reconcile.ts); when they and whoever began before them have ended, what still tells of the file
 * is removed: markers, names, titles. Then everything is looked for again.
 */
import { lookAtDocuments, lookAtKeys, lookAtTallies } from '../../core/messages.ts';
import type { Ports } from '../../core/ports.ts';
import { documentMeta } from '../../core/records/document.ts';
import { keys as rowKeys } from '../../core/records/keys.ts';
import { versionsOf } from '../../core/records/versionOutcomes.ts';
import type { Wired } from '../ports.ts';
import { work } from '../work.ts';
import { findInArchive, findOldSearchFiles, removeVersions } from './archive.ts';
import type { Receipt } from './receipt.ts';
import { findTraces, removeTraces, type Traces } from './rows.ts';
import { type Scope, scopeOf } from './scope.ts';
import { ErasureRefused, keysOf } from './target.ts';

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
): Promise<Receipt> {
  const { ports } = wired;
  const keys = await keysOf(ports, asked);
  const scope = await scopeOf(ports, keys);
  const versions = (await Promise.all(keys.map((key) => versionsOf(ports.inbox, key)))).flat();
  await removeVersions(ports.inbox, versions);
  await workOn(ports, scope);
  const since = ports.clock();
  await wired.quiet();
  const traces = await untilFinished(ports, scope, pause);

  const archived = await findInArchive(ports.archive, scope, traces.references, since);
  await removeVersions(ports.archive, archived.versions);
  await removeTraces(ports, traces);
  await ports.search.purge();
  const searchFiles = await findOldSearchFiles(ports.archive);
  await removeVersions(ports.archive, searchFiles);
  await wired.compact();

  return {
    schema: 'dateline.erasure/1',
    asked,
    at: new Date(ports.clock()).toISOString(),
    keys: keys.map((key) => ofKey(key, versions)),
    documents: { removed: [...scope.docs].filter((doc) => !traces.kept.has(doc)).sort(), kept: [...traces.kept.keys()].sort() },
    archive: { versions: archived.versions.length, shared: archived.shared.sort(), searchFiles: searchFiles.length },
    rows: {
      removed: traces.rows.filter(({ rest }) => rest === undefined).length,
      emptied: traces.rows.filter(({ rest }) => rest !== undefined).length,
    },
    found: await lookAgain(ports, scope, since),
    beyondReach: wired.beyondReach,
  };
}

function ofKey(key: string, versions: readonly { key: string; deleted: boolean }[]): Receipt['keys'][number] {
  const own = versions.filter((each) => each.key === key);
  const deleteMarkers = own.filter(({ deleted }) => deleted).length;
  return { key, versions: own.length - deleteMarkers, deleteMarkers };
}

/** Every stage in turn, on what was erased; counts that must wait go to the queue of whoever serves it. */
function workOn(ports: Ports, { keys, docs }: Scope, days: Traces['days'] = []): Promise<void> {
  return work(
    ports,
    async (queues) => {
      await lookAtKeys(queues.uploads, keys);
      await lookAtDocuments(queues.normalized, docs);
      await lookAtTallies(queues.touched, days);
    },
    { later: ports.queues, sent: ports.clock() },
  );
}

/** Twice at least: what the first look finds marked is counted again. */
async function untilFinished(ports: Ports, scope: Scope, pause: () => Promise<void>): Promise<Traces> {
  let traces: Traces | undefined;
  for (let round = 0; round < rounds; round++) {
    await workOn(ports, scope, traces?.days);
    const seen = traces;
    traces = await findTraces(ports, scope);
    if (seen !== undefined && traces.unfinished.length === 0) return traces;
    if (seen !== undefined) await pause();
  }
  throw new ErasureRefused(
    `All versions are removed, but somebody goes on writing what was made of them (${traces?.unfinished[0]}); is the file being uploaded again? Call erase once more.`,
  );
}

/** What of it is still there: nothing, if all went well. */
async function lookAgain(ports: Ports, scope: Scope, since: number): Promise<Receipt['found']> {
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
