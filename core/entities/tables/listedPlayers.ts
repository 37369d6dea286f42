/**
 * Players whom the tagger missed in results: "Tries: Velmar (2), Orsk", "A Velmar c Orsk b Quelle 45". Only
 * the shape of the list tells that its words are names.
 */
import { wordSet } from '../../text/wordSet.ts';
import { particles } from '../data/people.ts';
import { calendar, openers } from '../data/words.ts';
import type { Passage } from '../passages.ts';
import { foundName, NamesByToken, withFound } from '../spans/namesByToken.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import { isAcronym, lowerWordAt, type Token, wordAt } from '../token.ts';
import { rowOf, signOf } from './rows.ts';

/** 0 to 1, set by hand. */
const confidence = 0.6;
/** In tokens. */
const longestName = 4;
/** Of a list without a heading: so many names, and so many of those that the tagger knows are persons. */
const least = { names: 3, persons: 2, share: 0.6 };
/** In tokens, of a list without a heading: "(Quelle 12)". */
const leastLength = 4;
/** Among players, a place or an organisation below it is a player. */
const doubtful = 0.5;
/** In tokens, of a batsman's row in a scorecard. */
const longestInnings = 24;

/** Before a colon: what the players of a list did, which has numbers or persons. */
const deeds = wordSet`
  scorers tries try conversions conversion pens cons booked cautions bowling subs substitutes substitutions
  replacements goals goal penalties penalty off cards card
`;
/** Between the names of a list. */
const listWords = wordSet`pen penalty og capt captain min mins points pts`;
const signs = new Set([...',;()/–—-']);
const dismissals = new Set(['c', 'lbw', 'b', 'st', 'run', 'not']);

/** The names, in text order, with those players. */
export function withListedPlayers(passages: readonly Passage[], names: readonly TaggedName[]): TaggedName[] {
  const tagged = new NamesByToken(names);
  const found = passages.flatMap((passage) =>
    isInnings(passage.tokens) ? batsmenIn(passage, tagged) : playersIn(passage, tagged),
  );
  return withFound(names, found);
}

/** "A Velmar c Orsk b Quelle 45": how a batsman got out, and his runs. */
function isInnings(tokens: readonly Token[]): boolean {
  if (tokens.length > longestInnings || !tokens[0]?.capital) return false;
  const at = tokens.findIndex(({ capital }) => !capital);
  if (at < 1 || at > longestName || !dismissals.has(wordAt(tokens, at))) return false;
  return tokens.slice(-3).some(({ kind }) => kind === 'number');
}

/** Also "A Velmar" of which the tagger has only the surname. */
function batsmenIn(passage: Passage, tagged: NamesByToken): TaggedName[] {
  return runsIn(passage, 0, passage.tokens.length).filter((whole) => {
    const [only, ...others] = tagged.overlapping(whole);
    return others.length === 0 && (only === undefined || only.from > whole.from || only.type !== 'person');
  });
}

function playersIn(passage: Passage, tagged: NamesByToken): TaggedName[] {
  const { tokens } = passage;
  const players: TaggedName[] = [];
  for (let from = 0; from < tokens.length; ) {
    let to = from;
    while (to < tokens.length && isOfList(tokens, to)) to++;
    if (to - from >= leastLength || (to > from && tokens[from - 1]?.text === ':'))
      players.push(...missedIn(passage, from, to, tagged));
    from = to + 1;
  }
  return players;
}

/** A name, a number or a sign; "1." is a rank, and any other period ends the list. */
function isOfList(tokens: readonly Token[], at: number): boolean {
  const { kind, text, capital } = tokens[at] as Token;
  if (kind === 'word') return capital || listWords.has(text);
  return kind === 'number' || signs.has(text) || (text === '.' && tokens[at - 1]?.kind === 'number');
}

function missedIn(passage: Passage, from: number, to: number, tagged: NamesByToken): TaggedName[] {
  const { tokens } = passage;
  const end = closing(tokens, from, to);
  const isCut = (run: TaggedName) => run.from === from && tokens[from - 1]?.kind === 'word';
  const runs = runsIn(passage, from, to).filter((run) => !isCut(run));
  if (runs.length === 0) return [];
  const unsure = runs.filter((run) => tagged.overlapping(run).every(isDoubtful));
  if (unsure.length === 0) return [];
  if (runs.length > 1 && runs.every(hasFigures)) return unsure;
  const others = runs.flatMap((run) => tagged.overlapping(run));
  const known = others.filter(({ type }) => type === 'person');
  const persons = known.length;
  if (isDeed(tokens, from, to, persons)) return unsure.filter((run) => run.to <= end);
  const areMost = persons >= least.persons && persons >= least.share * others.length;
  const free = unsure.filter((run) => tagged.overlapping(run).length === 0);
  if (runs.length < least.names || !areMost) return free.filter(isScorer);
  // "920. Lab hold" begins a sentence.
  const isWhole = end === to && tokens[to]?.kind !== 'word';
  // Among whole names, "Budget" is none.
  const areSurnames = 2 * known.filter(isLone).length >= persons;
  return free.filter(
    (run) => isNotOfPlayer(run) && (run.to < end || isWhole) && (areSurnames || !isLone(run)),
  );
}

/** "Velmar 8-17 4-4 21, Orsk 24-6-56-2": of baskets and of balls. */
const figures = /^N-N-?N-N/;
function hasFigures({ passage: { tokens }, to }: TaggedName): boolean {
  return figures.test(
    tokens
      .slice(to, to + 7)
      .map(signOf)
      .join(''),
  );
}

/** In "Ana Velmar (Orsk)" the brackets have a club; in "(Orsk 71)" who came on in a minute. */
function isNotOfPlayer({ passage: { tokens }, from, to }: TaggedName): boolean {
  return tokens[from - 1]?.text !== '(' || tokens[to]?.kind === 'number';
}

/** "(tries: Quelle 2, Okoye) Orsk 16" ends at the bracket. */
function closing(tokens: readonly Token[], from: number, to: number): number {
  let depth = 0;
  for (let at = from; at < to; at++) {
    depth += Number(tokens[at]?.text === '(') - Number(tokens[at]?.text === ')');
    if (depth < 0) return at;
  }
  return to;
}

const isLone = ({ from, to }: TaggedName): boolean => to - from === 1;

/** What the tagger hardly took for something else than a person. */
const isDoubtful = ({ type, confidence: sure }: TaggedName): boolean => type !== 'person' && sure < doubtful;

function isDeed(tokens: readonly Token[], from: number, to: number, persons: number): boolean {
  const deed = tokens[from - 1]?.text === ':' ? lowerWordAt(tokens, from - 2) : '';
  return (
    deeds.has(deed) &&
    (persons >= least.persons || tokens.slice(from, to).some(({ kind }) => kind === 'number'))
  );
}

/** "Velmar 2 (Quelle 12, Okoye 45) Orsk 0": in brackets, before a minute. */
function isScorer({ passage, from, to }: TaggedName): boolean {
  const { tokens } = passage;
  if (tokens[to]?.kind !== 'number' || rowOf(passage)?.kind !== 'score') return false;
  return tokens.findLast(({ text }, i) => i < from && /^[()]$/.test(text))?.text === '(';
}

/** The runs of words with capitals that may be names, as persons; not "Velmar's Orsk". */
function runsIn(passage: Passage, start: number, end: number): TaggedName[] {
  const { tokens } = passage;
  const runs: TaggedName[] = [];
  for (let from = start; from < end; ) {
    let to = from;
    while (to < end && mayGoOn(tokens, from, to)) to++;
    const isApart = !tokens[from - 1]?.capital && !tokens[to]?.capital && tokens[to]?.text !== ':';
    if (to > from && isApart && isNameLike(tokens.slice(from, to)))
      runs.push(foundName({ passage, from, to }, 'person', confidence));
    from = Math.max(to, from + 1);
  }
  return runs;
}

function mayGoOn(tokens: readonly Token[], from: number, at: number): boolean {
  const token = tokens[at] as Token;
  if (at > from && !token.adjacent) return false;
  return token.capital || (at > from && particles.has(token.text) && tokens[at + 1]?.capital === true);
}

function isNameLike(words: readonly Token[]): boolean {
  const isWord = ({ text }: Token) => /^\p{Lu}.*\p{Ll}/u.test(text) && !isAcronym(text);
  const isOther = ({ text }: Token) => calendar.has(text) || openers.has(text);
  return words.length <= longestName && words.some(isWord) && !words.some(isOther);
}
