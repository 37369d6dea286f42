import { expect, it } from 'vitest';
import { groupsOf, groupsOfWeight } from '../../../core/groupsOf.ts';

it.each([
  [[], []],
  [['a'], [['a']]],
  [['a', 'b', 'c'], [['a', 'b', 'c']]],
  [
    ['a', 'b', 'c', 'd', 'e', 'f', 'g'],
    [['a', 'b', 'c'], ['d', 'e', 'f'], ['g']],
  ],
])('%j in groups of three', (items, groups) => {
  expect(groupsOf<string>(items, 3)).toEqual(groups);
});

it.each([
  [[], []],
  [[0, 0, 3, 0], [[0, 0, 3, 0]]],
  [
    [1, 2, 1, 1, 1],
    [
      [1, 2],
      [1, 1, 1],
    ],
  ],
  [
    [1, 9, 0, 1, 3],
    [[1], [9], [0, 1], [3]],
  ],
])('the weights %j in groups of weight three', (weights, groups) => {
  expect(groupsOfWeight(weights, 3, (weight) => weight)).toEqual(groups);
});
