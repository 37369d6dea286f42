/**
 * What is in quarantine. A claim whose last handling ended in a refusal is in quarantine itself; a member of
 * a container that was refused while others were stored has a row of its own under the claim.
 */
import * as z from 'zod';
import { refusalCode } from '../document/refusalCode.ts';
import type { Table } from '../ports/table.ts';
import { queryAll } from '../protocol/paginate.ts';
import { isLive } from '../protocol/reconcile.ts';
import { keys, refusedPartitionOf } from './keys.ts';

/** A refusal as rows store it: the code determines message and remedy. */
export const refusal = z.object({ code: refusalCode, evidence: z.string() });

/** A member of the current version that could not be read. Written under the claim's token. */
export const refusedPart = z.object({
  key: z.string(),
  /** Its path inside the container, as the format defines it. */
  part: z.string(),
  version: z.string(),
  /** When it was refused: RFC 3339. */
  at: z.string(),
  refusal,
});
export type RefusedPart = z.infer<typeof refusedPart>;

/** The refused members of the key's current version, ordered by path. */
export async function readRefusedParts(table: Table, key: string): Promise<RefusedPart[]> {
  const rows = await queryAll(table, { pk: keys.claim(key).pk, prefix: 'PART#', consistent: true });
  const parts = rows.filter(isLive).map((row) => refusedPart.parse(row));
  return parts.sort((a, b) => collator.compare(a.part, b.part));
}

/** Sorts `line 9` before `line 10`. */
const collator = new Intl.Collator('en', { numeric: true });

export type QuarantineIndexKeys = { listPk: string; listSk: string };

/**
 * The attributes that put a row into quarantine: the index `list` finds it by code and then by time.
 *
 * @param row distinguishes rows of the same time; it ends with a hash
 */
export function quarantineIndexKeys(code: string, at: string, row: string): QuarantineIndexKeys {
  return { listPk: refusedPartitionOf(code, row), listSk: `${at}#${row}` };
}
