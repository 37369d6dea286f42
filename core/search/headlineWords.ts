/** The words of a headline or lead, for counting and comparing. */
import { fold } from '../entities/slug.ts';

/**
 * The distinct words, folded. Numbers and words of one or two letters are left out, because they say little
 * by themselves.
 */
export function headlineWords(text: string): Set<string> {
  return new Set(
    fold(text)
      .split(' ')
      .filter((word) => word.length > 2 && !/^\p{N}+$/u.test(word)),
  );
}
