/**
 * Where a document stands in the lists of all documents and of its source: `day@time#docId`, by its printed
 * day and within it by time. An undated one stands at `0000-00-00#docId`: the time of its upload may change
 * while a client or an export goes through the list, which would then miss it.
 *
 * An entity's posting stands at `day#docId`, because a day's postings are counted by the first digits of
 * their documents. So does in lists a document that an earlier Dateline stored, until it is stored again.
 */

import { undated } from '../dates/calendar.ts';
import { momentSpan } from '../dates/range.ts';
import { type Content, publishedDay } from './record.ts';

export function listPosition(doc: string, published: Content['published']): string {
  const day = publishedDay(published);
  if (published === undefined || day === undefined) return `${undated}#${doc}`;
  return `${day}@${new Date(momentSpan(published).start).toISOString()}#${doc}`;
}

/** The day and the document of a position of either form. */
export function placeAt(position: string): { day: string; doc: string } {
  const [time = '', doc = ''] = position.split('#');
  return { day: time.slice(0, 10), doc };
}

/** Whether the document that lists have at `listed` is at a position of a list, or of a posting. */
export function standsAt(listed: string, position: string): boolean {
  const isPosting = !position.includes('@');
  return listed === position || (isPosting && placeAt(listed).day === placeAt(position).day);
}
