/** Asks who is meant by the short names of one document, before its rows are written. */

import type { AnnotatedEntity } from '../../core/entities/annotation.ts';
import { askedNames } from '../../core/identity/askedNames.ts';
import type { Links } from '../../core/identity/links.ts';
import { isShortId } from '../../core/identity/shortNames.ts';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import type { LinkReader } from '../../core/queries/links.ts';
import { type PostingSource, postingRows } from './documentRows.ts';

const concurrency = 8;

/**
 * @returns by the id of the short name, the entity that is meant, or null if nobody is likely enough. An
 *   inflected name is there only if it is put to somebody: mostly it is just a name. `undefined` if the
 *   document has no short names
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

/**
 * The links of a document in which decisions change names: also null for each inflected name that is put to
 * nobody. A decision may have moved its posting, so that only a row of its own says where it stands.
 */
export function withUnputNames(
  links: Links | undefined,
  entities: readonly AnnotatedEntity[],
): Links | undefined {
  const asked = askedNames(entities).map(({ id }): [string, string | null] => [id, links?.[id] ?? null]);
  return links && Object.fromEntries(asked);
}
