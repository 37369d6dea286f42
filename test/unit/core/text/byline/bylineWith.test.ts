import { expect, test } from 'vitest';
import { bylineWith, isByline } from '../../../../../core/text/byline/byline.ts';
import { authorsInByline } from '../../../../../core/text/byline/names.ts';

test.each([
  ['By', 'Jane Doe', ['Jane Doe']],
  ['BY', 'JANE DOE', ['Jane Doe']],
  ['Von', 'Jane Doe', ['Jane Doe']],
  ['Author', 'Jane Doe', ['Jane Doe']],
  ['Autorin', 'Jane Doe', ['Jane Doe']],
  ['Author:', 'Jane Doe | Kelmere News', ['Jane Doe']],
  ['Written by', 'Jane Doe', ['Jane Doe']],
  ['作者：', '王小明', ['王小明']],
  ['By Jane Doe and', 'John Roe', ['Jane Doe', 'John Roe']],
  ['By Jane Doe and John Roe ,', 'Ida Hald', ['Jane Doe', 'John Roe', 'Ida Hald']],
  ['Por Jane Doe y', 'John Roe', ['Jane Doe', 'John Roe']],
  ['BY JANE DOE AND', 'JOHN ROE', ['Jane Doe', 'John Roe']],
])('"%s" and "%s" are one byline', (before, line, names) => {
  const byline = bylineWith(before, line);
  expect(byline).toBe(`${before} ${line}`);
  expect(isByline(byline ?? '')).toBe(true);
  expect(authorsInByline(byline ?? '')).toEqual(names);
});

test('a byline goes on with a word for "and" in an element of its own', () => {
  expect(bylineWith('By Jane Doe', 'and')).toBe('By Jane Doe and');
  expect(bylineWith('By Jane Doe', ',')).toBe('By Jane Doe ,');
});

test.each([
  ['By', 'The harbour stayed closed for a third day.'],
  ['By', 'the sea'],
  ['Bypass', 'Jane Doe'],
  ['By the sea', 'Jane Doe'],
  ['By Jane Doe', 'John Roe'],
  ['By Jane Doe and', 'Published on Monday'],
  ['The harbour and', 'Jane Doe'],
  ['By Jane Doe - 11:35 AM ET', 'Share Tweet'],
  ['The harbour', 'and'],
])('"%s" and "%s" are no byline together', (before, line) => {
  expect(bylineWith(before, line)).toBeUndefined();
});
