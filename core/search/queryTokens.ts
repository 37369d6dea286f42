/**
 * Splits a query in the search language into brackets, operators and terms, each with its position. The
 * console uses this file too: it adds filters to queries, and takes them away.
 */
import { normalizeUnicode } from '../text/normalizeUnicode.ts';
import { InvalidQuery } from './queryFault.ts';

/** What may stand before a colon. */
export const queryFields = [
  'title',
  'entity',
  'type',
  'source',
  'subject',
  'status',
  'country',
  'language',
  'from',
  'to',
  'near',
] as const;
export type QueryField = (typeof queryFields)[number];

export interface TermToken {
  kind: 'term';
  /** Where the term begins, in UTF-16 units. */
  position: number;
  /** Where it ends, with its quotation marks and suffix. */
  end: number;
  field?: QueryField;
  /** Where its value begins: after the field, if it has one. */
  valueAt: number;
  /** The value without its quotation marks; of two that stand for one in a name, with one. */
  text: string;
  quoted: boolean;
  /** What follows the closing quotation mark and belongs to it: `~5`, `*`, `,50km`. */
  suffix: string;
}

export type QueryToken =
  | { kind: '(' | ')' | 'or' | 'and' | 'not' | 'end'; position: number; end: number }
  | TermToken;

/** Pasted text has typographic quotation marks, so every kind may open and close a phrase. */
export const quotes = /["“”„‟]/u;
const insidePhrase = /^[^"“”„‟]*/u;
/** The quotation marks in the name of a source or subject count; each stands twice. */
const insideName = /^(?:[^"“”„‟]|(["“”„‟])\1)*/u;
const suffixes: Partial<Record<QueryField | 'text', RegExp>> = {
  text: /^~\d*/,
  title: /^~\d*/,
  source: /^\*/,
  near: /^,[^\s()]*/,
};
const operators = { OR: 'or', AND: 'and', NOT: 'not' } as const;
const isOperator = (text: string): text is keyof typeof operators => Object.hasOwn(operators, text);

/**
 * The tokens of a query, an `end` last. Words without a letter or digit, such as a dash between two words,
 * are left out.
 *
 * @throws InvalidQuery after the tokens that stand before the fault
 */
export function* readTokens(text: string): Generator<QueryToken, void> {
  let at = 0;
  for (;;) {
    while (at < text.length && /\s/u.test(text.charAt(at))) at++;
    const position = at;
    const letter = text.charAt(at);
    if (letter === '') return yield { kind: 'end', position, end: position };
    if (letter === '(' || letter === ')') {
      at++;
      yield { kind: letter, position, end: at };
      continue;
    }
    const negative = letter === '-' && /[^\s)-]/u.test(text.charAt(at + 1));
    if (negative) at++;
    const minus = negative ? [{ kind: 'not' as const, position, end: at }] : [];
    if (negative && text[at] === '(') {
      yield* minus;
      continue;
    }
    const term = readTerm(text, at);
    at = term.end;
    if (!negative && isOperator(term.text) && isBare(term))
      yield { kind: operators[term.text], position, end: at };
    else if (!isPunctuation(term)) yield* [...minus, term];
  }
}

const isBare = ({ field, quoted }: TermToken) => field === undefined && !quoted;
const isPunctuation = (token: TermToken) =>
  isBare(token) && !token.text.includes('*') && !/[\p{L}\p{N}]/u.test(normalizeUnicode(token.text, 'NFKD'));

function readTerm(text: string, position: number): TermToken {
  const name = /^([A-Za-z_]+):(?!\/)/.exec(text.slice(position, position + 64))?.[1];
  const field = queryFields.find((each) => each === name?.toLowerCase());
  const afterName = name === undefined ? position : position + name.length + 1;
  if (field === undefined && name !== undefined && /[^\s()]/u.test(text.charAt(afterName)))
    throw new InvalidQuery(
      text,
      position,
      `one of ${queryFields.map((each) => `${each}:`).join(' ')} before a colon, or quotation marks around it`,
    );
  const valueAt = field === undefined ? position : afterName;
  const value = quotes.test(text.charAt(valueAt))
    ? readQuoted(text, valueAt, field)
    : readBare(text, valueAt);
  if ((field === undefined || field === 'title') && !value.quoted) refuseForeign(text, valueAt, value.text);
  return { kind: 'term', position, valueAt, ...value, ...(field && { field }) };
}

/** Signs of other search languages, which as parts of words would find something else without a warning. */
const foreign: readonly (readonly [sign: RegExp, expected: string])[] = [
  [
    /^!["“”„‟(\p{L}\p{N}]/u,
    'a - or NOT before what must not occur, or quotation marks around what begins with !',
  ],
  [/\|\|/, 'OR between what may occur'],
  [/\p{L}~\d{0,2}$/u, 'quotation marks around the words before the ~'],
  // Neither in an address (watch?v=) nor between two sentences without a space (Why?Because).
  [/^[^./]*\p{L}\?\p{Ll}/u, 'the word in full, or its beginning and a *'],
  [/^(?:near|w|within|n|adj|pre)\/\d+$/iu, 'near words in quotation marks before a ~, as "one other"~5'],
  // A measure or a formula is none: km^2, E=mc^2.
  [/(?:^|\p{L}{3})\^\d+(?:\.\d+)?$/u, 'no weight: all words count the same'],
];

/** @param word up to a space or a bracket, without quotation marks */
function refuseForeign(text: string, position: number, word: string): void {
  const written = word === '!' ? text.slice(position, position + 2) : word;
  const [, expected] = foreign.find(([sign]) => sign.test(written)) ?? [];
  if (expected !== undefined) throw new InvalidQuery(text, position, expected);
}

type Value = Pick<TermToken, 'text' | 'quoted' | 'suffix' | 'end'>;

function readBare(text: string, start: number): Value {
  let end = start;
  while (end < text.length && !/[\s()]/u.test(text.charAt(end))) end++;
  return { text: text.slice(start, end), quoted: false, suffix: '', end };
}

function readQuoted(text: string, start: number, field: QueryField | undefined): Value {
  const isName = field === 'source' || field === 'subject';
  const [inside = ''] = (isName ? insideName : insidePhrase).exec(text.slice(start + 1)) ?? [];
  const end = start + 1 + inside.length;
  if (end >= text.length)
    throw new InvalidQuery(text, text.length, `a quotation mark to close the one at ${start}`);
  const suffix = suffixes[field ?? 'text']?.exec(text.slice(end + 1))?.[0] ?? '';
  const value = isName ? inside.replace(/(["“”„‟])\1/gu, '$1') : inside;
  return { text: value, quoted: true, suffix, end: end + 1 + suffix.length };
}

/** The name of a source or subject in quotation marks, as `source:` takes it: `"The ""Daily"" Post"`. */
export function quotedName(name: string): string {
  return `"${name.replace(/["“”„‟]/gu, '$&$&')}"`;
}
