/** Who may create a table of the search rows: one process at a time. */
import * as z from 'zod';
import type { Table } from '../ports/table.ts';
import { keys } from './keys.ts';

/** A creator that is not done after this time, in milliseconds, has died. It takes a second or two. */
const creatorMilliseconds = 60_000;

const claim = z.object({ at: z.number() });

/** @returns `false` if another process claimed the name in the last minute */
export async function claimSearchTable(table: Table, name: string, now: number): Promise<boolean> {
  const key = keys.compaction(`CREATE#${name}`);
  const row = await table.get(key, { consistent: true });
  const before = row === undefined ? undefined : claim.parse(row).at;
  if (before !== undefined && Math.abs(now - before) < creatorMilliseconds) return false;
  return table.update(key, { at: now }, { attribute: 'at', equals: before });
}
