/**
 * Parses the search language:
 *
 * summit ministers           words that must all occur; U.S. and US are one
 * "foreign ministers"        words that must occur together, as written
 * "rates interest"~5         words near one another: at most 5 others between each and the next
 * arsen*                     words that begin with this
 * arsenal OR chelsea         one of them; AND changes nothing
 * (a OR b) c                 brackets; without them OR separates everything to its left from its right
 * -cricket -"world cup"      what must not occur; also before a bracket or a filter; NOT means the same
 * title:arsenal              a word, phrase or beginning of a word in the title
 * entity:person/x            an entity; type:person: an entity of that type
 * source:Reuters             source:"BBC News"; source:BBC*: sources whose name begins with this;
 *                            source:"The ""Daily"" Post": a quotation mark in the name stands twice
 * subject:sport              a subject of its provider; subject:"Foreign policy"
 * status:canceled            usable, embargoed, withheld or canceled, as its provider says
 * country:FI                 names the country (ISO 3166-1), or a place or people of it
 * language:en                the language with all its regions
 * from:2021-05-03 to:2021-06 days of publication, inclusive; months and years count whole
 * near:cardiff,50km          a place within this distance; also near:"New York",20mi and near:51.5,-3.2,50km
 *
 * Everything else is a word, so pasted headlines work. What is not understood is refused with its position
 * and what was expected there. Pure, and independent of the search engine.
 */
import { countMixed } from './conditions.ts';
import { InvalidQuery, type QueryFault } from './queryFault.ts';
import { type QueryTerm, termsOf } from './queryTerms.ts';
import { type QueryToken, readTokens } from './queryTokens.ts';

export type QueryNode = { all: QueryNode[] } | { any: QueryNode[] } | { not: QueryNode } | QueryTerm;

export interface ParsedQuery {
  where: QueryNode;
}

const maxTerms = 64;
const maxDepth = 8;
/** A search evaluates each bracket, or OR, that has both words and filters by itself. */
const maxMixed = 16;

const anyTerm = 'a word, a "phrase" or a filter';

/** @returns a fault instead if the text is no query; it says where, in UTF-16 units */
export function parseQuery(text: string): ParsedQuery | QueryFault {
  try {
    const where = new Parser(text, [...readTokens(text)]).query();
    if (countMixed(where) > maxMixed)
      throw new InvalidQuery(text, 0, `at most ${maxMixed} brackets or ORs with both words and filters`);
    return { where };
  } catch (error) {
    if (error instanceof InvalidQuery) return error.fault;
    throw error;
  }
}

/** Recursive descent. Each method reads as much as belongs to it. */
class Parser {
  readonly #text: string;
  readonly #tokens: readonly QueryToken[];
  #at = 0;
  #terms = 0;

  constructor(text: string, tokens: readonly QueryToken[]) {
    this.#text = text;
    this.#tokens = tokens;
  }

  query(): QueryNode {
    if (this.#next().kind === 'end') throw new InvalidQuery(this.#text, 0, anyTerm);
    const node = this.#disjunction(0);
    if (this.#next().kind !== 'end') throw this.#wrong('a bracket only after the one that opens it');
    return node;
  }

  #next(): QueryToken {
    const { length } = this.#text;
    return this.#tokens[this.#at] ?? { kind: 'end', position: length, end: length };
  }

  #wrong(expected: string): InvalidQuery {
    return new InvalidQuery(this.#text, this.#next().position, expected);
  }

  #disjunction(depth: number): QueryNode {
    const nodes = [this.#conjunction(depth)];
    while (this.#next().kind === 'or') {
      this.#at++;
      nodes.push(this.#conjunction(depth));
    }
    const [only] = nodes;
    return only !== undefined && nodes.length === 1 ? only : { any: nodes };
  }

  #conjunction(depth: number): QueryNode {
    const nodes: QueryNode[] = [];
    let range: { from?: string; to?: string } = {};
    for (;;) {
      const token = this.#next();
      const isEnd = token.kind === 'end' || token.kind === 'or' || token.kind === ')';
      if (isEnd && nodes.length > 0) break;
      if (isEnd) throw this.#wrong(anyTerm);
      const node = this.#operand(depth);
      range = this.#checkRange(range, node, token);
      nodes.push(node);
      if (this.#next().kind === 'and') {
        this.#at++;
        if (['end', 'or', 'and', ')'].includes(this.#next().kind)) throw this.#wrong(`${anyTerm} after AND`);
      }
    }
    const [only] = nodes;
    return only !== undefined && nodes.length === 1 ? only : { all: nodes };
  }

  /** Refuses a `to:` before the `from:` beside it, at whichever comes last. */
  #checkRange(range: { from?: string; to?: string }, node: QueryNode, token: QueryToken) {
    if (!('from' in node) && !('to' in node)) return range;
    const both = { ...range, ...node };
    if (both.from !== undefined && both.to !== undefined && both.to < both.from) {
      const expected =
        'to' in node ? `a day that is not before from:${both.from}` : `a day that is not after to:${both.to}`;
      throw new InvalidQuery(this.#text, token.kind === 'term' ? token.valueAt : token.position, expected);
    }
    return both;
  }

  #operand(depth: number): QueryNode {
    const token = this.#next();
    if (token.kind === 'term') {
      if (this.#terms++ === maxTerms) throw this.#wrong(`at most ${maxTerms} terms`);
      this.#at++;
      const [term, ...spellings] = termsOf(this.#text, token);
      return spellings.length === 0 ? term : { any: [term, ...spellings] };
    }
    if (token.kind === 'not') {
      this.#at++;
      const node = this.#operand(depth);
      // Two cancel each other out: the search evaluates each NOT inside another by itself.
      return 'not' in node ? node.not : { not: node };
    }
    if (token.kind !== '(') throw this.#wrong(anyTerm);
    if (depth === maxDepth) throw this.#wrong(`at most ${maxDepth} brackets inside one another`);
    this.#at++;
    const node = this.#disjunction(depth + 1);
    if (this.#next().kind !== ')') throw this.#wrong(`a bracket to close the one at ${token.position}`);
    this.#at++;
    return node;
  }
}
