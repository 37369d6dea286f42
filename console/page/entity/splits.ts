/** Which splits put documents elsewhere: a decision is about one id, and a name may have several. */
import type { DocumentItem } from '../../../clients/typescript/client.ts';

/**
 * @param ids those that are read together, the one it is shown under first
 * @param documents of the list, which may have been read anew since the wanted ones were chosen
 * @param wanted the ids of documents. One that does not say which of the ids it has counts for the first
 */
export function splitsOf(
  ids: readonly string[],
  documents: readonly Pick<DocumentItem, 'id' | 'entities'>[],
  wanted: readonly string[],
): { entity: string; documents: string }[] {
  const named = new Map(documents.map(({ id, entities }) => [id, entities.map((each) => each.id)]));
  return ids.flatMap((entity, i) => {
    const its = wanted.filter((doc) => {
      const found = ids.filter((each) => named.get(doc)?.includes(each));
      return found.length === 0 ? i === 0 : found.includes(entity);
    });
    return its.length === 0 ? [] : [{ entity, documents: its.join(',') }];
  });
}
