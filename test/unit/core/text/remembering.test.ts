import { expect, test } from 'vitest';
import { remembering } from '../../../../core/text/remembering.ts';

test('a text is computed once', () => {
  const asked: string[] = [];
  const length = remembering((text) => {
    asked.push(text);
    return text.length;
  });
  expect([length('abc'), length('abc'), length('')]).toEqual([3, 3, 0]);
  expect(asked).toEqual(['abc', '']);
});

test('a long text is not kept in memory', () => {
  const asked: string[] = [];
  const length = remembering((text) => asked.push(text));
  const long = 'x'.repeat(1_000);
  expect([length(long), length(long)]).toEqual([1, 2]);
});
