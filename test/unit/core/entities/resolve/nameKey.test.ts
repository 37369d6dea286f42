import { expect, test } from 'vitest';
import { NameKeys, stripLegalForm } from '../../../../../core/entities/resolve/nameKey.ts';

test.each([
  ['Velmar Oyj', 'Velmar'],
  ['Velmar & Co', 'Velmar & Co'],
  ['Velmar Orsk & Co', 'Velmar Orsk'],
  ['VELMAR ORSK LTD', 'VELMAR ORSK'],
  ['Velmar GMBH', 'Velmar'],
  ['VELMAR SPA', 'VELMAR SPA'],
  ['Ltd', 'Ltd'],
  ['Velmar', 'Velmar'],
])('the name without a legal form of %s', (form, expected) => {
  expect(stripLegalForm(form)).toBe(expected);
});

test.each([
  ['one with and without initials', ['Ana J. Quelle', 'Ana J. K. Quelle', 'Ana Quelle'], 1],
  ['two with other initials', ['Ana J. K. Quelle', 'Ana K. Quelle', 'Ana J.K. Quelle'], 2],
  ['who may be either of two', ['Ana J. Quelle', 'Ana K. Quelle', 'Ana Quelle'], 3],
  ['one in three spellings', ['Sergei Velmarskiy', 'Sergey Velmarsky', 'Sergei V. Velmarskyi'], 1],
  ['others', ['Ana J. Quelle', 'Ana K. Orsk'], 2],
])('keys of persons: %s', (_, forms, count) => {
  const keys = new NameKeys(forms);
  expect(new Set(forms.map((form) => keys.keyOf(form, 'person'))).size).toBe(count);
});
