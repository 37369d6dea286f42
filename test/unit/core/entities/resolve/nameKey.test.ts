import { expect, test } from 'vitest';
import { stripLegalForm } from '../../../../../core/entities/resolve/nameKey.ts';

test.each([
  ['Velmar Oyj', 'Velmar'],
  ['Velmar & Co', 'Velmar & Co'],
  ['Velmar Orsk & Co', 'Velmar Orsk'],
  ['Ltd', 'Ltd'],
  ['Velmar', 'Velmar'],
])('the name without a legal form of %s', (form, expected) => {
  expect(stripLegalForm(form)).toBe(expected);
});
