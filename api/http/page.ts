/** Lists: `{items, next}`, one page at a time. */
import type { Context } from 'hono';
import * as z from 'zod';
import { hashQuery, openCursor, signCursor, signingKeyName } from './cursor.ts';
import type { CursorKeys } from './cursorKeys.ts';
import { cursorParameter, limitParameter } from './parameterSchemas.ts';

/** The two parameters that every list takes. */
export const pageParameters = { limit: limitParameter, cursor: cursorParameter };

/** Present if a limit on the work cut the response short. */
export const partialSchema = z
  .object({
    /** How many rows were read. */
    read: z.number().int(),
    message: z.string(),
  })
  .optional();

type PartialAnswer = z.infer<typeof partialSchema>;

/** For a page that a limit ended. @param read how many `what` were read; `undefined` if no limit did */
export function endedEarly(read: number | undefined, what: string): PartialAnswer {
  if (read === undefined) return undefined;
  return {
    read,
    message: `${read} ${what} were read without filling the page; \`next\` continues from there.`,
  };
}

/** For counts over a range of days. @param more whether the range has more than these newest documents */
export function countsNewest({ more, documents: read }: { more: boolean; documents: number }): PartialAnswer {
  if (!more) return undefined;
  const message = `Only the newest ${read} documents of the range are counted. Narrow it with from and to.`;
  return { read, message };
}

/** The schema of a list of these items. `next` is null on the last page. */
export function listSchema<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().nullable(), partial: partialSchema });
}

/** `after`: the position where this page begins. `next`: makes the cursor of the page after it. */
export async function readPageCursor<T extends z.core.util.JSONType>(
  c: Context,
  cursorKeys: CursorKeys,
  { cursor }: { cursor?: string | undefined },
  position: z.ZodType<T>,
): Promise<{ after: T | undefined; next: NextCursor<T> }> {
  const keys = await cursorKeys(cursor && signingKeyName(cursor));
  const queryHash = hashQuery(c.req.url);
  function next(at: T): string;
  function next(at: T | undefined): string | null;
  function next(at: T | undefined) {
    return at === undefined ? null : signCursor(keys[0], queryHash, at);
  }
  return { after: cursor === undefined ? undefined : openCursor(keys, queryHash, cursor, position), next };
}

/** A page of what is left of a list. `last`: the item after which the next page begins, if there is one. */
export function pageOf<T>(rest: readonly T[], limit: number): { shown: T[]; last: T | undefined } {
  const shown = rest.slice(0, limit);
  return { shown, last: shown.length < rest.length ? shown.at(-1) : undefined };
}

/** The cursor for the page after a position; null without a position. */
interface NextCursor<T> {
  (at: T): string;
  (at: T | undefined): string | null;
}
