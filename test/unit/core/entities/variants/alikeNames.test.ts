import { expect, it } from 'vitest';
import { arePersonsAlike, areThingsAlike } from '../../../../../core/entities/variants/alikeNames.ts';

it.each([
  ['osama quelle', 'usama quelle', false], // other letters begin it: not a spelling that the key knows
  ['jevgeni velmar', 'yevgeny velmar', true],
  ['condoleeza velmar', 'condoleezza velmar', true],
  ['mahmud qelle', 'mahmoud quelle', false],
  ['dave quelle', 'david ross quelle', true],
  ['tayyip quelle', 'recep tayyip quelle', true],
  ['recep quelle', 'quelle recep', false],
  ['rafik velmari', 'rafiq velmari', true],
  ['ana quelle', 'ana quellen', false],
  ['ana quelle', 'ana quelle', false],
  ['quelle', 'ana quelle', false],
  ['li velmar', 'lee velmar', false],
  ['ana maria quelle', 'maria ana quelle', false],
])('%s and %s: %s', (one, other, expected) => {
  expect(arePersonsAlike(one, other)).toBe(expected);
  expect(arePersonsAlike(other, one)).toBe(expected);
});

it.each([
  ['mahachkala', 'makhachkala', true],
  ['velmar bank', 'velmar banc', true],
  ['velmar', 'velmar bank', false],
  ['iran', 'iraq', false],
  ['itf', 'itv', false],
  ['velmar 2001', 'velmar 2011', false],
  ['mahachkala 2001', 'makhachkala 2001', true],
])('the things %s and %s: %s', (one, other, expected) => {
  expect(areThingsAlike(one, other)).toBe(expected);
});
