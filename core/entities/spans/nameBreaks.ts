/**
 * Where the tagger ran two names into one: "Henry's Arsenal", "Argentine Juan Chela", a list of players. The
 * tagger reads such lines again with a break there, so it also decides the types of the parts.
 */

import { wordSet } from '../../text/wordSet.ts';
import { organizationHeads, organizationStarts } from '../data/organizations.ts';
import { givenNames, particles, personAddresses } from '../data/people.ts';
import { gazetteerMatchAt, listedName } from '../gazetteer.ts';
import type { NameBreak, TaggedName } from '../tagger/tagger.ts';
import { isAcronym, type Token, wordAt } from '../token.ts';
import { formOf, wordsOf } from './nameWords.ts';
import { hasPossessive } from './possessives.ts';

/** Words in lower case that a person's name may contain besides particles: "Pitt the Younger". */
const innerWords = new Set(['the', 'of', 'and', 'ap', 'zur', 'zum', 'vom', 'bint', 'ould', 'y', 'e']);
/** In tokens, of a person's name after the people: "Dane Bowers" is a name, "Dane Michael Stolt" two. */
const minNameLength = 2;

/** Last words of bodies that are no fields of others, as Research and Media are. */
const bodyHeads = wordSet`
  Commission Committee Council Board Court Parliament Union Federation Association Society Foundation Party
  Bank University College Institute Agency Authority Ministry Department Government
`;
/** In tokens: longer stretches are no two bodies. */
const longestBodies = 40;

/** The tokens at which a name begins that the tagger took for the inside of another. */
export function nameBreaks(text: string, names: readonly TaggedName[]): NameBreak[] {
  const known = new DocumentNames(names);
  return names.flatMap((name) => {
    const { passage, from, to, type } = name;
    const breaks: NameBreak[] = [];
    for (let at = from + 1; at < to; at++) {
      const before = passage.tokens[at - 1] as Token;
      const begins =
        (hasPossessive(text, before) && known.owns(name, at)) ||
        (type === 'person' && endsPerson(passage.tokens[at] as Token, before)) ||
        (type === 'person' && (isDash(passage.tokens, at) || isDash(passage.tokens, at - 1))) ||
        isBehindCompound(text, before) ||
        isMinute(passage.tokens, from, at) ||
        (type === 'organization' && (isBetweenBodies(passage.tokens, name, at) || known.joins(name, at)));
      if (begins) breaks.push({ passage, at });
    }
    const before = type === 'person' ? peopleLength(name) : 0;
    if (before > 0) breaks.push({ passage, at: from + before });
    return breaks;
  });
}

/** "Sydney-listed Virgin Velmar": the tokeniser ends the first name at the hyphen. */
function isBehindCompound(text: string, { end }: Token): boolean {
  return /^[-‐‑]\p{Ll}/u.test(text.slice(end, end + 2));
}

/** "Clark (Velmar 51)": the minute in which he came on. */
const isMinute = (tokens: readonly Token[], from: number, at: number): boolean =>
  tokens[from - 1]?.text === '(' && tokens[at + 1]?.text === ')' && /^\d{1,3}$/.test(wordAt(tokens, at));

/** "Ana Velmar - Orsk actress": a dash between spaces. Bodies of "American - Islamic Relations" have one. */
function isDash(tokens: readonly Token[], at: number): boolean {
  const [before, dash, behind] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  return /^[-–—]$/.test(dash?.text ?? '') && dash?.start !== before?.end && dash?.end !== behind?.start;
}

/** "Electoral Commission and National Union of Students": two bodies, and "and" is no part of either. */
function isBetweenBodies(tokens: readonly Token[], { from, to }: TaggedName, at: number): boolean {
  const and = tokens[at]?.text === 'and' ? at : at - 1;
  if (tokens[and]?.text !== 'and' || and <= from || and + 2 >= to || to - from > longestBodies) return false;
  const [left, right] = [tokens.slice(from, and), tokens.slice(and + 1, to)];
  const isHead = (token: Token | undefined) => organizationHeads.has(token?.text ?? '');
  const isOf = (words: readonly Token[]) =>
    words.some(
      ({ text }, i) => organizationStarts.has(text) && /^(?:of|for)$/.test(words[i + 1]?.text ?? ''),
    );
  if (right[0]?.text === 'the') return isHead(right.at(-1)) && !isOf(left);
  if (isOf(left)) return isOf(right);
  const isWhole = left.length > 1 && bodyHeads.has(left.at(-1)?.text ?? '');
  // In "Orsk Bank and Trust Company" the second part is no name.
  return isWhole && (isOf(right) || (!isHead(right[0]) && isHead(right.at(-1))));
}

/** A sign between two persons ("James, Mills"), or a common noun ("Ray Charles biopic Ray"). */
function endsPerson(token: Token, before: Token): boolean {
  if ([token, before].some(({ text }) => /^[,;:/]$/.test(text))) return true;
  const isWord = token.kind === 'word' && !token.capital;
  return isWord && !particles.has(token.text) && !innerWords.has(token.text) && !/\p{Lu}/u.test(token.text);
}

/** How many tokens of a person's name are the name of a people before it: "Argentine Juan Ignacio Chela". */
function peopleLength({ passage, from, to }: TaggedName): number {
  const match = gazetteerMatchAt(passage.tokens, from);
  if (match?.known.type !== 'group' || to - from - match.length < minNameLength) return 0;
  return givenNames.has(wordAt(passage.tokens, from)) ? 0 : match.length;
}

/**
 * The other names of the document. They tell the owner in "Henry's Arsenal", a name of its own, from the word
 * in "Destiny's Child".
 */
class DocumentNames {
  readonly #names = new Set<string>();
  readonly #bodies = new Set<string>();
  readonly #lastWords = new Set<string>();

  constructor(names: readonly TaggedName[]) {
    for (const name of names) {
      const { from, to, type } = name;
      this.#names.add(formOf(name));
      if (type === 'person' && to - from > 1) this.#lastWords.add(wordsOf(name).at(-1) ?? '');
      if (type === 'organization') this.#bodies.add(formOf(name));
    }
  }

  /** Whether there is an "and" at or before `at`, between two bodies that the document has elsewhere. */
  joins({ passage, from, to }: TaggedName, at: number): boolean {
    const and = passage.tokens[at]?.text === 'and' ? at : at - 1;
    if (passage.tokens[and]?.text !== 'and') return false;
    const isBody = (start: number, end: number) =>
      this.#bodies.has(formOf({ passage, from: start, to: end })) ||
      listedName(passage.tokens, start, end)?.type === 'organization';
    return isBody(from, and) && isBody(and + 1, to);
  }

  /** Whether the tokens before `at` are a name that has what follows. */
  owns({ passage, from, to, type }: TaggedName, at: number): boolean {
    const owner = wordsOf({ passage, from, to: at });
    const [first = ''] = owner;
    // "Mrs Velmar's Boys" is a show, "Mr Velmar's Quelle Fund" his fund.
    if (type === 'organization' && personAddresses.has(first)) return true;
    if (listedName(passage.tokens, from, at) || listedName(passage.tokens, at, to)) return true;
    // "Velmar's Ana Quelle": nobody's full name has an owner in it.
    if (type === 'person' && to - at > 1) return true;
    if (owner.length > 1)
      return type === 'person' || this.#names.has(owner.join(' ')) || givenNames.has(first);
    return isAcronym(first) || this.#names.has(first) || this.#lastWords.has(first);
  }
}
