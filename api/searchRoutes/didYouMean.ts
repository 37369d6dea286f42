/** Whom a search that found nothing may have meant: names spelled nearly like its words, or other names. */
import * as z from 'zod';
import type { Authority } from '../../core/entities/authority/authority.ts';
import { fold } from '../../core/entities/slug.ts';
import type { Table } from '../../core/ports/table.ts';
import { longestLookup } from '../../core/queries/entities.ts';
import { identitiesOf } from '../../core/queries/identity.ts';
import { findMeant } from '../../core/queries/names/meantNames.ts';
import { findByOtherName } from '../../core/queries/names/typedNames.ts';
import { soughtTerms } from '../../core/search/conditions.ts';
import type { QueryNode } from '../../core/search/queryLanguage.ts';
import { entityItem, toEntityItem } from '../entities/entityItem.ts';

/** If nothing has the name: what has a name that is spelled nearly so. */
export const didYouMean = z.array(entityItem).optional();

/** A shorter word is near too many names. */
const shortestName = 5;
/** Words and phrases that are tried by themselves. */
const mostWords = 4;

/**
 * @returns what all words and phrases together may mean, or the first one that may mean any: what the
 * authority has under this name (Danzig), else what has one near it
 */
export async function findMeantNames(
  { table, authority }: { table: Table; authority: Authority },
  query: QueryNode,
): Promise<z.infer<typeof didYouMean>> {
  const words = soughtTerms(query).flatMap((term) => {
    if ('word' in term) return fold(term.word);
    return 'phrase' in term ? fold(term.phrase) : [];
  });
  const alone = words.filter((word) => [...word].length >= shortestName).slice(0, mostWords);
  for (const name of new Set([words.join(' '), ...alone])) {
    if (name === '' || [...name].length > longestLookup) continue;
    const others = await identitiesOf(table, await findByOtherName(table, authority, name));
    const meant = others.length > 0 ? others.flatMap(({ meta }) => meta ?? []) : await findMeant(table, name);
    if (meant.length > 0) return meant.map(toEntityItem);
  }
  return undefined;
}
