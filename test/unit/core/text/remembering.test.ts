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

test('half a surrogate pair is another text than the sign for what is no character', () => {
  const codes = remembering((text) => text.charCodeAt(0));
  expect([codes('\ud800'), codes('\ufffd'), codes('\ud800')]).toEqual([0xd800, 0xfffd, 0xd800]);
});
