/**
 * Translates a `SearchQuery` to a full-text query and an SQL filter of LanceDB. No input is ever parsed as
 * syntax.
 */
import type { FullTextQuery, Occur } from '@lancedb/lancedb';
import type { SearchOrder, SearchQuery } from '../../core/ports/search.ts';
import { type Lance, textWeights } from './rows.ts';

type Clause = [Occur, FullTextQuery];

/** The columns whose words weigh more, with their weight. */
const weightedColumns = Object.entries(textWeights).filter(([, boost]) => boost > 1);

/** Separates words as LanceDB's simple tokenizer does: anything but letters and digits. */
const separators = /[^\p{Alphabetic}\p{N}]+/u;

/** A word has one token, a phrase several. */
export type Term = readonly string[];

function tokens(text: string): string[] {
  return text.split(separators).filter((token) => token !== '');
}

/** The terms that must occur and those that must not. Terms without a letter or digit are ignored. */
export function termsOf({ words, phrases, without }: SearchQuery): { wanted: Term[]; unwanted: Term[] } {
  const wanted = [...tokens(words).map((token) => [token]), ...phrases.map(tokens)];
  const unwanted = without.map(tokens);
  return {
    wanted: wanted.filter((term) => term.length > 0),
    unwanted: unwanted.filter((term) => term.length > 0),
  };
}

/** The column to search: the full text, which begins with title and standfirst. */
const searchedColumn = 'text';

function matchTerm(lance: Lance, term: Term): FullTextQuery {
  const text = term.join(' ');
  return term.length === 1
    ? new lance.MatchQuery(text, searchedColumn)
    : new lance.PhraseQuery(text, searchedColumn);
}

/** More than any distance between two words. LanceDB adds positions to it in 32 bits. */
const anyDistance = 2 ** 30;

/** Two words at any distance, as a phrase for each order. A document with both orders scores double. */
function matchPair(lance: Lance, [one, other]: readonly [string, string]): FullTextQuery {
  const phrases = [`${one} ${other}`, `${other} ${one}`].map(
    (text) => new lance.PhraseQuery(text, searchedColumn, { slop: anyDistance }),
  );
  return new lance.BooleanQuery(phrases.map((phrase): Clause => [lance.Occur.Should, phrase]));
}

/**
 * The start of a word, which no stemming changes. The index stems words ("dying" is "die"), so two words are
 * surely different terms only if their starts differ. `undefined` for words whose stem is not known to keep
 * it.
 */
function stableStart(word: string): string | undefined {
  return /^[a-z0-9]{2}(?=.{0,60}$)/.exec(word.toLowerCase())?.[0].replace('y', 'i');
}

/** Pairs words with different starts; words without a partner stay alone. */
function pairWords(words: readonly string[]): { pairs: [string, string][]; alone: string[] } {
  const pairs: [string, string][] = [];
  let alone: string[] = [];
  for (const word of words) {
    const start = stableStart(word);
    const partner = start && alone.find((each) => ![undefined, start].includes(stableStart(each)));
    if (partner === undefined || partner === '') {
      alone.push(word);
    } else {
      pairs.push([partner, word]);
      alone = alone.filter((each) => each !== partner);
    }
  }
  return { pairs, alone };
}

/**
 * A query for all of the wanted terms (at least one) and none of the unwanted. For relevance, words that also
 * occur in the title or the standfirst add to the score.
 *
 * Words are matched in pairs, which is by far the fastest: for single words LanceDB joins all documents of
 * each, even if few have both. One query for all words would be faster still, but LanceDB ignores a word that
 * is missing from a partition of the index, and finds documents there that have only the rest.
 */
export function matchAll(lance: Lance, wanted: Term[], unwanted: Term[], order: SearchOrder): FullTextQuery {
  const { Must, MustNot, Should } = lance.Occur;
  const words = [...new Set(wanted.flat())].join(' ');
  const single = wanted.flatMap((term) => (term.length === 1 ? term : []));
  const { pairs, alone } = pairWords([...new Set(single)]);
  const weighted = order === 'relevance' ? weightedColumns : [];
  return new lance.BooleanQuery([
    ...pairs.map((pair): Clause => [Must, matchPair(lance, pair)]),
    ...alone.map((word): Clause => [Must, matchTerm(lance, [word])]),
    ...wanted.filter((term) => term.length > 1).map((term): Clause => [Must, matchTerm(lance, term)]),
    ...weighted.map(([column, boost]): Clause => [Should, new lance.MatchQuery(words, column, { boost })]),
    ...unwanted.map((term): Clause => [MustNot, matchTerm(lance, term)]),
  ]);
}

/** A query for at least one of the terms. */
export function matchAny(lance: Lance, terms: Term[]): FullTextQuery {
  return new lance.BooleanQuery(terms.map((term): Clause => [lance.Occur.Should, matchTerm(lance, term)]));
}

/** A text as an SQL literal. LanceDB's SQL has one special character, the quote, which is doubled. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

export function literals(values: readonly string[]): string {
  return values.map(literal).join(', ');
}

/** The conditions of a query besides its words. */
type Filters = Pick<SearchQuery, 'source' | 'language' | 'from' | 'to' | 'entities'>;

/** The SQL filter of a query. It excludes tombstones. */
export function filterOf(filters: Filters): string {
  return ['gone = false', ...clausesOf(filters)].join(' AND ');
}

/** The SQL filter of a query with words, which tombstones cannot match; '' if there is nothing to filter. */
export function wordFilterOf(filters: Filters): string {
  return clausesOf(filters).join(' AND ');
}

function clausesOf({ entities, source, language, from, to }: Filters): string[] {
  const clauses: string[] = [];
  for (const ids of entities) clauses.push(`array_has_any(entities, [${literals(ids)}])`);
  if (source !== undefined) clauses.push(`source = ${literal(source)}`);
  if (language !== undefined) clauses.push(`language = ${literal(language)}`);
  if (from !== undefined) clauses.push(`published >= ${literal(from)}`);
  // The '' of undated documents sorts before all days.
  if (to !== undefined) clauses.push(`published <= ${literal(to)} AND published != ''`);
  return clauses;
}
