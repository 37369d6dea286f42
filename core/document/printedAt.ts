/** When a document was printed, which orders the prints of one story. */
import { momentSpan } from '../dates/range.ts';
import { type Content, publishedDay } from './record.ts';

/**
 * The time of publication, of a day its start; of an undated document the time of its upload.
 *
 * @param ingested RFC 3339
 * @returns milliseconds since 1970
 */
export function printedAt(published: Content['published'], ingested: string): number {
  return published === undefined || publishedDay(published) === undefined
    ? Date.parse(ingested)
    : momentSpan(published).start;
}
