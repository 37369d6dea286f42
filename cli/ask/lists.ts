/** Lists of the API on the command line: `--limit` items over as many pages as that takes. */
import { entityTypes } from '../../core/entities/annotation.ts';
import type { Output } from '../command.ts';
import { wholeNumber } from '../values.ts';
import type { Ask, Names, Query } from './ask.ts';

const maximumItems = 10_000;
const defaultItems = 20;
const itemsPerPage = 100;

export interface ListPage<T> {
  items: T[];
  next: string | null;
  partial?: { message: string };
  /** Names that may be meant where nothing was found. */
  didYouMean?: { id: string; name: string; documents: number }[];
}

export const typeOption = { value: 'TYPE', summary: `only one of ${entityTypes.join(', ')}` } as const;

export const limitOption = {
  value: 'N',
  summary: `how many to list, at most ${maximumItems} (default: ${defaultItems})`,
  parse: wholeNumber('a number of items', 1, maximumItems),
} as const;

/** What a list asks the API. */
export interface ListQuestion {
  path: string;
  query: Query & { limit: number | undefined };
  /** What the command calls parameters that are not called like its options. */
  names: Names;
}

/** @returns the first page with the items of those after it, and the `next` and `partial` of the last */
export async function readList<P extends ListPage<unknown>>(
  ask: Ask,
  { path, query: { limit = defaultItems, ...query }, names }: ListQuestion,
  { progress }: Output,
): Promise<P> {
  const options = Object.fromEntries(Object.keys(query).map((name) => [name, `--${name}`]));
  let found: P | undefined;
  do {
    const left = limit - (found?.items.length ?? 0);
    const part = { limit: Math.min(left, itemsPerPage), cursor: found?.next ?? undefined };
    const page: P = await ask(path, { ...query, ...part }, { ...options, ...names });
    found = { ...page, ...(found && { items: [...found.items, ...page.items] }) };
    progress(`${found.items.length} read`);
  } while (found.next !== null && found.items.length < limit);
  return found;
}

/** Says what may be meant, that there is more, or that the answer is not whole. */
export function printEnd({ didYouMean = [], next, partial }: ListPage<unknown>, { print }: Output): void {
  for (const { id, name, documents } of didYouMean)
    print(`Did you mean ${name} (${id}, documents: ${documents})?`);
  if (partial !== undefined) print(partial.message);
  else if (next !== null) print('There are more; --limit lists more of them.');
}
