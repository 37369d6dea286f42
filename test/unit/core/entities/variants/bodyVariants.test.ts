import { expect, test } from 'vitest';
import { findBodyVariants } from '../../../../../core/entities/variants/bodyVariants.ts';

const variants = (...names: (readonly [string, number])[]) =>
  [...findBodyVariants(names.map(([key, count]) => ({ key, count })))].map(([one, other]) => [one, other]);

test.each([
  ['a plural', 'orsk fund committee', 'orsk funds committee'],
  ['another small word', 'institute of velmar studies', 'institute for velmar studies'],
  ['a word less', 'velmar health board', 'velmar local health board'],
  ['a word less and a plural', 'orsk hospital trust', 'orsk hospitals nhs trust'],
  ['a shorter last word', 'orsk pharma', 'orsk pharmaceuticals'],
])('%s', (_, one, other) => {
  expect(variants([one, 1], [other, 2])).toEqual([[one, other]]);
});

test.each([
  ['another first word', 'ulsk health board', 'velmar local health board'],
  ['no body', 'velmar radio scotia', 'velmar scotia'],
  ['two words less', 'velmar rugby union', 'velmar students rugby football union'],
  [
    'two of which it may be one',
    'velmar health board',
    'velmar local health board',
    'velmar new health board',
  ],
  ['a list', 'velmar bank', 'velmar and orsk bank'],
])('%s: two names', (_, ...names) => {
  expect(variants(...names.map((name) => [name, 1] as const))).toEqual([]);
});

test('what the document has more often is the name', () => {
  expect(variants(['orsk funds committee', 1], ['orsk fund committee', 3])).toEqual([
    ['orsk funds committee', 'orsk fund committee'],
  ]);
});

test('time is linear', () => {
  const names = Array.from(
    { length: 30_000 },
    (_, i) => [`velmar ${'a'.repeat(i % 90)}${i} health board`, 1] as const,
  );
  const start = performance.now();
  expect(variants(...names)).toEqual([]);
  expect(performance.now() - start).toBeLessThan(3000);
});
