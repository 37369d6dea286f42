/** A list that is read page by page. */
import { useEffect, useState } from 'preact/hooks';
import type { Client } from '../../../clients/typescript/client.ts';
import { client } from './client.ts';
import { type Fault, faultOf } from './faults.ts';
import { type Answer, useAnswer } from './useAnswer.ts';

/** A page of a list. */
export interface Page<T> {
  items: T[];
  next: string | null;
}

export interface Pages<P extends Page<unknown>> extends Answer<P> {
  /** The items of all pages read so far. */
  items: P['items'];
  /** Reads the next page; undefined if there is none. */
  more: (() => void) | undefined;
  readingMore: boolean;
  moreFault: Fault | undefined;
}

/** @param read reads a page; without a cursor, the first one; for a later one, `of` is the first */
export function usePages<P extends Page<unknown>>(
  question: string | undefined,
  read: (client: Client, cursor: { cursor?: string }, of?: P) => Promise<P>,
  options?: { keep?: boolean },
): Pages<P> {
  const first = useAnswer(question, (asked) => read(asked, {}), options);
  const [rest, setRest] = useState<{ of: P; pages: P[] }>();
  const [readingMore, setReadingMore] = useState(false);
  const [moreFault, setMoreFault] = useState<Fault>();
  // Another first page begins the list anew.
  useEffect(() => {
    setMoreFault(undefined);
    setReadingMore(false);
  }, [first.value]);
  const pages =
    first.value === undefined ? [] : [first.value, ...(rest?.of === first.value ? rest.pages : [])];
  const next = pages.at(-1)?.next ?? null;
  const readNext = async (cursor: string): Promise<void> => {
    const of = first.value;
    if (of === undefined) return;
    setReadingMore(true);
    setMoreFault(undefined);
    try {
      const page = await read(client.peek(), { cursor }, of);
      setRest((before) => ({ of, pages: [...(before?.of === of ? before.pages : []), page] }));
    } catch (error) {
      setMoreFault(faultOf(error, navigator.onLine));
    }
    setReadingMore(false);
  };
  return {
    ...first,
    items: pages.flatMap((page) => page.items),
    more: next === null ? undefined : () => void readNext(next),
    readingMore,
    moreFault,
  };
}
