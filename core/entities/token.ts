/** The one tokeniser: words with their offsets, and what their capitals and places in the sentence say. Linear, never throws. */

export interface Token {
  /** UTF-16 offsets into the text. */
  start: number;
  end: number;
  text: string;
  kind: 'word' | 'number' | 'sign';
  /** Begins with a capital letter. */
  capital: boolean;
  /** Opens a sentence, a quotation or a list item, so that its capital says nothing. */
  first: boolean;
  /** Nothing but one space between it and the token before. */
  joined: boolean;
}

/** A stretch of text whose tokens belong together: a paragraph, or a part of one that is very long. */
export interface Passage {
  tokens: Token[];
  /** Most of its words wear capitals: a headline in title case or in capitals. */
  titled: boolean;
}

/** Passages are cut at this many tokens, so that a text without paragraphs is read in bounded memory. */
const longestPassage = 4000;
/** A longer run of letters is no word of any language. */
const longestWord = 100;

/** A number; initials and acronyms with their points; a word with its inner hyphens, apostrophes and ampersands; any other sign. */
const pattern =
  /\p{N}+(?:[.,:]\p{N}+)*(?:st|nd|rd|th|s|m|bn|k|pm|am)?(?![\p{L}\p{N}])|(?:\p{Lu}\.){2,8}|[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:[-‐‑'’&·][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*|[^\s\p{L}\p{N}]/gu;
const possessive = /['’][sS]$/;
const abbreviations = new Set(
  'Mr Mrs Ms Dr Prof Rev Hon Gen Col Maj Capt Lt Sgt Gov Sen Rep St Mt Jr Sr Inc Corp Ltd Co No vs'.split(
    ' ',
  ),
);
/** «London-based», «Tokyo-listed», «Spanish-speaking»: the name ends at the hyphen. */
const compound =
  /^(\p{Lu}[\p{L}\p{M}.'’]*)[-‐‑](?:based|born|listed|led|backed|owned|run|style|made|wide|era|held|funded|trained|educated|speaking|occupied|controlled|related|style|bound|like|only|built|brokered|educated|language)$/u;
const opensSentence = new Set(['.', '!', '?', ':', '“', '"', '«', '„', '(', '[', '•', '—', '…', ';', '‘']);

/** Texts up to this length are kept in tokens, longer ones are read again each time: a matter of memory. */
const keptLength = 1_000_000;

/** The passages of a text, in order, as often as they are asked for. */
export function passagesOf(text: string): Iterable<Passage> {
  return text.length <= keptLength
    ? [...readPassages(text)]
    : { [Symbol.iterator]: () => readPassages(text) };
}

function* readPassages(text: string): Generator<Passage> {
  let tokens: Token[] = [];
  let lineEnd = nextLineEnd(text, 0);
  for (const token of tokensOf(text)) {
    if (
      token.start >= lineEnd ||
      (tokens.length >= longestPassage && token.first) ||
      tokens.length >= 2 * longestPassage
    ) {
      if (tokens.length > 0) yield passage(tokens);
      tokens = [];
      if (token.start >= lineEnd) lineEnd = nextLineEnd(text, token.start);
      token.first = true;
      token.joined = false;
    }
    tokens.push(token);
  }
  if (tokens.length > 0) yield passage(tokens);
}

function nextLineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? Number.POSITIVE_INFINITY : end;
}

function passage(tokens: Token[]): Passage {
  let words = 0;
  let capitals = 0;
  for (const { kind, text, capital, first } of tokens) {
    if (kind !== 'word' || text.length < 4 || first) continue;
    words++;
    if (capital) capitals++;
  }
  // A sentence with many names in it ends as sentences do; headlines do not.
  const share = tokens.at(-1)?.text === '.' ? 0.9 : 0.7;
  return { tokens, titled: words >= 3 && capitals > share * words };
}

export function* tokensOf(text: string): Generator<Token> {
  let first = true;
  let end = -1;
  for (const match of text.matchAll(pattern)) {
    let [word] = match;
    const start = match.index;
    if (start < end) continue; // the point that an abbreviation took
    if (word.length > longestWord) {
      first = false;
      continue;
    }
    const joined = end === start || (start - end === 1 && text[end] === ' ');
    if (word.length > 2) word = headOf(word);
    const kind = kindOf(word);
    end = start + word.length;
    if (kind === 'word' && isAbbreviated(word) && text[end] === '.' && text[end + 1] !== '\n') {
      word += '.';
      end++;
    }
    yield { start, end, text: word, kind, capital: kind === 'word' && isCapital(word), first, joined };
    // What was cut off («’s», «-based») stays a gap, so that the next word is not joined. The points of abbreviations end no sentence.
    first = kind === 'sign' ? opensSentence.has(word) || (first && !/[,%$€£]/.test(word)) : false;
  }
}

/** «Biden’s» → Biden; «London-based» → London. */
function headOf(word: string): string {
  const last = word.charCodeAt(word.length - 1) | 0x20;
  if (last === 0x73 && possessive.test(word)) return word.slice(0, -2);
  return last >= 0x64 && last <= 0x79 && /[-‐‑]/.test(word) ? (compound.exec(word)?.[1] ?? word) : word;
}

function kindOf(word: string): Token['kind'] {
  const code = word.charCodeAt(0);
  if (code < 128) {
    if ((code >= 65 && code <= 90) || (code >= 97 && code <= 122)) return 'word';
    if (code >= 48 && code <= 57)
      return /\p{L}/u.test(word) && !/^\p{N}+(?:[.,:]\p{N}+)*(?:st|nd|rd|th|s|m|bn|k|pm|am)$/u.test(word)
        ? 'word'
        : 'number';
    return 'sign';
  }
  return /^\p{L}/u.test(word) ? 'word' : /^\p{N}/u.test(word) ? 'number' : 'sign';
}

function isCapital(word: string): boolean {
  const code = word.charCodeAt(0);
  if (code < 128) return (code >= 65 && code <= 90) || (code >= 48 && code <= 57 && /\p{Lu}/u.test(word));
  return /^[\p{Lu}\p{Lt}]/u.test(word);
}

/** «George W. Bush», «Dr. No», «St. Petersburg». */
function isAbbreviated(word: string): boolean {
  return (word.length === 1 && isCapital(word) && word !== 'I') || abbreviations.has(word);
}

/** All capitals, two to six, or a capital and a number: NATO, U.S., G7. */
export function isAcronym(word: string): boolean {
  return (
    word.length <= 8 && /^(?:(?:\p{Lu}[.&-]?){2,6}\p{N}{0,2}|\p{Lu}\p{N}{1,2}|\p{N}\p{Lu}{1,3})$/u.test(word)
  );
}
