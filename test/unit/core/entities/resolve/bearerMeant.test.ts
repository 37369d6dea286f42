import { expect, it } from 'vitest';
import { bearerMeant } from '../../../../../core/entities/resolve/bearerMeant.ts';

const michael = { key: 'michael howard', starts: [175, 4477] };
const john = { key: 'john howard', starts: [4361] };

it.each([
  ['the only one that was named before', 934, 'michael howard'],
  ['in a headline, the one that is named most', 0, 'michael howard'],
  ['nobody, after both were named', 4864, undefined],
])('of two with one surname means %s', (_, at, key) => {
  expect(bearerMeant([michael, john], at)?.key).toBe(key);
});

it('means nobody in a headline if both are named as often', () => {
  expect(bearerMeant([{ ...michael, starts: [175] }, john], 0)).toBeUndefined();
});
