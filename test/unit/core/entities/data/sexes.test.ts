/** Given names and titles of women and of men. */
import { expect, test } from 'vitest';
import { sexOfGivenName, sexOfTitle } from '../../../../../core/entities/data/sexes.ts';

test.each([
  ['maria', 'female'],
  ['zoe', 'female'],
  ['viktor', 'male'],
  ['aaron', 'male'],
  // Women and men have these.
  ['kim', undefined],
  ['andrea', undefined],
  ['jean', undefined],
  ['charlie', undefined],
  ['hillary', undefined],
  ['karen', undefined],
  ['amit', undefined],
  ['mika', undefined],
  ['velmar', undefined],
])('the given name %s: %s', (name, sex) => {
  expect(sexOfGivenName(name)).toBe(sex);
});

test.each([
  ['mrs', 'female'],
  ['dame', 'female'],
  ['mr', 'male'],
  ['sir', 'male'],
  ['dr', undefined],
  ['chairman', undefined],
  // "She told her mother Velmar was ill."
  ['mother', undefined],
  ['wife', undefined],
])('the title %s: %s', (title, sex) => {
  expect(sexOfTitle(title)).toBe(sex);
});
