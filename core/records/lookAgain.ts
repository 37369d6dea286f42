/**
 * Looking again, in full, at what was refused. A hint alone would come to `unchanged` where neither the object nor the reader changed,
 * so the claim's token is raised unsettled first: whoever looks next may not believe what it says. Should the hint be lost, a sweep
 * finds the claim.
 */
import type { Code } from '../errors.ts';
import { lookAtKeys } from '../messages.ts';
import type { Ports } from '../ports.ts';
import { raise } from '../reconcile.ts';
import { claim as claimRow } from './claim.ts';
import { keys } from './keys.ts';
import { readRefused } from './readRefused.ts';
import { refusedPartsOf } from './refused.ts';

type LookAgainPorts = Pick<Ports, 'inbox' | 'table' | 'clock'> & { queues: Pick<Ports['queues'], 'uploads'> };

const groupSize = 100;

/**
 * Keys that are refused, and keys of which a part is.
 *
 * @returns how many keys were hinted; their refusals stand until the look has come to its end
 */
export async function lookAgainAtRefused(ports: LookAgainPorts, code?: Code): Promise<number> {
  // All are read before the first is hinted: those refused again would come up as the latest.
  const refused = new Set<string>();
  let after: string | undefined;
  do {
    const page = await readRefused(ports.table, { code }, { after, limit: groupSize });
    for (const { key } of page.refused) refused.add(key);
    after = page.next;
  } while (after !== undefined);
  for (const key of refused) await unsettle(ports, key);
  await lookAtKeys(ports.queues.uploads, [...refused]);
  return refused.size;
}

/**
 * Whatever came of the key before.
 *
 * @param code only where the key, or a part of it, is refused with it
 * @returns whether it was hinted: not where nothing is known of it
 */
export async function lookAgainAt(ports: LookAgainPorts, key: string, code?: Code): Promise<boolean> {
  const row = await ports.table.get(keys.claim(key), { consistent: true });
  const known = row !== undefined || (await ports.inbox.head(key)) !== undefined;
  if (!known || (code !== undefined && !(await codesOf(ports, key)).has(code))) return false;
  await unsettle(ports, key);
  await lookAtKeys(ports.queues.uploads, [key]);
  return true;
}

/** What the key and its parts are refused with. */
async function codesOf({ table }: LookAgainPorts, key: string): Promise<Set<Code>> {
  const row = await table.get(keys.claim(key), { consistent: true });
  const parts = await refusedPartsOf(table, key);
  const refusals = [row === undefined ? undefined : claimRow.parse(row).refusal, ...parts.map(({ refusal }) => refusal)];
  return new Set(refusals.flatMap((each) => each?.code ?? []));
}

/** A key that nobody has claimed needs it not. */
async function unsettle(ports: LookAgainPorts, key: string): Promise<void> {
  await raise(ports, { key: keys.claim(key) }, async (row) => (row === undefined ? undefined : { truth: undefined, note: {} }));
}
