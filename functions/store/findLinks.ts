/** Asks who is meant by the lone names of one document, before its rows are written. */

import type { Links } from '../../core/identity/links.ts';
import { isLoneName } from '../../core/identity/loneNames.ts';
import type { Table } from '../../core/ports/table.ts';
import { LinkReader } from '../../core/queries/links.ts';
import { type PostingSource, postingRows } from './documentRows.ts';

/** Of a document with more lone names, such as a list of results, only the main ones are asked about. */
const maxLoneNames = 40;

/** @returns the entity of each lone name, or null; `undefined` if the document has none */
export async function findLinks(table: Table, doc: string, of: PostingSource): Promise<Links | undefined> {
  const lone = of.annotation.entities.map(({ id }) => id).filter(isLoneName);
  if (lone.length === 0) return undefined;
  const rows = postingRows(doc, of);
  const reader = new LinkReader(table);
  const links: Record<string, string | null> = {};
  for (const id of lone.slice(0, maxLoneNames)) {
    const row = rows.get(id);
    links[id] = (row && (await reader.answer(id, row)).chosen?.id) ?? null;
  }
  return links;
}
