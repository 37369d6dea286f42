/**
 * Looking again, in full, at what is in quarantine. A hint alone would come to `unchanged` where neither the object nor the reader
 * changed, so the claim's token is raised unsettled first: whoever looks next may not believe what it says. Should the hint be lost, a
 * sweep finds the claim. What a stage gave up on is sent to its queue again.
 */
import type { Code } from '../errors.ts';
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

type LookAgainPorts = Pick<Ports, 'inbox' | 'table' | 'clock' | 'queues'>;

/** How much was hinted; the records stand until the look has come to its end. */
export interface RedriveCounts {
  keys: number;
  deadLetters: number;
}

const pageSize = 100;
const atOnce = 16;

/**
 * Keys that are refused, keys of which a part is, and dead letters, the latest first.
 *
 * @param page of so many records, after a position of an earlier page; all of them where no limit is given
 * @returns `next`: where the next page begins
 */
export async function redriveQuarantine(
  ports: LookAgainPorts,
  code?: Code,
  page: { after?: string | undefined; limit?: number } = {},
): Promise<RedriveCounts & { next?: string }> {
  const limit = page.limit ?? Number.POSITIVE_INFINITY;
  // All are read before the first is hinted: those refused again would come up as the latest.
  const refused = new Set<string>();
  const dead: Pick<DeadLetter, 'queue' | 'hint'>[] = [];
  let after = page.after;
  let read = 0;
  do {
    const found = await listQuarantine(
      ports.table,
      { code },
      { after, limit: Math.min(pageSize, limit - read) },
    );
    for (const { key, queue, hint } of found.refused) {
      if (queue !== undefined && hint !== undefined) dead.push({ queue, hint });
      else if (key !== undefined) refused.add(key);
    }
    read += found.refused.length;
    after = found.next;
  } while (after !== undefined && read < limit);
  await mapConcurrent(atOnce, refused, (key) => unsettle(ports, key));
  await enqueueKeys(ports.queues.uploads, [...refused]);
  await sendAgain(ports, dead);
  return { keys: refused.size, deadLetters: dead.length, ...(after !== undefined && { next: after }) };
}

/**
 * At one key, whatever came of it before, and at what was given up on of it and its documents.
 *
 * @param code only where the key, or a part of it, is refused with it, or something of it was given up on with it
 * @returns nothing hinted where nothing is known of it
 */
export async function redriveKey(ports: LookAgainPorts, key: string, code?: Code): Promise<RedriveCounts> {
  const row = await ports.table.get(keys.claim(key), { consistent: true });
  const children = await queryAll(ports.table, { pk: keys.claim(key).pk, prefix: 'DOC#', consistent: true });
  const letters = await readDeadLetters(ports.table, children.filter(isLive).map(documentOfChild), key);
  const dead = letters.filter(({ refusal }) => code === undefined || refusal.code === code);
  await sendAgain(ports, dead);
  const known = row !== undefined || (await ports.inbox.head(key)) !== undefined;
  if (!known || (code !== undefined && !(await codesOf(ports, key)).has(code)))
    return { keys: 0, deadLetters: dead.length };
  await unsettle(ports, key);
  await enqueueKeys(ports.queues.uploads, [key]);
  return { keys: 1, deadLetters: dead.length };
}

async function sendAgain(
  { queues }: LookAgainPorts,
  dead: readonly Pick<DeadLetter, 'queue' | 'hint'>[],
): Promise<void> {
  for (const [queue, letters] of Map.groupBy(dead, (letter) => letter.queue))
    await queues[queue].send(letters.map(({ hint }) => hint));
}

/** What the key and its parts are refused with. */
async function codesOf({ table }: LookAgainPorts, key: string): Promise<Set<Code>> {
  const row = await table.get(keys.claim(key), { consistent: true });
  const parts = await readRefusedParts(table, key);
  const refusals = [
    row === undefined ? undefined : claimRow.parse(row).refusal,
    ...parts.map(({ refusal }) => refusal),
  ];
  return new Set(refusals.flatMap((each) => each?.code ?? []));
}

/** A key that nobody has claimed needs it not. */
async function unsettle(ports: LookAgainPorts, key: string): Promise<void> {
  await acquire(ports, { key: keys.claim(key) }, async (row) =>
    row === undefined ? undefined : { desired: undefined, intent: {} },
  );
}
