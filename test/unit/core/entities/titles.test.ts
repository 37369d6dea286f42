import { expect, test } from 'vitest';
import { isAddressed, titleBefore } from '../../../../core/entities/titles.ts';

test.each([
  ['Then Prime Minister ', 'prime minister'],
  ['It fell (Mr. ', 'mr'],
  ['It fell [President ', 'president'],
  ['“Judge ', 'judge'],
  ['Then Referee ', 'referee'],
  ['Then Mme ', 'mme'],
  ['Then DCI ', 'dci'],
  ['THEN MR ', ''],
  ['Bakers and ', ''],
])('the titles in "%s"', (before, titles) => {
  expect(titleBefore(`${before}Velmar`, before.length)).toBe(titles);
});

test('a form of address in capitals before a name in capitals', () => {
  expect(titleBefore('THEN MRS VELMAR', 9)).toBe('mrs');
});

test.each([
  ['It fell. Mrs ', true],
  ['Market leader ', false],
  ['Mrs-', false],
  ['', false],
])('a name behind "%s" has a form of address: %s', (before, is) => {
  expect(isAddressed(`${before}Velmar`, before.length)).toBe(is);
});
