/** Asks who is meant by the short names of one document, before its rows are written. */

import { askedNames } from '../../core/identity/askedNames.ts';
import type { Links } from '../../core/identity/links.ts';
import { isShortId } from '../../core/identity/shortNames.ts';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import type { LinkReader } from '../../core/queries/links.ts';
import { type PostingSource, postingRows } from './documentRows.ts';

const concurrency = 8;

/**
 * @returns the entity of each surname alone and of each name with an initial, or null; of inflected names,
 *   only those that are put to somebody. `undefined` if the document has no short names
 */
export async function findLinks(
  reader: LinkReader,
  doc: string,
  of: PostingSource,
): Promise<Links | undefined> {
  const short = askedNames(of.annotation.entities);
  if (short.length === 0) return undefined;
  const rows = postingRows(doc, of);
  const meant = await mapConcurrent(concurrency, short, async ({ id }) => {
    const row = rows.get(id);
    return row && (await reader.answer(id, row)).chosen?.id;
  });
  const links: Record<string, string | null> = {};
  for (const [i, { id }] of short.entries()) {
    const to = meant[i];
    if (to !== undefined) links[id] = to;
    else if (isShortId(id)) links[id] = null;
  }
  return links;
}
