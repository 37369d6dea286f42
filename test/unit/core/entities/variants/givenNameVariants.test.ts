import { expect, it } from 'vitest';
import { findGivenNameVariants } from '../../../../../core/entities/variants/givenNameVariants.ts';

const variants = (names: Record<string, number>) =>
  Object.fromEntries(findGivenNameVariants(Object.entries(names).map(([key, count]) => ({ key, count }))));

it.each([
  ['the form that is there more often', { 'david orsk': 1, 'dave orsk': 2 }, { 'david orsk': 'dave orsk' }],
  ['of equals, the first', { 'david orsk': 1, 'dave orsk': 1 }, { 'dave orsk': 'david orsk' }],
  ['nobody of another surname', { 'david orsk': 1, 'dave tilde': 1 }, {}],
  ['nobody of another given name', { 'david orsk': 1, 'daniel orsk': 1 }, {}],
  ['nobody if it fits two', { 'alexander orsk': 2, 'alexandra orsk': 2, 'alex orsk': 1 }, {}],
] as [string, Record<string, number>, Record<string, string>][])(
  'a form of the given name is put to %s',
  (_, names, expected) => {
    expect(variants(names)).toEqual(expected);
  },
);

it('compares none of a surname that very many have', () => {
  const many = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`x${i} orsk`, 1]));
  expect(variants({ ...many, 'david orsk': 2, 'dave orsk': 1 })).toEqual({});
});
