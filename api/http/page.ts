/** Lists: `{items, next}`, a page at a time. */
import type { Context } from 'hono';
import * as z from 'zod';
import { keyNameIn, openCursor, questionOf, signCursor } from './cursor.ts';
import type { CursorKeys } from './cursorKeys.ts';
import { cursor, limit } from './parameters.ts';

/** The two parameters that every list takes. */
export const pageParameters = { limit, cursor };

/** Work has its bounds; an answer that ran into one says so. */
export const partial = z
  .object({
    /** Rows that were read for it. */
    read: z.number().int(),
    message: z.string(),
  })
  .optional();

/** The schema of a list. `next` is null on the last page. */
export function listOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().nullable(), partial });
}

/** Where this page begins, and the cursor of the one after it. */
export async function pageOf<T extends z.core.util.JSONType>(
  c: Context,
  cursorKeys: CursorKeys,
  { cursor }: { cursor?: string | undefined },
  position: z.ZodType<T>,
): Promise<{ after: T | undefined; next: Next<T> }> {
  const keys = await cursorKeys(cursor && keyNameIn(cursor));
  const question = questionOf(c.req.url);
  function next(at: T): string;
  function next(at: T | undefined): string | null;
  function next(at: T | undefined) {
    return at === undefined ? null : signCursor(keys[0], question, at);
  }
  return { after: cursor === undefined ? undefined : openCursor(keys, question, cursor, position), next };
}

/** The cursor after a position; null where there is none. */
interface Next<T> {
  (at: T): string;
  (at: T | undefined): string | null;
}
