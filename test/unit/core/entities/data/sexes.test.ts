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
  ['velmar', undefined],
])('the given name %s: %s', (name, sex) => {
  expect(sexOfGivenName(name)).toBe(sex);
});

test.each([
  ['mrs', 'female'],
  ['wife', 'female'],
  ['mr', 'male'],
  ['husband', 'male'],
  ['dr', undefined],
  ['chairman', undefined],
])('the title %s: %s', (title, sex) => {
  expect(sexOfTitle(title)).toBe(sex);
});
