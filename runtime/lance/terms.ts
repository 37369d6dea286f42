/** From a `SearchQuery` to what LanceDB understands: a full-text query and an SQL filter. Nothing of a query is ever taken for syntax. */
import type { FullTextQuery, Occur } from '@lancedb/lancedb';
import type { SearchOrder, SearchQuery } from '../../core/ports/search.ts';
import { type Lance, texts } from './rows.ts';

type Clause = [Occur, FullTextQuery];

/** The columns whose words weigh more, with how much. */
const headlines = Object.entries(texts).filter(([, boost]) => boost > 1);

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
  return {
    wanted: wanted.filter((term) => term.length > 0),
    unwanted: unwanted.filter((term) => term.length > 0),
  };
}

/** Where a document is looked for: in its whole text, which begins with its title and standfirst. */
const whole = 'text';

function inText(lance: Lance, term: Term): FullTextQuery {
  const text = term.join(' ');
  return term.length === 1 ? new lance.MatchQuery(text, whole) : new lance.PhraseQuery(text, whole);
}

/** Farther apart no two words of a text are; LanceDB adds places to it, in 32 bits. */
const anywhere = 2 ** 30;

/** Both words, in either order: as two phrases with any distance. A document that has them in both orders counts double. */
function bothInText(lance: Lance, [one, other]: readonly [string, string]): FullTextQuery {
  const phrases = [`${one} ${other}`, `${other} ${one}`].map(
    (text) => new lance.PhraseQuery(text, whole, { slop: anywhere }),
  );
  return new lance.BooleanQuery(phrases.map((phrase): Clause => [lance.Occur.Should, phrase]));
}

/** The part of a word that no ending changes. Only where this differs, two words are two to the index for sure: endings are cut, and «dying» is «die». */
function beginning(word: string): string | undefined {
  return /^[a-z0-9]{2}(?=.{0,60}$)/.exec(word.toLowerCase())?.[0].replace('y', 'i');
}

/** Words in twos, as far as that goes, and the others. */
function pairsOf(words: readonly string[]): { pairs: [string, string][]; alone: string[] } {
  const pairs: [string, string][] = [];
  let alone: string[] = [];
  for (const word of words) {
    const own = beginning(word);
    const partner = own && alone.find((each) => ![undefined, own].includes(beginning(each)));
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
 * All of the wanted (at least one) and none of the unwanted. Where relevance counts, words that stand in the title or the standfirst too add to the
 * score.
 *
 * Words are asked for in pairs, by far the fastest: asked alone, LanceDB brings together all documents of each, however few have both. One query for
 * all words would be faster still, but LanceDB leaves out of it what stands nowhere in one part of the index, and finds the documents there that have the rest.
 */
export function allOf(lance: Lance, wanted: Term[], unwanted: Term[], order: SearchOrder): FullTextQuery {
  const { Must, MustNot, Should } = lance.Occur;
  const words = [...new Set(wanted.flat())].join(' ');
  const single = wanted.flatMap((term) => (term.length === 1 ? term : []));
  const { pairs, alone } = pairsOf([...new Set(single)]);
  const weighing = order === 'relevance' ? headlines : [];
  return new lance.BooleanQuery([
    ...pairs.map((pair): Clause => [Must, bothInText(lance, pair)]),
    ...alone.map((word): Clause => [Must, inText(lance, [word])]),
    ...wanted.filter((term) => term.length > 1).map((term): Clause => [Must, inText(lance, term)]),
    ...weighing.map(([column, boost]): Clause => [Should, new lance.MatchQuery(words, column, { boost })]),
    ...unwanted.map((term): Clause => [MustNot, inText(lance, term)]),
  ]);
}

/** At least one. */
export function anyOf(lance: Lance, terms: Term[]): FullTextQuery {
  return new lance.BooleanQuery(terms.map((term): Clause => [lance.Occur.Should, inText(lance, term)]));
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

/** The filters of a query, tombstones left out. */
export function filterOf(filters: Filters): string {
  return ['gone = false', ...clausesOf(filters)].join(' AND ');
}

/** The same where words are looked for, which tombstones have none of; '' where there is nothing to filter. */
export function wordFilterOf(filters: Filters): string {
  return clausesOf(filters).join(' AND ');
}

function clausesOf({ entities, source, language, from, to }: Filters): string[] {
  const clauses: string[] = [];
  for (const ids of entities) clauses.push(`array_has_any(entities, [${literals(ids)}])`);
  if (source !== undefined) clauses.push(`source = ${literal(source)}`);
  if (language !== undefined) clauses.push(`language = ${literal(language)}`);
  if (from !== undefined) clauses.push(`published >= ${literal(from)}`);
  // The undated sort before all days.
  if (to !== undefined) clauses.push(`published <= ${literal(to)} AND published != ''`);
  return clauses;
}
