import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fold } from '../../../../core/entities/slug.ts';
import { headlineWords } from '../../../../core/search/headlineWords.ts';

/** As the words are defined: those of the whole text, folded. */
function wordsOf(text: string): string[] {
  const words = fold(text).split(' ');
  return [...new Set(words.filter((word) => word.length > 2 && !/^\p{N}+$/u.test(word)))];
}

const character = fc.oneof(
  fc.constantFrom(..."abzAZ019 \n\t.,'’“”–-éÉßŁøæİıΣσς\u0301\u00a0한"),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
);
const text = fc.array(character, { maxLength: 60 }).map((parts) => parts.join(''));

it('are those of the folded text', () => {
  fc.assert(
    fc.property(text, (each) => {
      expect([...headlineWords(each)]).toEqual(wordsOf(each));
    }),
    // A capital of its own, whose small letter depends on what follows.
    { numRuns: 2000, examples: [['Ϲa0'], ['ODYSSEUΣ, ODYSSEUϹ']] },
  );
});
