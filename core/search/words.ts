/** The words of a headline or lead, for counting and comparing. */
import { fold } from '../entities/slug.ts';

/** Folded, each once. Single letters and numbers say little by themselves. */
export function wordsOf(text: string): Set<string> {
  return new Set(
    fold(text)
      .split(' ')
      .filter((word) => word.length > 2 && !/^\p{N}+$/u.test(word)),
  );
}
