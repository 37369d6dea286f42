import { expect, test } from 'vitest';
import { hasWords, readingLength, wordCount } from '../../../../core/text/readingLength.ts';

test('letters of an alphabet count as one each', () => {
  expect(readingLength('The ferry waits.')).toBe(16);
  expect(readingLength('Паром ждёт.')).toBe(11);
  expect(readingLength('เรือรอ')).toBe(6);
});

test.each(['渡轮在等待', 'フェリーが', '여객선대기'])(
  'each of the five characters of %s counts as more',
  (text) => {
    expect(readingLength(text)).toBe(12.5);
  },
);

test('words are counted with and without spaces between them', () => {
  expect(wordCount('The ferry waits for timber')).toBe(5);
  expect(wordCount('第一班渡轮将于星期四出发')).toBeGreaterThanOrEqual(6);
  expect(wordCount('เรือข้ามฟากลำแรกจะออกในวันพฤหัสบดี')).toBeGreaterThanOrEqual(6);
  expect(wordCount('여객선이 목요일에 떠난다')).toBe(3);
});

test('an identifier is one word; a sentence is several, whatever its script', () => {
  expect(hasWords('b8f1c2d3-44aa-4e11')).toBe(false);
  expect(hasWords('The ferry')).toBe(true);
  expect(hasWords('第一班渡轮将于星期四出发')).toBe(true);
});
