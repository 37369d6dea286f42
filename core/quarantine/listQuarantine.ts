/**
 * Lists what is in quarantine, newest first: refused files, refused members of containers, and dead letters.
 */
import * as z from 'zod';
import { type Code, codes } from '../errors.ts';
import type { Item, Table } from '../ports/table.ts';
import { refusedPartitions } from '../records/keys.ts';
import { refusal } from '../records/refusals.ts';
import { highestFirst, mergeSorted, readDescending, take } from '../records/sortedRows.ts';
import { deadLetter } from './deadLetter.ts';

/** The fields of a claim, a refused part or a dead letter that quarantine shows. */
const quarantineItem = z.object({
  /** Absent for a dead letter that is about no file. */
  key: z.exactOptional(z.string()),
  /** For a member of a container, its path inside. */
  part: z.exactOptional(z.string()),
  /** Only dead letters have the next three. */
  document: deadLetter.shape.document,
  queue: z.exactOptional(deadLetter.shape.queue),
  hint: z.exactOptional(deadLetter.shape.hint),
  refusal,
  /** RFC 3339. */
  at: z.string(),
});
export type QuarantineItem = z.infer<typeof quarantineItem>;

/** `time#key of the row`, the sort key in the index `list`. */
export const quarantinePosition = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z#(OBJ|DEAD)#[0-9a-f]{32}(#PART#[0-9a-f]{32})?$/);

/** Rounds of reading for one page. It needs more than one only if rows change while the index is read. */
const maxRounds = 3;

/**
 * Reads one page of the quarantine.
 *
 * @param filter `since` is RFC 3339 in UTC with milliseconds, as in the rows
 * @param page `after` is a `next` of an earlier page
 */
export async function listQuarantine(
  table: Table,
  filter: { code?: Code | undefined; since?: string | undefined },
  page: { after?: string | undefined; limit: number },
): Promise<{ items: QuarantineItem[]; next?: string }> {
  const from = filter.since ?? '0000';
  const to = page.after ?? '9999-12-31T23:59:59.999Z~';
  if (from > to) return { items: [] };
  const query = { index: 'list', from, to, limit: page.limit + 2 } as const;
  const wanted = filter.code === undefined ? codes : [filter.code];
  const stream = mergeSorted(
    wanted.flatMap(refusedPartitions).map((pk) => readDescending(table, { ...query, pk }, page.after)),
    highestFirst,
  );
  const items: QuarantineItem[] = [];
  let last: string | undefined;
  for (let round = 0; round < maxRounds; round++) {
    const chunk = await take(stream, page.limit - items.length);
    if (chunk.length === 0) return { items };
    const rows = await table.batchGet(chunk.map(({ row: { pk, sk } }) => ({ pk, sk })));
    for (const [i, { position }] of chunk.entries()) {
      const row = rows[i];
      if (row?.listSk === position) items.push(...itemsOf(row));
      last = position;
    }
    if (items.length === page.limit) break;
  }
  const more = !(await stream.next()).done;
  return { items, ...(more && last !== undefined && { next: last }) };
}

function itemsOf(row: Item): QuarantineItem[] {
  return row.refusal === undefined ? [] : [quarantineItem.parse(row)];
}
