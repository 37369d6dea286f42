/** The rows that say where a document's short names stand, beside its postings. Pure functions. */
import type { Key } from '../../core/ports/table.ts';
import { keys } from '../../core/records/keys.ts';
import { hasOwnRow, type ShortName } from '../../core/records/shortName.ts';
import type { Identity } from './decidedRows.ts';
import { type PostingSource, postingRows } from './documentRows.ts';

/**
 * By the ids of the short names that were asked about: what each is like in the document, and whom it is put
 * to. A name whose posting says the same has no row.
 */
export function shortNameRows(
  doc: string,
  source: PostingSource,
  { links = {}, decided }: Identity,
): Map<string, { key: Key; row: ShortName }> {
  const asked = Object.entries(links).filter(([id, to]) => hasOwnRow(id, to, decided !== undefined));
  const own = asked.length === 0 ? new Map<string, never>() : postingRows(doc, source);
  return new Map(
    asked.flatMap(([id, to]): [string, { key: Key; row: ShortName }][] => {
      const posting = own.get(id);
      if (posting === undefined) return [];
      const { others: _, via: __, ...facts } = posting;
      const row = { ...facts, ...(to !== null && { to }) };
      return [[id, { key: keys.shortName(id, row.day, doc), row }]];
    }),
  );
}
