/** Rows of results and tables, told by their shape alone: "Velmar 2 Orsk 1", a club and its points. */
import { particles } from '../data/people.ts';
import { calendar } from '../data/words.ts';
import type { Passage } from '../passages.ts';
import type { Token } from '../token.ts';

/** In tokens, of a row. */
const lengths = { least: 3, most: 80 };
/** In tokens: a row has a number or "v" before. */
const latestSign = 14;

/** A name's tokens, from and to (exclusive). */
export type NameRange = readonly [from: number, to: number];

export interface Row {
  passage: Passage;
  kind: 'score' | 'fixture' | 'standing';
  names: NameRange[];
}

const name = '(C(?:[p&.]?C){0,4})';
const country = String.raw`(?:\(C+\))?`;
/** A rank, a time, or what the row is of: "1.", "FT:", "In Velmar:". */
const opening = String.raw`^(?:\(?[NF][.)]?\)?|[wC]{1,4}:)?`;
const end = '(?=$|[.,;(])';
/** By the characters of `signOf`. */
const shapes = [
  // "Velmar 2 (Quelle 12, Okoye 45) Orsk 1", "Velmar 102, Orsk 98 OT".
  ['score', String.raw`${opening}${name}${country}N(?:\([^()]*\))?,?${name}${country}NC?${end}`],
  // "Velmar 2-1 Orsk".
  ['score', `${opening}${name}${country}N-N${name}${country}${end}`],
  // "Velmar v Orsk (1500)".
  ['fixture', `${opening}${name}${country}V${name}${country}(?=$|[.,;(NF])`],
  // Played, won, drawn, lost and so on.
  ['standing', String.raw`${opening}${name}N[NF.+\-–—½/%]{2,}$`],
] as const;
const patterns = shapes.map(([kind, source]) => [kind, new RegExp(source, 'd')] as const);

/** What a short passage is a row of; most passages are none. */
export function rowOf(passage: Passage): Row | undefined {
  const { tokens } = passage;
  if (tokens.length < lengths.least || tokens.length > lengths.most || !mayBegin(tokens)) return undefined;
  const hasCells = tokens.some(({ text }) => text === bar);
  return hasCells ? rowOfCells(passage) : rowOfTokens(passage);
}

/** What divides the cells of a table's row. */
const bar = '|';

/** The row without its bars, unless two cells would be one name, or figures of two columns a score. */
function rowOfCells(passage: Passage): Row | undefined {
  const at = passage.tokens.flatMap(({ text }, i) => (text === bar ? [] : [i]));
  const row = rowOfTokens({ ...passage, tokens: at.flatMap((i) => passage.tokens[i] ?? []) });
  const names = row?.names.map(([from, to]): NameRange => [at[from] ?? 0, (at[to - 1] ?? 0) + 1]) ?? [];
  const signs = passage.tokens.map(signOf).join('');
  const isInOneCell = names.every(([from, to]) => !signs.slice(from, to).includes(bar));
  const [first, second] = names;
  // "London | 12 | Paris | 14" are more often weather or prices.
  const isFigure = first && second && signs.slice(first[1], second[0]) === '|N|';
  return row && isInOneCell && !isFigure ? { ...row, passage, names } : undefined;
}

function rowOfTokens(passage: Passage): Row | undefined {
  const { tokens } = passage;
  const shape = tokens.map(signOf).join('');
  for (const [kind, pattern] of patterns) {
    const found = pattern.exec(shape)?.indices?.slice(1);
    if (found === undefined) continue;
    const names = found.map(([from, to] = [0, 0]): NameRange => [from, to]);
    const isDated = names.some(([from, to]) => tokens.slice(from, to).some(({ text }) => calendar.has(text)));
    const behind = names[0]?.[1] ?? 0;
    return isDated || (kind === 'standing' && !addsUp(tokens.slice(behind)))
      ? undefined
      : { passage, kind, names };
  }
  return undefined;
}

/** Most paragraphs end here: a row has a number or "v" among its first words. */
function mayBegin(tokens: readonly Token[]): boolean {
  for (let at = 0; at < tokens.length && at < latestSign; at++) {
    const { kind, text } = tokens[at] as Token;
    if (kind === 'number' || versus.has(text)) return true;
  }
  return false;
}

const versus = new Set(['v', 'v.', 'vs', 'vs.']);

/**
 * One character a token: C a word with a capital, p a particle, w another word, N a number up to 999, F
 * another, V "v", and signs as they are.
 */
export function signOf({ kind, text, capital }: Token): string {
  if (kind === 'number') return /^\d{1,3}$/.test(text) ? 'N' : 'F';
  if (kind === 'symbol') return text.length === 1 ? text : '?';
  if (versus.has(text)) return 'V';
  if (capital) return 'C';
  return particles.has(text) || text === 'of' ? 'p' : 'w';
}

/**
 * Whether a row of numbers is one of a league, not of weather, prices or cases by region, whose parts have a
 * sum too: a share of games is below one, or points follow from won, drawn and lost.
 */
function addsUp(tokens: readonly Token[]): boolean {
  const isShare = ({ text, end }: Token, i: number) => text === '.' && tokens[i + 1]?.start === end;
  if (tokens.some(isShare)) return tokens.some(({ text }) => /^\d{3}$/.test(text));
  const numbers = tokens.filter(({ kind }) => kind === 'number').map(({ text }) => Number(text));
  const [a = 0, b = 0, c = 0, d = 0] = numbers;
  const points = numbers.at(-1) ?? 0;
  const follow = (won: number, drawn: number, drawnLast: number) =>
    points > 0 &&
    (points === 3 * won + drawn || points === 2 * won + drawn || points === 2 * won + drawnLast);
  return numbers.length >= 5 && a === b + c + d ? follow(b, c, d) : numbers.length >= 4 && follow(a, b, c);
}
