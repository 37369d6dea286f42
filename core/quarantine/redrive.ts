/**
 * Redrives what is in quarantine: has refused keys handled again in full, and sends dead letters to their
 * queues again. A message alone would find a refused key `unchanged`, because neither the object nor the
 * reader changed. So a redrive first acquires the claim's fencing token without applying: the next handler
 * then may not rely on the claim. If the message is lost, a sweep finds the claim.
 */
import type { Code } from '../errors.ts';
import { omitUndefined } from '../omitUndefined.ts';
import { mapConcurrent } from '../protocol/mapConcurrent.ts';
import { enqueueKeys } from '../protocol/messages.ts';
import { queryAll } from '../protocol/paginate.ts';
import type { Ports } from '../protocol/ports.ts';
import { acquire, isLive } from '../protocol/reconcile.ts';
import { claim as claimRow } from '../records/claim.ts';
import { documentOfChild, keys } from '../records/keys.ts';
import { readRefusedParts } from '../records/refusals.ts';
import { type DeadLetter, readDeadLetters } from './deadLetter.ts';
import { listQuarantine } from './listQuarantine.ts';

type RedrivePorts = Pick<Ports, 'inbox' | 'table' | 'clock' | 'queues'>;

/** How much was queued. An item stays in quarantine until it is handled with success. */
export interface RedriveCounts {
  keys: number;
  deadLetters: number;
}

const pageSize = 100;
const concurrency = 16;

/**
 * Redrives refused keys, keys with refused parts, and dead letters, newest first.
 *
 * @param code only those with this code
 * @param page at most `limit` items after a `next` of an earlier page; without a limit, all items
 * @returns `next`: where the next page begins
 */
export async function redriveQuarantine(
  ports: RedrivePorts,
  code?: Code,
  page: { after?: string | undefined; limit?: number } = {},
): Promise<RedriveCounts & { next?: string }> {
  const limit = page.limit ?? Number.POSITIVE_INFINITY;
  // All items are read before the first is queued: those refused again would reappear as the newest.
  const refused = new Set<string>();
  const dead: Pick<DeadLetter, 'queue' | 'hint'>[] = [];
  let after = page.after;
  let read = 0;
  do {
    const size = Math.min(pageSize, limit - read);
    const { items, next } = await listQuarantine(ports.table, { code }, { after, limit: size });
    for (const { key, queue, hint } of items) {
      if (queue !== undefined && hint !== undefined) dead.push({ queue, hint });
      else if (key !== undefined) refused.add(key);
    }
    read += items.length;
    after = next;
  } while (after !== undefined && read < limit);
  await mapConcurrent(concurrency, refused, (key) => invalidateClaim(ports, key));
  await enqueueKeys(ports.queues.uploads, [...refused]);
  await resend(ports, dead);
  return { keys: refused.size, deadLetters: dead.length, ...omitUndefined({ next: after }) };
}

/**
 * Redrives one key, whatever its outcome was, and the dead letters about it and its documents.
 *
 * @param code the key only if it or a part of it was refused with this code, and dead letters only of this
 *   code
 * @returns zero counts if the key is unknown
 */
export async function redriveKey(ports: RedrivePorts, key: string, code?: Code): Promise<RedriveCounts> {
  const row = await ports.table.get(keys.claim(key), { consistent: true });
  const children = await queryAll(ports.table, { pk: keys.claim(key).pk, prefix: 'DOC#', consistent: true });
  const letters = await readDeadLetters(ports.table, children.filter(isLive).map(documentOfChild), key);
  const dead = letters.filter(({ refusal }) => code === undefined || refusal.code === code);
  await resend(ports, dead);
  const known = row !== undefined || (await ports.inbox.head(key)) !== undefined;
  if (!known || (code !== undefined && !(await readCodes(ports, key)).has(code)))
    return { keys: 0, deadLetters: dead.length };
  await invalidateClaim(ports, key);
  await enqueueKeys(ports.queues.uploads, [key]);
  return { keys: 1, deadLetters: dead.length };
}

async function resend(
  { queues }: RedrivePorts,
  dead: readonly Pick<DeadLetter, 'queue' | 'hint'>[],
): Promise<void> {
  for (const [queue, letters] of Map.groupBy(dead, (letter) => letter.queue))
    await queues[queue].send(letters.map(({ hint }) => hint));
}

/** The codes with which the key and its parts were refused. */
async function readCodes({ table }: RedrivePorts, key: string): Promise<Set<Code>> {
  const row = await table.get(keys.claim(key), { consistent: true });
  const parts = await readRefusedParts(table, key);
  const refusals = [
    row === undefined ? undefined : claimRow.parse(row).refusal,
    ...parts.map(({ refusal }) => refusal),
  ];
  return new Set(refusals.flatMap((each) => each?.code ?? []));
}

/** Leaves the claim acquired but not converged. Unclaimed keys need no reset. */
export async function invalidateClaim(
  ports: Pick<RedrivePorts, 'table' | 'clock'>,
  key: string,
): Promise<void> {
  await acquire(ports, keys.claim(key), async (row) =>
    row === undefined ? undefined : { desired: undefined, intent: {} },
  );
}
