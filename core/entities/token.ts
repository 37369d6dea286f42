/** The tokeniser: splits a text into words, numbers and symbols with their offsets. Linear; never throws. */
import { wordSet } from '../text/wordSet.ts';
import { slugs } from './data/slugs.ts';
import { compoundSuffixes } from './data/words.ts';

export interface Token {
  /** UTF-16 offsets into the text. */
  start: number;
  end: number;
  text: string;
  kind: 'word' | 'number' | 'symbol';
  /** Begins with a capital letter. */
  capital: boolean;
  /** Opens a sentence, a quotation or a list item, so its capital carries no information. */
  opensSentence: boolean;
  /** At most one space separates it from the token before. */
  adjacent: boolean;
}

/** The token's text; '' where there is none, such as before the first one. */
export const wordAt = (tokens: readonly Token[], at: number): string => tokens[at]?.text ?? '';

/** The same in lower case. */
export const lowerWordAt = (tokens: readonly Token[], at: number): string => wordAt(tokens, at).toLowerCase();

/** In characters. Longer runs of letters are not words. */
const maxWordLength = 100;

const possessive = /['’][sS]$/;
const number = String.raw`\p{N}+(?:[.,:]\p{N}+)*`;
const unit = '(?:st|nd|rd|th|s|m|bn|k|pm|am)';
const wordPart = String.raw`[\p{L}\p{N}][\p{L}\p{M}\p{N}]*`;

const tokenPattern = new RegExp(
  [
    // "SOCCER-Velmar", "MOTOR RACING-Velmar" at the beginning of a line: no compound.
    String.raw`(?=\p{Lu}\p{L}{2,12}-[\p{Lu}\p{N}])(?:${slugs.join('|')})(?=-)(?<=^(?:\p{L}+ )?\p{L}+)`,
    String.raw`${number}${unit}?(?![\p{L}\p{N}])`,
    // Initials and acronyms with their periods.
    String.raw`(?:\p{Lu}\.){2,8}`,
    // Words with inner hyphens, apostrophes and ampersands.
    `${wordPart}(?:[-‐‑'’&·]${wordPart})*`,
    String.raw`[^\s\p{L}\p{N}]`,
  ].join('|'),
  'gmu',
);
const numberWithUnit = new RegExp(`^${number}${unit}$`, 'u');
const abbreviations = wordSet`
  Mr Mrs Ms Dr Prof Rev Hon Gen Col Maj Capt Lt Sgt Gov Sen Rep St Mt Jr Sr Inc Corp Ltd Co No vs
`;
/** "London-based", "Tokyo-listed", "Spanish-speaking": the name ends at the hyphen. */
const compound = new RegExp(
  String.raw`^(\p{Lu}[\p{L}\p{M}.'’]*)[-‐‑](?:${compoundSuffixes.join('|')})$`,
  'u',
);
const sentenceOpeners = new Set([...'.!?:“"«„([•—…;‘']);

/** The tokens of a text, in order and without overlaps. */
export function* tokensOf(text: string): Generator<Token> {
  let opensSentence = true;
  let end = -1;
  for (const match of text.matchAll(tokenPattern)) {
    let [word] = match;
    const start = match.index;
    if (start < end) continue; // The period already belongs to an abbreviation.
    if (word.length > maxWordLength) {
      opensSentence = false;
      continue;
    }
    const adjacent = end === start || (start - end === 1 && text[end] === ' ');
    if (word.length > 2) word = stripSuffix(word);
    const kind = kindOf(word);
    end = start + word.length;
    if (kind === 'word' && isAbbreviated(word) && text[end] === '.' && text[end + 1] !== '\n') {
      word += '.';
      end++;
    }
    const capital = kind === 'word' && isCapital(word);
    yield { start, end, text: word, kind, capital, opensSentence, adjacent };
    // A stripped suffix ("’s", "-based") stays a gap, so the next word is not adjacent.
    if (kind !== 'symbol') opensSentence = false;
    else opensSentence = sentenceOpeners.has(word) || (opensSentence && !/[,%$€£]/.test(word));
  }
}

/** "Biden’s" → Biden; "London-based" → London. */
function stripSuffix(word: string): string {
  const last = word.charCodeAt(word.length - 1) | 0x20;
  if (last === 0x73 && possessive.test(word)) return word.slice(0, -2);
  // All compound suffixes end in a letter from d to y, so most words skip the regular expression.
  return last >= 0x64 && last <= 0x79 && /[-‐‑]/.test(word) ? (compound.exec(word)?.[1] ?? word) : word;
}

/** ASCII is classified by code, because this runs for every token. */
function kindOf(word: string): Token['kind'] {
  const code = word.charCodeAt(0);
  if (code < 128) {
    if ((code >= 65 && code <= 90) || (code >= 97 && code <= 122)) return 'word';
    if (code >= 48 && code <= 57)
      return /\p{L}/u.test(word) && !numberWithUnit.test(word) ? 'word' : 'number';
    return 'symbol';
  }
  return /^\p{L}/u.test(word) ? 'word' : /^\p{N}/u.test(word) ? 'number' : 'symbol';
}

function isCapital(word: string): boolean {
  const code = word.charCodeAt(0);
  if (code < 128) return (code >= 65 && code <= 90) || (code >= 48 && code <= 57 && /\p{Lu}/u.test(word));
  return /^[\p{Lu}\p{Lt}]/u.test(word);
}

/** "George W. Bush", "Dr. No", "St. Petersburg". */
function isAbbreviated(word: string): boolean {
  return (word.length === 1 && isCapital(word) && word !== 'I') || abbreviations.has(word);
}

export const isAnd = (token: Token | undefined): boolean => token?.text === 'and' || token?.text === '&';

/** Two to six capitals, or capitals and a number: NATO, U.S., G7, 3M. */
export function isAcronym(word: string): boolean {
  return (
    word.length <= 8 && /^(?:(?:\p{Lu}[.&-]?){2,6}\p{N}{0,2}|\p{Lu}\p{N}{1,2}|\p{N}\p{Lu}{1,3})$/u.test(word)
  );
}

/** Whether a token says whose money an amount is in: "AU$6,899", "the US$". Lapsus$ is a name. */
export function isOfCurrency(tokens: readonly Token[], at: number): boolean {
  const [token, sign] = [tokens[at], tokens[at + 1]];
  const isSigned = sign !== undefined && sign.start === token?.end && /^\p{Sc}$/u.test(sign.text);
  return isSigned && /^\p{Lu}{1,3}$/u.test(wordAt(tokens, at));
}
