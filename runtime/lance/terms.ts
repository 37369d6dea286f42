/** From a `SearchQuery` to what LanceDB understands: a full-text query and an SQL filter. Nothing of a query is ever taken for syntax. */
import type { FullTextQuery } from '@lancedb/lancedb';
import type { SearchQuery } from '../../core/ports.ts';
import { type Lance, texts } from './rows.ts';

const columns = Object.keys(texts);
const boosts = Object.values(texts);

/** Where LanceDB's simple tokenizer cuts: at all that is neither letter nor digit. */
const between = /[^\p{Alphabetic}\p{N}]+/u;

/** A word is a term of one token, a phrase one of several. */
export type Term = readonly string[];

function tokens(text: string): string[] {
  return text.split(between).filter((token) => token !== '');
}

/** What must be there and what must not. Terms without a letter or digit ask nothing. */
export function termsOf({ words, phrases, without }: SearchQuery): { wanted: Term[]; unwanted: Term[] } {
  const wanted = [...tokens(words).map((token) => [token]), ...phrases.map(tokens)];
  const unwanted = without.map(tokens);
  return { wanted: wanted.filter((term) => term.length > 0), unwanted: unwanted.filter((term) => term.length > 0) };
}

/** In any of the texts; a phrase within one of them. */
function anywhere(lance: Lance, term: Term): FullTextQuery {
  const text = term.join(' ');
  if (term.length === 1) return new lance.MultiMatchQuery(text, columns, { boosts });
  return new lance.BooleanQuery(columns.map((column) => [lance.Occur.Should, new lance.PhraseQuery(text, column)]));
}

/** All of the wanted (at least one) and none of the unwanted. */
export function allOf(lance: Lance, wanted: Term[], unwanted: Term[]): FullTextQuery {
  const { Must, MustNot } = lance.Occur;
  return new lance.BooleanQuery([
    ...wanted.map((term): [typeof Must, FullTextQuery] => [Must, anywhere(lance, term)]),
    ...unwanted.map((term): [typeof MustNot, FullTextQuery] => [MustNot, anywhere(lance, term)]),
  ]);
}

/** At least one. */
export function anyOf(lance: Lance, terms: Term[]): FullTextQuery {
  return new lance.BooleanQuery(terms.map((term) => [lance.Occur.Should, anywhere(lance, term)]));
}

/** A text as an SQL literal. In LanceDB's SQL a quotation mark is doubled, and nothing else is special. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

export function literals(values: readonly string[]): string {
  return values.map(literal).join(', ');
}

/** What a query asks besides words. */
type Filters = Pick<SearchQuery, 'source' | 'language' | 'from' | 'to' | 'entities'>;

/** The filters of a query; tombstones are never found. */
export function filterOf({ entities, source, language, from, to }: Filters): string {
  const clauses = ['gone = false'];
  for (const ids of entities) clauses.push(`array_has_any(entities, [${literals(ids)}])`);
  if (source !== undefined) clauses.push(`source = ${literal(source)}`);
  if (language !== undefined) clauses.push(`language = ${literal(language)}`);
  if (from !== undefined) clauses.push(`published >= ${literal(from)}`);
  // The undated sort before all days.
  if (to !== undefined) clauses.push(`published <= ${literal(to)} AND published != ''`);
  return clauses.join(' AND ');
}
