/** What was refused: claims whose last look ended in a refusal, the latest first. */
import * as z from 'zod';
import { type Code, codes } from '../errors.ts';
import type { Table } from '../ports.ts';
import { type Claim, claim } from './claim.ts';
import { refusedPartition } from './keys.ts';
import { downwards, highestFirst, merged, take } from './positions.ts';

export type RefusedClaim = Claim & { refusal: NonNullable<Claim['refusal']>; at: string };

/** `time#partition of the claim`, as the index has it. */
export const refusedPosition = z.string().regex(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z#OBJ#[0-9a-f]{32}$/);

/** Rounds of reading for one page; more than one only where claims changed while the index was read. */
const rounds = 3;

/** @param filter `since`: RFC 3339 in UTC with milliseconds, as claims have it */
export async function readRefused(
  table: Table,
  filter: { code?: Code | undefined; since?: string | undefined },
  page: { after?: string | undefined; limit: number },
): Promise<{ claims: RefusedClaim[]; next?: string }> {
  const from = filter.since ?? '0000';
  const to = page.after ?? '9999-12-31T23:59:59.999Z~';
  if (from > to) return { claims: [] };
  const query = { index: 'list', from, to, limit: page.limit + 2 } as const;
  const wanted = filter.code === undefined ? codes : [filter.code];
  const stream = merged(
    wanted.map((code) => downwards(table, { ...query, pk: refusedPartition(code) }, page.after)),
    highestFirst,
  );
  const claims: RefusedClaim[] = [];
  let last: string | undefined;
  for (let round = 0; round < rounds; round++) {
    const chunk = await take(stream, page.limit - claims.length);
    if (chunk.length === 0) return { claims };
    const rows = await table.batchGet(chunk.map(({ row: { pk, sk } }) => ({ pk, sk })));
    for (const [i, { position }] of chunk.entries()) {
      const row = rows[i];
      if (row?.listSk === position) claims.push(...refusedOf(claim.parse(row)));
      last = position;
    }
    if (claims.length === page.limit) break;
  }
  const more = !(await stream.next()).done;
  return { claims, ...(more && last !== undefined && { next: last }) };
}

function refusedOf(found: Claim): RefusedClaim[] {
  const { refusal, at } = found;
  return refusal === undefined || at === undefined ? [] : [{ ...found, refusal, at }];
}
