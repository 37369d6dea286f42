import { expect, it } from 'vitest';
import { beginningsOf } from '../../../../../core/entities/variants/beginnings.ts';

it.each([
  ['', ['']],
  ['Quel', ['quel']],
  ['Serg', ['serg']],
  ['Sergey', ['sergei', 'sergey']],
  ['Aleksand', ['aleksand', 'alexander']],
  ['Aleks', ['aleks', 'alexei', 'alexander']],
  ['Sergey Nikolay', ['sergei nikolai', 'sergei nikolay', 'sergey nikolay']],
  ['Sergey Quel', ['sergei quel', 'sergey quel']],
  ['Natali', ['natali']],
  ['Quelski', ['quelski', 'quelsky']],
  ['ski', ['ski']],
  ['e', ['e']],
])('"%s" begins %j', (typed, beginnings) => {
  expect(beginningsOf(typed)).toEqual(beginnings);
});
