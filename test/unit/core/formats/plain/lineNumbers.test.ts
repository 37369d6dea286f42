import { expect, test } from 'vitest';
import { withoutLineNumbers } from '../../../../../core/formats/plain/lineNumbers.ts';

/** Lines with the numbers of a page; every fifth is empty. */
const numbered = (lines: number, gap = '   ') =>
  Array.from({ length: lines }, (_, i) =>
    i % 5 === 4 ? `${i + 1}` : `${i + 1}${gap}Q.  Where were you on night ${i}?`,
  );

test("the numbers of a transcript's lines are no text", () => {
  const page = ['        DEPOSITION OF ANN BEISPIEL', ...numbered(25), '', ...numbered(25)];
  const bare = withoutLineNumbers(page);
  expect(bare[0]).toBe(page[0]);
  expect(bare[1]).toBe('   Q.  Where were you on night 0?');
  expect(bare[5]).toBe('');
  expect(bare.join('').match(/\d+/g)).toHaveLength(40);
});

test.each([
  ['a ranking', Array.from({ length: 25 }, (_, i) => `${i + 1}   Kelmere Rovers   ${80 - i}`)],
  [
    'a table with an empty row',
    Array.from({ length: 31 }, (_, i) => (i % 7 === 3 ? `${i + 1}` : `${i + 1}\t${i % 5} mm of rain`)),
  ],
  ['a column of numbers', Array.from({ length: 25 }, (_, i) => `${i + 1}`)],
  ['a short list', numbered(12)],
  ['numbers in sentences', numbered(25, ' ')],
  ['years', Array.from({ length: 30 }, (_, i) => `${60 + i}   boats`)],
])('%s keeps its numbers', (_, lines) => {
  expect(withoutLineNumbers(lines)).toEqual(lines);
});
