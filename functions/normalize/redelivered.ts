/**
 * Handles the keys of redelivered messages on one machine, where a file may have killed the process that read
 * it: it would kill the process after each start. Redelivered keys are handled one at a time, and the claim
 * counts each attempt before it begins. An attempt that finishes or throws is no longer counted. After
 * `deadlyAttempts` of those that stay counted the version is refused. A person, or a system that ran out of
 * memory, may have ended one attempt, but hardly all.
 *
 * On AWS an execution also dies of its time limit, or of a neighbour's memory: its death proves nothing
 * against a file, and nothing is counted here. Messages are counted, and isolated after a death, by
 * `core/quarantine/countFailures.ts`.
 */
import pLimit from 'p-limit';
import { refuse } from '../../core/errors.ts';
import { type Attributes, acquire } from '../../core/protocol/reconcile.ts';
import { thresholds } from '../../core/protocol/thresholds.ts';
import { claim as claimRow } from '../../core/records/claim.ts';
import { keys } from '../../core/records/keys.ts';
import type { Verdict } from './desiredState.ts';
import type { NormalizePorts } from './ports.ts';

/** Handles a key. With a verdict on its current version, that version is not read again. */
type HandleKey<T> = (key: string, verdict?: Verdict) => Promise<T>;

type RedeliveryPorts = Pick<NormalizePorts, 'inbox' | 'table' | 'clock' | 'thresholds'>;

/** The claim's attributes that forget all unfinished attempts. The stored attribute is named `lost`. */
export const noUnfinishedAttempts: Attributes = { lost: undefined };

/** Wraps a handler for redelivered keys: one key at a time, with its attempts counted. */
export function redeliveredHandler<T>(
  ports: RedeliveryPorts,
  handle: HandleKey<T>,
): (key: string) => Promise<T> {
  const oneAtATime = pLimit(1);
  return (key) => oneAtATime(() => handleCounted(ports, handle, key));
}

async function handleCounted<T>(ports: RedeliveryPorts, handle: HandleKey<T>, key: string): Promise<T> {
  const current = await ports.inbox.head(key);
  if (current === undefined) return handle(key);
  const { version } = current;
  const { attemptMilliseconds, deadlyAttempts } = ports.thresholds ?? thresholds;
  const now = ports.clock();
  const attempts = (times: number): Attributes =>
    times === 0 ? noUnfinishedAttempts : { lost: { version, times, began: now } };
  const lease = await acquire(ports, keys.claim(key), async (row) => {
    const unfinished = row === undefined ? undefined : claimRow.parse(row).lost;
    // The last one may be alive: another execution got the same message, or this one already counted itself.
    const alive = unfinished?.began !== undefined && now - unfinished.began < attemptMilliseconds;
    const earlier = unfinished?.version === version ? unfinished.times - Number(alive) : 0;
    return { desired: earlier, intent: { key, ...attempts(earlier + 1) } };
  });
  const earlier = lease?.desired ?? 0;
  const refusal = refuse(
    'input.crashed',
    `${earlier} attempts to read this file, and nothing else, ended with the death of their process`,
  );
  try {
    return await handle(key, earlier < deadlyAttempts ? undefined : { version, refusal });
  } catch (error) {
    // This attempt did not die. If this write fails too, a later attempt counts it as unfinished.
    await lease?.update(attempts(earlier), lease.token, false).catch(() => {});
    throw error;
  }
}
