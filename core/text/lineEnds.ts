/** Joins the lines of a text that was set or wrapped by hand, and the words that their ends divide. */
import { wordSet } from './wordSet.ts';

/** How a text divides words at the ends of its lines. */
export interface LineEnds {
  /** Words with a hyphen within lines, in small letters. */
  compounds: ReadonlySet<string>;
  /** Those of the divided words that stand whole within lines, in small letters. */
  whole: ReadonlySet<string>;
  /** How many line ends have a hyphen in a word, where it may divide one. */
  divided: number;
}

/** The beginning of a divided word and its sign. */
const cut = /(\p{L}+)([-\u2010\u00ad¬])$/u;
/** Signs that are never a part of a word: the soft hyphen, and what programs that read scans write. */
const isSign = ({ sign }: DividedWord): boolean => sign === '\u00ad' || sign === '¬';
const rest = /^\p{L}+/u;
/** Longer words are not looked for: nothing but one would be the line. */
const longestWord = 60;
/** Words behind a hyphen that a later word completes: "pre- and post-war", "zwei- bis dreimal". */
const suspends = wordSet`
  and or und oder bis sowie bzw beziehungsweise ou y o e of og och eller oraz lub
`;
/** Such words that may also be the end of a divided one: "in-to", "den-noch". */
const mayEndWord = wordSet`to en als wie noch statt et i`;
// Without bounds, a text that is one word or one compound would overflow the stack of the pattern.
const word = new RegExp(String.raw`\p{L}{1,${2 * longestWord}}`, 'gu');
const compound = new RegExp(
  String.raw`(?<!\p{L})\p{L}{1,${longestWord}}(?:-\p{L}{1,${longestWord}}){1,9}`,
  'gu',
);

const isSmall = (letters: string): boolean => letters === letters.toLowerCase();

export function lineEndsOf(lines: readonly string[]): LineEnds {
  const candidates = new Set<string>();
  let divided = 0;
  let before = '';
  for (const line of lines) {
    const parted = dividedWord(before, line);
    if (parted !== undefined) {
      candidates.add(wholeOf(parted));
      if (isSign(parted) || (isSmall(parted.end) && !suspends.has(parted.end))) divided++;
    }
    before = line;
  }
  const compounds = new Set<string>();
  const whole = new Set<string>();
  // Most texts divide no word.
  for (const line of candidates.size === 0 ? [] : lines) {
    const small = line.toLowerCase();
    for (const [found] of small.matchAll(compound)) compounds.add(found);
    for (const [found] of small.matchAll(word)) if (candidates.has(found)) whole.add(found);
  }
  return { compounds, whole, divided };
}

/** A word that goes on from one line to the next. */
interface DividedWord {
  begin: string;
  sign: string;
  end: string;
}

const wholeOf = ({ begin, end }: DividedWord): string => (begin + end).toLowerCase();

function dividedWord(line: string, next: string): DividedWord | undefined {
  const [, begin, sign] = cut.exec(line.slice(-longestWord)) ?? [];
  const [end] = rest.exec(next.slice(0, longestWord)) ?? [];
  return begin === undefined || sign === undefined || end === undefined ? undefined : { begin, sign, end };
}

/**
 * @param isSet whether the text divides words as typesetters do; else it was wrapped, and a hyphen at the end
 *   of a line is one of the word
 */
export function joinLines(lines: readonly string[], ends: LineEnds, isSet: boolean): string {
  const joined: string[] = [];
  for (const [i, line] of lines.entries()) {
    const parted = dividedWord(line, lines[i + 1] ?? '');
    if (parted === undefined) joined.push(line, i + 1 === lines.length ? '' : ' ');
    else if (isOneWord(parted, ends, isSet)) joined.push(line.slice(0, -1));
    else joined.push(line, isSuspended(parted, isSet) ? ' ' : '');
  }
  return joined.join('');
}

/** Whether the sign is no part of the word. */
function isOneWord(parted: DividedWord, { compounds, whole }: LineEnds, isSet: boolean): boolean {
  const { begin, end } = parted;
  if (isSign(parted)) return true;
  if (compounds.has(`${begin}-${end}`.toLowerCase())) return false;
  return whole.has(wholeOf(parted)) || (isSet && isSmall(end) && !isSuspended(parted, isSet));
}

/** Whether a later word completes the one before the hyphen: "pre- and post-war". */
const isSuspended = ({ end }: DividedWord, isSet: boolean): boolean =>
  suspends.has(end) || (!isSet && mayEndWord.has(end));
