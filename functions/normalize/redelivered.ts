/**
 * A message that comes back: the look before did not come to its end. Mostly something threw that a retry cures; but it may be that the file
 * took the whole function with it, and everything else that was in hand. So from the second receive on, keys are looked at one at a time,
 * and the claim counts each such look before it begins. A look that ends, well or badly, is no longer counted; one that was never heard of
 * again is the file's fault, since it was alone. After two of them the version is refused.
 */
import pLimit from 'p-limit';
import { refuse } from '../../core/errors.ts';
import { acquire } from '../../core/protocol/reconcile.ts';
import { claim as claimRow } from '../../core/records/claim.ts';
import { keys } from '../../core/records/keys.ts';
import type { Verdict } from './desiredState.ts';
import type { NormalizePorts } from './ports.ts';

const mostLost = 2;

/** Looks at a key; with a verdict, its version is not read again. */
type LookAt<T> = (key: string, verdict?: Verdict) => Promise<T>;

/** The same for keys of returned messages: in turn, and counted. */
export function redelivered<T>(
  ports: Pick<NormalizePorts, 'inbox' | 'table' | 'clock'>,
  look: LookAt<T>,
): (key: string) => Promise<T> {
  const alone = pLimit(1);
  return (key) => alone(() => counted(ports, look, key));
}

async function counted<T>(
  ports: Pick<NormalizePorts, 'inbox' | 'table' | 'clock'>,
  look: LookAt<T>,
  key: string,
): Promise<T> {
  const current = await ports.inbox.head(key);
  if (current === undefined) return look(key);
  const { version } = current;
  const counting = (times: number) => ({ lost: times === 0 ? undefined : { version, times } });
  const lease = await acquire(ports, { key: keys.claim(key) }, async (row) => {
    const lost = row === undefined ? undefined : claimRow.parse(row).lost;
    const before = lost?.version === version ? lost.times : 0;
    return { desired: before, intent: { key, ...counting(before + 1) } };
  });
  const before = lease?.desired ?? 0;
  const refusal = refuse(
    'input.crashed',
    `${before} looks at it, and at nothing else, ended with the process that made them`,
  );
  try {
    return await look(key, before < mostLost ? undefined : { version, refusal });
  } catch (error) {
    // It was heard of again. Where this cannot be written either, a later look counts it as lost.
    await lease?.update(counting(before), lease.token, false).catch(() => {});
    throw error;
  }
}
