/** Lists of the API on the command line: `--limit` items over as many pages as that takes. */
import type { Output } from '../command.ts';
import { wholeNumber } from '../values.ts';
import type { Ask, Query } from './ask.ts';

const maximumItems = 10_000;
const defaultItems = 20;
const itemsPerPage = 100;

export interface ListPage<T> {
  items: T[];
  next: string | null;
  partial?: { message: string };
}

export const limitOption = {
  value: 'N',
  summary: `how many to list, at most ${maximumItems} (default: ${defaultItems})`,
  parse: wholeNumber('a number of items', 1, maximumItems),
} as const;

/** @returns the first page with the items of those after it, and the `next` and `partial` of the last */
export async function readList<T, P extends ListPage<T>>(
  ask: Ask,
  path: string,
  { limit = defaultItems, ...query }: Query & { limit: number | undefined },
  { progress }: Output,
): Promise<P> {
  let found: P | undefined;
  do {
    const left = limit - (found?.items.length ?? 0);
    const page: P = await ask(path, {
      ...query,
      limit: Math.min(left, itemsPerPage),
      cursor: found?.next ?? undefined,
    });
    found = { ...page, ...(found && { items: [...found.items, ...page.items] }) };
    progress(`${found.items.length} read`);
  } while (found.next !== null && found.items.length < limit);
  return found;
}

/** Says that there is more, or that the answer is not whole. */
export function printEnd({ next, partial }: ListPage<unknown>, { print }: Output): void {
  if (partial !== undefined) print(partial.message);
  else if (next !== null) print('There are more; --limit lists more of them.');
}
