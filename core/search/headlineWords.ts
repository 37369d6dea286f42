/** The words of a headline or lead, for counting and comparing. */
import { foldLetters } from '../entities/fold.ts';

/** At most so long, a word says little by itself. */
const longestShort = 2;

/**
 * The distinct words, folded as `foldLetters` folds the whole text. Numbers and words of one or two letters
 * are left out, because they say little by themselves.
 */
export function headlineWords(text: string): Set<string> {
  const words = new Set<string>();
  for (const chunk of text.split(/\s+/)) {
    // Most chunks are a word and perhaps a comma: folding each character by its properties takes ten times as
    // long, and a thousand leads have 100,000 chunks.
    if (isAsciiWord(chunk)) add(words, chunk.toLowerCase());
    else for (const word of foldedChunk(chunk)) add(words, word);
  }
  return words;
}

function add(words: Set<string>, word: string): void {
  if (word.length > longestShort && !/^\p{N}+$/u.test(word)) words.add(word);
}

/** Whether it has letters and digits of ASCII alone. */
function isAsciiWord(chunk: string): boolean {
  for (let i = 0; i < chunk.length; i++) {
    const code = chunk.charCodeAt(i);
    const letter = code | 0x20; // as a small one
    if (!((letter >= 0x61 && letter <= 0x7a) || (code >= 0x30 && code <= 0x39))) return false;
  }
  return true;
}

const lastAscii = '\u007f';

function foldedChunk(chunk: string): string[] {
  for (const character of chunk) if (character > lastAscii) return foldLetters(chunk).split(' ');
  return chunk
    .toLowerCase()
    .replace(/['.]/g, '')
    .split(/[^a-z0-9]+/);
}
