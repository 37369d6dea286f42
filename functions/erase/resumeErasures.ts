/**
 * Completes interrupted erasures, over several sweeps. The first sweep removes the versions that are left and
 * queues whatever then differs, so that the stages remove the rows. The sweep that finds nothing left for the
 * stages records the time. A later sweep, when every execution that was running at that time has ended,
 * removes the remaining traces as `dateline erase` does.
 */
import type { Ports } from '../../core/protocol/ports.ts';
import { describeError } from '../../core/protocol/stage.ts';
import { longestExecutionSeconds } from '../functions.ts';
import { removeVersions } from './archiveTraces.ts';
import type { ErasureScope } from './erasureScope.ts';
import {
  completeErasure,
  type PendingErasure,
  readPendingErasures,
  writePendingErasure,
} from './pendingErasure.ts';
import { removeTraces } from './removeTraces.ts';
import { findTableTraces } from './tableTraces.ts';

type ResumePorts = Pick<Ports, 'inbox' | 'archive' | 'table' | 'search' | 'clock' | 'log'>;

interface ResumeOptions {
  /** Rewrites the table's files so that removed rows cannot be read from them. */
  compact?: (() => Promise<void>) | undefined;
  /** Called before each erasure and at each step of its scan; `true` leaves it to a later sweep. */
  shouldStop?: () => boolean;
}

/**
 * @returns how many erasures are now complete, and how many a later sweep continues
 */
export async function resumeErasures(
  ports: ResumePorts,
  { compact = async () => {}, shouldStop = () => false }: ResumeOptions = {},
): Promise<{ erased: number; erasing: number }> {
  const pending = await readPendingErasures(ports.archive);
  let erased = 0;
  for (const erasure of pending) {
    if (shouldStop()) break;
    try {
      if (await resumeErasure(ports, erasure, { compact, shouldStop })) erased++;
    } catch (error) {
      // The rest of the sweep goes on.
      ports.log.error('Could not resume the interrupted erasure; the next sweep tries again.', {
        error: describeError(error),
      });
    }
  }
  return { erased, erasing: pending.length - erased };
}

/** @returns whether it is now complete */
async function resumeErasure(
  ports: ResumePorts,
  erasure: PendingErasure,
  { compact, shouldStop }: { compact: () => Promise<void>; shouldStop: () => boolean },
): Promise<boolean> {
  await removeVersions(ports.inbox, erasure.versions);
  const scope = await withoutReusedKeys(ports, erasure.scope);
  const traces = await findTableTraces(ports, scope, shouldStop);
  if (traces === undefined) return false;
  const stagesAreDone = traces.unfinished.length + traces.miscounted.length === 0;
  const doneSince = stagesAreDone ? (erasure.doneSince ?? ports.clock()) : undefined;
  if (doneSince === undefined || ports.clock() - doneSince <= longestExecutionSeconds * 1000) {
    if (doneSince !== erasure.doneSince) await writePendingErasure(ports.archive, { ...erasure, doneSince });
    return false;
  }
  await removeTraces(ports, scope, traces, doneSince);
  await completeErasure(ports.archive, erasure, compact);
  return true;
}

/** Leaves out keys under which a file has been put since: their rows describe the new file. */
async function withoutReusedKeys(
  { inbox }: Pick<Ports, 'inbox'>,
  scope: ErasureScope,
): Promise<ErasureScope> {
  const heads = await Promise.all(scope.keys.map((key) => inbox.head(key)));
  return { ...scope, keys: scope.keys.filter((_, i) => heads[i] === undefined) };
}
