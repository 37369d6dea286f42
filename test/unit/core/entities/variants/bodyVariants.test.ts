import { expect, test } from 'vitest';
import { findBodyVariants } from '../../../../../core/entities/variants/bodyVariants.ts';

const variants = (...names: (readonly [string, number])[]) =>
  [...findBodyVariants(names.map(([key, count]) => ({ key, count })))].map(([one, other]) => [one, other]);

test.each([
  ['a plural', 'orsk fund committee', 'orsk funds committee'],
  ['another small word', 'institute of velmar studies', 'institute for velmar studies'],
  ['a trust of the health service', 'orsk hospital trust', 'orsk hospitals nhs trust'],
])('%s', (_, one, other) => {
  expect(variants([one, 1], [other, 2])).toEqual([[one, other]]);
  expect(variants([one, 1], [other, 1])).toEqual([[one, other]]);
});

test.each([
  ['another first word', 'ulsk health board', 'velmar local health board'],
  ['a body of some', 'velmar football association', 'velmar womens football association'],
  ['a body of a state', 'velmar orsk university', 'velmar orsk state university'],
  ['a place that begins so', 'bank of india', 'bank of indiana'],
  ['a plural of the last word', 'velmar polaroid', 'velmar polaroids'],
  ['a list', 'velmar bank', 'velmar and orsk bank'],
])('%s: two names', (_, ...names) => {
  expect(variants(...names.map((name) => [name, 1] as const))).toEqual([]);
});

test('what the document has more often is the name', () => {
  expect(variants(['orsk funds committee', 1], ['orsk fund committee', 3])).toEqual([
    ['orsk funds committee', 'orsk fund committee'],
  ]);
});
