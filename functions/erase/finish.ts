/**
 * Erasures that were broken off, brought to their end. A sweep removes the versions that are left and goes on: it hints all that differs
 * then, and the stages take back the rows. One that finds nothing left to take back notes since when, and one that comes when whoever was
 * at work at that time has ended removes the rest, as `dateline erase` does when it is not broken off.
 */
import type { Ports } from '../../core/protocol/ports.ts';
import { describe } from '../../core/protocol/stage.ts';
import { longestExecutionSeconds } from '../../core/protocol/topology.ts';
import { findInArchive, findOldSearchFiles, removeVersions } from './archive.ts';
import { allNotes, closeNote, type ErasureNote, type ErasureScope, writeNote } from './note.ts';
import { findTraces, removeTraces, type Traces } from './traces.ts';

type ErasurePorts = Pick<Ports, 'inbox' | 'archive' | 'table' | 'search' | 'clock' | 'log'>;

/**
 * @param compact leaves nothing of removed rows in the table's files
 * @returns how many came to their end, and how many a later sweep goes on with
 */
export async function finishErasures(
  ports: ErasurePorts,
  compact = async () => {},
): Promise<{ erased: number; erasing: number }> {
  const notes = await allNotes(ports.archive);
  let erased = 0;
  for (const note of notes) {
    try {
      if (await goOn(ports, note, compact)) erased++;
    } catch (error) {
      // The rest of the sweep is not to wait for it.
      ports.log.error(
        'an erasure that was broken off could not be gone on with; the next sweep tries again',
        { error: describe(error) },
      );
    }
  }
  return { erased, erasing: notes.length - erased };
}

/** @returns whether it came to its end */
async function goOn(ports: ErasurePorts, note: ErasureNote, compact: () => Promise<void>): Promise<boolean> {
  await removeVersions(ports.inbox, note.versions);
  const scope = await unused(ports, note.scope);
  const traces = await findTraces(ports, scope);
  const atRest = traces.unfinished.length + traces.miscounted.length === 0;
  const rested = atRest ? (note.rested ?? ports.clock()) : undefined;
  if (rested === undefined || ports.clock() - rested <= longestExecutionSeconds * 1000) {
    if (rested !== note.rested) await writeNote(ports.archive, { ...note, rested });
    return false;
  }
  await removeRest(ports, scope, traces, rested);
  await closeNote(ports.archive, note, compact);
  return true;
}

/** What is left when the stages have done their part, and whoever began before them has ended. @param since milliseconds since 1970 */
export async function removeRest(
  ports: Pick<Ports, 'archive' | 'table' | 'search'>,
  scope: ErasureScope,
  traces: Traces,
  since: number,
) {
  const archived = await findInArchive(ports.archive, scope, traces.references, since);
  await removeVersions(ports.archive, archived.versions);
  await removeTraces(ports, traces);
  await ports.search.purge();
  const searchFiles = await findOldSearchFiles(ports.archive);
  await removeVersions(ports.archive, searchFiles);
  return { archived, searchFiles };
}

/** Without the keys under which something was put meanwhile: their rows say what stands there now. */
async function unused({ inbox }: Pick<Ports, 'inbox'>, scope: ErasureScope): Promise<ErasureScope> {
  const heads = await Promise.all(scope.keys.map((key) => inbox.head(key)));
  return { ...scope, keys: scope.keys.filter((_, i) => heads[i] === undefined) };
}
