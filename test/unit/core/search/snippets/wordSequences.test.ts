import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placesOfSequence } from '../../../../../core/search/snippets/wordSequences.ts';

const words = (length: object) => fc.array(fc.constantFrom('a', 'b'), length);

test('a sequence is found wherever its words follow one another', () => {
  fc.assert(
    fc.property(words({ maxLength: 40 }), words({ minLength: 1, maxLength: 5 }), (text, sought) => {
      const isAt = (at: number) => sought.every((word, i) => text[at + i] === word);
      expect(placesOfSequence(text, sought)).toEqual([...text.keys()].filter(isAt));
    }),
  );
  expect(placesOfSequence(['a'], [])).toEqual([]);
});

test('nearly the whole sequence at every word of a text takes linear time', () => {
  let compared = 0;
  const sought = new Proxy([...Array(500).fill('a'), 'b'], {
    get(target, key) {
      compared++;
      return Reflect.get(target, key);
    },
  });
  expect(placesOfSequence(Array(5_000).fill('a'), sought)).toEqual([]);
  expect(compared).toBeLessThan(10 * 5_000);
});
