/**
 * What is in quarantine. A claim whose last look ended in a refusal is there itself; a member of a container that was refused among
 * good ones has a row of its own under the claim.
 */
import * as z from 'zod';
import { codes } from '../errors.ts';
import type { Table } from '../ports/table.ts';
import { queryAll } from '../protocol/paginate.ts';
import { isLive } from '../protocol/reconcile.ts';
import { keys, refusedPartition } from './keys.ts';

/** Of a claim or of a part; the sentence and the mend follow from the code. */
export const refusal = z.object({ code: z.enum(codes), evidence: z.string() });

/** A member of the current version that could not be read. Written under the claim's token. */
export const refusedPart = z.object({
  key: z.string(),
  /** Its path inside the container, as the format tells it. */
  part: z.string(),
  version: z.string(),
  /** When it was looked at: RFC 3339. */
  at: z.string(),
  refusal,
});
export type RefusedPart = z.infer<typeof refusedPart>;

/** The members of the key's current version that are refused, by their path. */
export async function readRefusedParts(table: Table, key: string): Promise<RefusedPart[]> {
  const rows = await queryAll(table, { pk: keys.claim(key).pk, prefix: 'PART#', consistent: true });
  const parts = rows.filter(isLive).map((row) => refusedPart.parse(row));
  return parts.sort((a, b) => collator.compare(a.part, b.part));
}

/** `line 9` before `line 10`. */
const collator = new Intl.Collator('en', { numeric: true });

export type QuarantineIndexKeys = { listPk: string; listSk: string };

/** What puts a row into quarantine: it is in the index `list` by its code, then by time. `place` tells apart those of one time. */
export function quarantineIndexKeys(code: string, at: string, place: string): QuarantineIndexKeys {
  return { listPk: refusedPartition(code), listSk: `${at}#${place}` };
}
