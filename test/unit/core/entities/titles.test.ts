import { expect, test } from 'vitest';
import { titleBefore } from '../../../../core/entities/titles.ts';

test.each([
  ['Then Prime Minister ', 'prime minister'],
  ['It fell (Mr. ', 'mr'],
  ['It fell [President ', 'president'],
  ['“Judge ', 'judge'],
  ['Bakers and ', ''],
])('the titles in "%s"', (before, titles) => {
  expect(titleBefore(`${before}Velmar`, before.length)).toBe(titles);
});
