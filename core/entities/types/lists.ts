/**
 * Lists of names: "Dell, LG, Samsung and Phillips", a line-up. What most of them are, the others are too.
 */
import { formOf } from '../spans/nameWords.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import { type Token, wordAt } from '../token.ts';

const joining = new Set([',', ';', 'and', 'or', '&', '"', '“', '”', 'the', 'The', 'both']);
/** In tokens, between two names of a list. */
const maxGap = 4;

/** Groups of two names or more that only commas and conjunctions separate, in text order. */
export function nameLists(names: readonly TaggedName[]): TaggedName[][] {
  const lists: TaggedName[][] = [];
  let list: TaggedName[] = [];
  const close = () => {
    if (list.length > 1) lists.push(list);
  };
  for (const name of names) {
    const last = list.at(-1);
    if (last !== undefined && isJoined(last, name)) {
      list.push(name);
      continue;
    }
    close();
    list = [name];
  }
  close();
  return lists;
}

function isJoined(one: TaggedName, two: TaggedName): boolean {
  if (one.passage !== two.passage || two.from <= one.to || two.from - one.to > maxGap) return false;
  const between = one.passage.tokens.slice(one.to, two.from);
  return (
    between.every(({ text, capital }: Token) => capital || joining.has(text)) &&
    !between.every(({ capital }) => capital)
  );
}

/** Between two players of a line-up: "Stanley, Hyde (Pitman 105), Purdie (capt); Collier". */
const inLineUp = /^(?:[,;()\-–]|\d{1,3}|capt|captain|pen)$/;
/** A line-up has so many players that are not in brackets, and most of them are taken for persons. */
const minPlayers = 4;
const personShare = 0.6;

/** Before a colon and the players who wait: "Subs not used: Quelle, Orsk." */
const waiting = /^(?:subs|substitutes|used|replacements|rep)$/i;

/**
 * The names of line-ups in a match report: the players, and those in brackets with the minute in which they
 * came on. A name alone in brackets is a club.
 */
export function lineUps(names: readonly TaggedName[]): Set<TaggedName> {
  const players = new Set<TaggedName>();
  const forms = new Set<string>();
  for (const line of playersInRows(names)) {
    // Who is in a line-up is a player in the list of the booked too.
    const persons = line.filter((name) => name.type === 'person' || forms.has(formOf(name))).length;
    const isLineUp =
      startsReserves(line[0]) || (line.length >= minPlayers && persons >= personShare * line.length);
    if (!isLineUp) continue;
    for (const name of line) players.add(name);
    for (const name of line) forms.add(formOf(name));
  }
  return players;
}

/** The players one after another, in text order. */
function playersInRows(names: readonly TaggedName[]): TaggedName[][] {
  const lines: TaggedName[][] = [];
  let line: TaggedName[] = [];
  let last: TaggedName | undefined;
  for (const name of names) {
    if (last !== undefined && !isNextPlayer(last, name)) {
      lines.push(line);
      line = [];
    }
    if (isPlayer(name)) line.push(name);
    last = name;
  }
  return [...lines, line];
}

function startsReserves(first: TaggedName | undefined): boolean {
  if (first === undefined) return false;
  const { passage, from } = first;
  const [before, colon] = [passage.tokens[from - 2], passage.tokens[from - 1]];
  return colon?.text === ':' && waiting.test(before?.text ?? '');
}

function isNextPlayer(one: TaggedName, two: TaggedName): boolean {
  if (one.passage !== two.passage || two.from <= one.to) return false;
  return one.passage.tokens.slice(one.to, two.from).every(({ text }) => inLineUp.test(text));
}

/** Whether a name is a player's: one word, or an initial and one; in brackets, before a minute. */
function isPlayer({ passage: { tokens }, from, to }: TaggedName): boolean {
  const isShort = to - from === 1 || (to - from === 2 && /^[A-Z]$/.test(wordAt(tokens, from)));
  const isBracketed = tokens[from - 1]?.text === '(';
  return isShort && (!isBracketed || /^\d{1,3}$/.test(wordAt(tokens, to)));
}
