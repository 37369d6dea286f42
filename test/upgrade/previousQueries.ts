/**
 * The search port as the version before this one calls it. In a deployment each version has an adapter of its
 * own; here both use one table in memory, so its queries are put into the form of this version.
 */
import type { Search, SearchCondition, SearchQuery } from '../../core/ports/search.ts';

/** A query of the version before. Its filters by entity, source, language and day are not asked for here. */
interface PreviousQuery extends Omit<SearchQuery, 'where' | 'collapse'> {
  /** Words that must all occur; '' for none. */
  words: string;
  phrases: string[];
  /** Words and phrases that must not occur. */
  without: string[];
}

export function searchOfPrevious(search: Search): Search {
  const query = ({ words, phrases, without, ...page }: PreviousQuery) => {
    const each = words.split(' ').filter((word) => word !== '');
    const where: SearchCondition = {
      all: [
        ...each.map((word) => ({ word })),
        ...phrases.map((phrase) => ({ phrase })),
        ...without.map((phrase) => ({ not: { phrase } })),
      ],
    };
    return search.query({ ...page, where });
  };
  return new Proxy(search, {
    get: (target, name) => {
      if (name === 'query') return query;
      const member: unknown = Reflect.get(target, name, target);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
}
