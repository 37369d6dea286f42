import { expect, it } from 'vitest';
import { beginningsOf } from '../../../../../core/entities/variants/beginnings.ts';

it.each([
  ['', ['']],
  ['Quel', ['quel']],
  ['Serg', ['serg']],
  ['Sergey', ['sergei', 'sergey']],
  ['Evg', ['evg', 'yevgeny']],
  ['Aleks', ['aleks', 'alexei', 'alexander']],
  ['Sergey Evg', ['sergei evg', 'sergei yevgeny', 'sergey evg']],
  ['Sergey Quel', ['sergei quel', 'sergey quel']],
  ['Natali', ['natali']],
  ['Quelski', ['quelski', 'quelsky']],
  ['ski', ['ski']],
  ['e', ['e']],
])('"%s" begins %j', (typed, beginnings) => {
  expect(beginningsOf(typed)).toEqual(beginnings);
});
