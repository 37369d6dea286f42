import { expect, test } from 'vitest';
import { findArticleList } from '../../../../../core/formats/json/jsonList.ts';

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));

test('finds a list behind strings with escapes and brackets', () => {
  const head = '{"note":"a \\"list\\": [{","count":2,"articles":[{"title":"a"}]}';
  expect(findArticleList(bytes(head))).toEqual({ start: head.indexOf('[{"title') + 1, around: 1 });
});

test('the text of an article that ends a list does not end the search', () => {
  const start = '{"articles":['.length;
  expect(findArticleList(bytes('{"articles":[{"bodies":"The bridge is open."}]}'))).toEqual({
    start,
    around: 1,
  });
});

test('a string without an end hides what follows it', () => {
  expect(findArticleList(bytes('{"articles":"[{'))).toBeUndefined();
});

/** Processor time of reading so many quotes that are escaped and never closed, in milliseconds. */
function costOf(quotes: number): number {
  const head = bytes(`{"a":"${'\\"'.repeat(quotes)}`);
  const before = process.cpuUsage().user;
  for (let i = 0; i < 10; i++) expect(findArticleList(head)).toBeUndefined();
  return (process.cpuUsage().user - before) / 1000;
}

test('takes time in proportion to its input', () => {
  costOf(2_000);
  // Sixteen times as much takes sixteen times as long; it took 256 times as long when it began anew at each quote.
  expect(costOf(32_000)).toBeLessThan(64 * Math.max(1, costOf(2_000)));
});
