/** Translates conditions about the text to full-text queries. No input is ever parsed as syntax. */
import type { FullTextQuery, Occur } from '@lancedb/lancedb';
import type { SearchOrder } from '../../core/ports/search.ts';
import type { SearchCondition } from '../../core/ports/searchCondition.ts';
import { conjuncts, soughtTerms, type TextTerm } from '../../core/search/conditions.ts';
import { searchedForm } from '../../core/search/searchedForm.ts';
import { writtenWords } from '../../core/search/writtenWords.ts';
import { indexProbe, type Lance, textWeights } from './rows.ts';
import { titleMark } from './writtenColumns.ts';

type Clause = [Occur, FullTextQuery];

/** The columns whose words weigh more, with their weight. */
const weightedColumns = Object.entries(textWeights).filter(([, boost]) => boost > 1);

/** Separates words as LanceDB's simple tokenizer does: anything but letters and digits. */
const separators = /[^\p{Alphabetic}\p{N}]+/u;

/** The words of a query, as those of the rows are. */
function tokens(text: string): string[] {
  return searchedForm(text)
    .split(separators)
    .filter((token) => token !== '');
}

/**
 * The words that a document is found by, as LanceDB divides them. The letters of initials (U.S.) are none:
 * each is in many titles, as the S of "London's".
 */
export function weighedWords(conditions: readonly SearchCondition[]): string[] {
  return [
    ...new Set(
      soughtTokens(conditions)
        .filter((each) => !areInitials(each))
        .flat(),
    ),
  ];
}

/** The letters of each initials that a document is found by. */
function weighedInitials(conditions: readonly SearchCondition[]): string[][] {
  const initials = soughtTokens(conditions).filter(areInitials);
  return [...new Map(initials.map((letters) => [letters.join(), letters])).values()];
}

const soughtTokens = (conditions: readonly SearchCondition[]): string[][] =>
  conditions.flatMap((condition) => soughtTerms(condition)).map((term) => tokens(textOfTerm(term)));

const areInitials = (parts: readonly string[]): boolean =>
  parts.length > 1 && parts.every((part) => part.length === 1);

function textOfTerm(term: TextTerm): string {
  if ('word' in term) return term.word;
  if ('phrase' in term) return term.phrase;
  return 'near' in term ? term.near.join(' ') : '';
}

/** Makes the queries for a table. */
export class TextQueries {
  /** The columns that the queries made so far search. */
  readonly columns = new Set<string>();
  readonly #lance: Lance;
  readonly #hasWritten: boolean;

  /** @param hasWritten the table has the columns of words as written; one of an earlier shape lacks them */
  constructor(lance: Lance, hasWritten: boolean) {
    this.#lance = lance;
    this.#hasWritten = hasWritten;
  }

  /** Every row. */
  everyRow(): FullTextQuery {
    return this.#match(indexProbe.word, indexProbe.column);
  }

  /**
   * The rows that fulfil all conditions. For relevance, words that also occur in the title or the standfirst
   * add to the score.
   *
   * @param conditions about the text alone, at least one
   */
  ranked(conditions: readonly SearchCondition[], order: SearchOrder): FullTextQuery {
    const words = weighedWords(conditions).join(' ');
    const initials = weighedInitials(conditions);
    return new this.#lance.BooleanQuery([
      ...this.#clausesOf(conditions),
      ...(order === 'relevance' ? weightedColumns : []).flatMap(([column, boost]) =>
        [
          ...(words === '' ? [] : [this.#match(words, column, boost)]),
          ...initials.map((letters) => this.#initials(letters, column, boost)),
        ].map((query): Clause => [this.#lance.Occur.Should, query]),
      ),
    ]);
  }

  /** The rows that fulfil a condition about the text alone. */
  query(condition: SearchCondition): FullTextQuery {
    const { BooleanQuery, Occur } = this.#lance;
    if ('all' in condition || 'not' in condition)
      return new BooleanQuery(this.#clausesOf(conjuncts(condition)));
    if ('any' in condition)
      return new BooleanQuery(condition.any.map((each): Clause => [Occur.Should, this.query(each)]));
    return this.#term(condition as TextTerm);
  }

  /**
   * Words are matched in pairs, which is by far the fastest: for single words LanceDB joins all documents of
   * each, even if few have both. One query for all words would be faster still, but LanceDB ignores a word
   * that is missing from a partition of the index, and finds documents there that have only the rest.
   */
  #clausesOf(conditions: readonly SearchCondition[]): Clause[] {
    const { Must, MustNot } = this.#lance.Occur;
    const must = conditions.filter((each) => !('not' in each));
    const mustNot = conditions.flatMap((each) => ('not' in each ? [each.not] : []));
    const [single, others] = [must.flatMap(singleWord), must.filter((each) => singleWord(each).length === 0)];
    const { pairs, alone } = pairWords([...new Set(single)]);
    return [
      ...pairs.map((pair): Clause => [Must, this.#pair(pair, 'text', anyDistance)]),
      ...alone.map((word): Clause => [Must, this.#term({ word })]),
      ...others.map((each): Clause => [Must, this.query(each)]),
      ...(must.length === 0 ? [[Must, this.everyRow()] satisfies Clause] : []),
      ...mustNot.map((each): Clause => [MustNot, this.query(each)]),
    ];
  }

  #term(term: TextTerm): FullTextQuery {
    const column = term.title ? 'title' : 'text';
    if ('near' in term) return this.#near(term.near, column, term.within);
    if ('word' in term) return this.#inOrder(tokens(term.word), column);
    const isPhrase = 'phrase' in term;
    const words = isPhrase ? writtenWords(term.phrase) : [term.beginning];
    // The rows of an earlier shape are read until those of this one are complete.
    if (!this.#hasWritten) return this.#inOrder(words, column);
    const marked = term.title ? words.map((word) => titleMark + word) : words;
    return this.#inOrder(marked, isPhrase ? 'written' : 'beginnings');
  }

  #match(words: string, column: string, boost = 1): FullTextQuery {
    this.columns.add(column);
    return new this.#lance.MatchQuery(words, column, { boost });
  }

  /** Letters weigh where they follow one another. */
  #initials(letters: readonly string[], column: string, boost: number): FullTextQuery {
    const { BooleanQuery, Occur } = this.#lance;
    return new BooleanQuery([
      [Occur.Must, this.#inOrder(letters, column)],
      [Occur.Should, this.#match(letters.join(' '), column, boost)],
    ]);
  }

  #inOrder(words: readonly string[], column: string, slop = 0): FullTextQuery {
    if (words.length < 2) return this.#match(words[0] ?? '', column);
    this.columns.add(column);
    return new this.#lance.PhraseQuery(words.join(' '), column, { slop });
  }

  /** Each word near the next one. LanceDB finds all places of two words at a distance, but not of three. */
  #near(words: readonly string[], column: string, within: number): FullTextQuery {
    const { BooleanQuery, Occur } = this.#lance;
    const pairs = words.slice(1).map((word, i) => [words[i] ?? '', word] as const);
    return new BooleanQuery(pairs.map((pair): Clause => [Occur.Must, this.#pair(pair, column, within)]));
  }

  /** Two words in either order. A document with both scores double. */
  #pair([one, other]: readonly [string, string], column: string, within: number): FullTextQuery {
    const { BooleanQuery, Occur } = this.#lance;
    const orders = [
      [one, other],
      [other, one],
    ].map((order): Clause => [Occur.Should, this.#inOrder(order, column, within)]);
    return new BooleanQuery(orders);
  }
}

/** More than any distance between two words. LanceDB adds positions to it in 32 bits. */
const anyDistance = 2 ** 30;

/** The word of a condition that asks for one word anywhere in the text, in a list; otherwise none. */
function singleWord(condition: SearchCondition): string[] {
  if (!('word' in condition) || condition.title) return [];
  const parts = tokens(condition.word);
  return parts.length === 1 ? parts : [];
}

/** The letters before the first vowel, the vowel, and the rest of a word. */
const parted = /^([bcdfghjklmnpqrstvwxz0-9]*)([aeiouy]?)(.{0,60})$/u;

/**
 * The start of a word, which no stemming changes: up to its first vowel, and at least two letters. The index
 * stems words ("dying" is "die"), so two words are surely different terms only if their starts differ.
 * `undefined` for words whose stem is not known to keep it.
 *
 * @param word without accents
 */
export function stableStart(word: string): string | undefined {
  const [, before = '', vowel = '', rest = ''] = parted.exec(word.toLowerCase()) ?? [];
  if (vowel === '') return rest === '' && before !== '' ? before : undefined;
  if (before !== '') return before + vowel.replace('y', 'i');
  // A word like "oed" keeps one letter.
  const second = /^(?:ed|ing)(?:ly)?$/.test(rest) ? undefined : /^[a-z0-9]/.exec(rest)?.[0];
  return second === undefined ? undefined : (vowel + second).replaceAll('y', 'i');
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
