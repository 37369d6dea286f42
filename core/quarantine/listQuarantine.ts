/** What is in quarantine, the latest first: claims whose last look ended in a refusal, members refused among good ones, dead letters. */
import * as z from 'zod';
import { type Code, codes } from '../errors.ts';
import type { Item, Table } from '../ports/table.ts';
import { refusedPartition } from '../records/keys.ts';
import { refusal } from '../records/refusals.ts';
import { highestFirst, mergeSorted, readDescending, take } from '../records/sortedRows.ts';
import { deadLetter } from './deadLetter.ts';

/** A claim, a part or a dead letter, as far as quarantine goes. */
const refused = z.object({
  /** Absent where a dead letter is about no file. */
  key: z.string().optional(),
  /** Of a member: its path inside the container. */
  part: z.string().optional(),
  /** Of a dead letter, as are `queue` and `hint`. */
  document: deadLetter.shape.document,
  queue: deadLetter.shape.queue.optional(),
  hint: deadLetter.shape.hint.optional(),
  refusal,
  /** RFC 3339. */
  at: z.string(),
});
export type QuarantineItem = z.infer<typeof refused>;

/** `time#where the row lies`, as the index has it. */
export const quarantinePosition = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z#(OBJ|DEAD)#[0-9a-f]{32}(#PART#[0-9a-f]{32})?$/);

/** Rounds of reading for one page; more than one only where rows changed while the index was read. */
const rounds = 3;

/** @param filter `since`: RFC 3339 in UTC with milliseconds, as the rows have it */
export async function listQuarantine(
  table: Table,
  filter: { code?: Code | undefined; since?: string | undefined },
  page: { after?: string | undefined; limit: number },
): Promise<{ refused: QuarantineItem[]; next?: string }> {
  const from = filter.since ?? '0000';
  const to = page.after ?? '9999-12-31T23:59:59.999Z~';
  if (from > to) return { refused: [] };
  const query = { index: 'list', from, to, limit: page.limit + 2 } as const;
  const wanted = filter.code === undefined ? codes : [filter.code];
  const stream = mergeSorted(
    wanted.map((code) => readDescending(table, { ...query, pk: refusedPartition(code) }, page.after)),
    highestFirst,
  );
  const found: QuarantineItem[] = [];
  let last: string | undefined;
  for (let round = 0; round < rounds; round++) {
    const chunk = await take(stream, page.limit - found.length);
    if (chunk.length === 0) return { refused: found };
    const rows = await table.batchGet(chunk.map(({ row: { pk, sk } }) => ({ pk, sk })));
    for (const [i, { position }] of chunk.entries()) {
      const row = rows[i];
      if (row?.listSk === position) found.push(...refusedOf(row));
      last = position;
    }
    if (found.length === page.limit) break;
  }
  const more = !(await stream.next()).done;
  return { refused: found, ...(more && last !== undefined && { next: last }) };
}

function refusedOf(row: Item): QuarantineItem[] {
  return row.refusal === undefined ? [] : [refused.parse(row)];
}
