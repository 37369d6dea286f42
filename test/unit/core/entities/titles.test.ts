import { expect, test } from 'vitest';
import { isAddressed, titleBefore } from '../../../../core/entities/titles.ts';

test.each([
  ['Then Prime Minister ', 'prime minister'],
  ['It fell (Mr. ', 'mr'],
  ['It fell [President ', 'president'],
  ['“Judge ', 'judge'],
  ['Bakers and ', ''],
])('the titles in "%s"', (before, titles) => {
  expect(titleBefore(`${before}Velmar`, before.length)).toBe(titles);
});

test.each([
  ['It fell. Mrs ', 'Velmar', true],
  ['It fell. ', 'Mrs Velmar', true],
  ['Market leader ', 'Velmar', false],
  ['Mrs-', 'Velmar', false],
  ['', 'Velmar', false],
])('%s[%s] has a form of address: %s', (before, name, is) => {
  expect(isAddressed(before + name, { start: before.length, end: before.length + name.length })).toBe(is);
});
