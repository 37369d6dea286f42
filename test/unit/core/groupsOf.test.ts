import { expect, it } from 'vitest';
import { groupsOf } from '../../../core/groupsOf.ts';

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
