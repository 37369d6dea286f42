import { expect, test } from 'vitest';
import { authorsOf, isByline } from '../../../core/article/byline.ts';

test.each([
  ['By Jane Doe', ['Jane Doe']],
  ['By JANE DOE and John van der Roe, Business Editor', ['Jane Doe', 'John van der Roe']],
  ['Jane Doe | John Roe', ['Jane Doe', 'John Roe']],
  ['By Jane Doe in London', ['Jane Doe']],
  ['Staff and agencies', []],
  ['By our correspondent', []],
])('%s', (byline, authors) => {
  expect(authorsOf(byline)).toEqual(authors);
});

test.each([
  ['By Jane Doe', true],
  ['By Monday the harbour was open again.', false],
  ['By the sea', false],
  ['Jane Doe', false],
])('is «%s» a byline? %s', (line, is) => {
  expect(isByline(line)).toBe(is);
});
