/**
 * The words of a text as they are written: case, accents and punctuation do not count, endings do. Phrases
 * and beginnings of words are looked up by these.
 */
import { foldLetters } from '../entities/fold.ts';
import { unaccented } from '../text/unaccented.ts';
import { eachWord } from '../text/unspacedScripts.ts';

/** In code points. Of a longer word only the beginning counts. */
const longestWord = 60;

/** The lengths of beginnings that can be looked up, in code points. */
export const shortestBeginning = 2;
export const longestBeginning = 32;

/** The words in their order, folded. "It’s 5°C" is `it`, `s`, `5`, `c`, and "北京2" is `北`, `京`, `2`. */
export function writtenWords(text: string): string[] {
  return [...wordsOfRuns(text)].flat();
}

/** The same words, those of one run of letters and digits after the other. */
export function* wordsOfRuns(text: string): Generator<readonly string[]> {
  const known = new Map<string, readonly string[]>();
  for (const [run] of text.matchAll(eachWord)) {
    let folded = known.get(run);
    if (folded === undefined) {
      folded = foldRun(run);
      known.set(run, folded);
    }
    yield folded;
  }
}

/** A word as it is looked up, as rows have it, whose texts are without accents. */
export function foldWord(word: string): string {
  // Last, because ΑΘΗΝΑΣ in small letters ends with ς.
  return unaccented(foldLetters(word));
}

/** Mostly one word; a sign such as ½ is two. */
function foldRun(run: string): string[] {
  const words = foldWord(run)
    .split(' ')
    .filter((word) => word !== '');
  return words.map((word) =>
    word.length <= longestWord ? word : Array.from(word).slice(0, longestWord).join(''),
  );
}

/** The distinct beginnings of words that can be looked up, the words themselves included. */
export function beginningsOf(words: readonly string[]): string[] {
  const beginnings = new Set<string>();
  for (const word of new Set(words)) addBeginnings(beginnings, word);
  return [...beginnings];
}

/** Adds the beginnings of one word. */
export function addBeginnings(beginnings: Set<string>, word: string): void {
  const letters = isPlain(word) ? undefined : Array.from(word);
  const end = Math.min(letters?.length ?? word.length, longestBeginning);
  for (let length = shortestBeginning; length <= end; length++)
    beginnings.add(letters?.slice(0, length).join('') ?? word.slice(0, length));
}

/** Every UTF-16 unit of it is a code point. */
const isPlain = (word: string): boolean => !/[\ud800-\udfff]/.test(word);
