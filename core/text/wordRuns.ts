/** Runs of words as numbers, to compare texts by what they share without a string for each word and run. */

const letterOrDigit = /[\p{L}\p{N}]/u;
const inWord = 1;
const between = 2;
/** By UTF-16 unit; 0 for those that were not met yet. */
const kinds = new Uint8Array(0x10000);

function isInWord(unit: number): boolean {
  const known = kinds[unit] as number;
  if (known !== 0) return known === inWord;
  const is = letterOrDigit.test(String.fromCharCode(unit));
  kinds[unit] = is ? inWord : between;
  return is;
}

const offset = 0x811c9dc5;
const prime = 0x01000193;

/** A number of 32 bits for each word of letters and digits, whatever its case (FNV-1a). */
function wordsOf(text: string): number[] {
  const words: number[] = [];
  let hash = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    // Letters beyond the first plane are two units, of which only the pair is a letter.
    const isPart =
      unit >= 0xd800 && unit <= 0xdfff ? letterOrDigit.test(characterAround(text, i)) : isInWord(unit);
    if (isPart) hash = Math.imul((hash === 0 ? offset : hash) ^ unit, prime);
    else if (hash !== 0) {
      words.push(hash);
      hash = 0;
    }
  }
  if (hash !== 0) words.push(hash);
  return words;
}

/** The pair of units to which one of them belongs. */
function characterAround(text: string, at: number): string {
  const start = at > 0 && text.charCodeAt(at) >= 0xdc00 ? at - 1 : at;
  return String.fromCodePoint(text.codePointAt(start) ?? 0);
}

/**
 * Each run of so many words of the text as a number of 53 bits, in order. A text with fewer words is one
 * run, and one without words has none. Runs that differ have the same number only by chance.
 */
export function wordRuns(text: string, length: number): number[] {
  const words = wordsOf(text.toLowerCase());
  const runs: number[] = [];
  for (let i = 0; words.length > 0 && (i === 0 || i + length <= words.length); i++) {
    let [high, low] = [offset, 0];
    for (let n = 0; n < length; n++) {
      const word = words[i + n] ?? 0;
      high = Math.imul(high ^ word, prime) ^ (word >>> 15);
      low = Math.imul(low + word, 0x9e3779b1) ^ (low >>> 13);
    }
    runs.push((high >>> 0) * 0x200000 + (low >>> 11));
  }
  return runs;
}

/** A set of such numbers. The engine's own makes an object of each number that it is asked about. */
export class RunSet {
  readonly #slots: Float64Array;
  readonly #mask: number;

  constructor(runs: readonly number[]) {
    const size = 2 ** Math.ceil(Math.log2(2 * runs.length + 1));
    this.#slots = new Float64Array(size).fill(-1);
    this.#mask = size - 1;
    for (const run of runs) this.#slots[this.#slotOf(run)] = run;
  }

  has(run: number): boolean {
    return this.#slots[this.#slotOf(run)] === run;
  }

  /** The slot that has the number, or the free one where it would be. */
  #slotOf(run: number): number {
    let slot = run & this.#mask;
    for (let found = this.#slots[slot]; found !== run && found !== -1; found = this.#slots[slot])
      slot = (slot + 1) & this.#mask;
    return slot;
  }
}
