import { describe, expect, test } from 'vitest';
import { joinListed } from '../../../../../core/entities/spans/listedNames.ts';
import { joinedNames } from './markedNames.ts';

describe('a listed name is whole', () => {
  test.each([
    [
      'of which the tagger has the beginning',
      'They told the [Independent] on Sunday so.',
      'Independent on Sunday',
    ],
    ['of which the tagger has two parts', 'They told the [Financial] [Times] so.', 'Financial Times'],
    ['but not within a longer one', 'They left the [Financial Times Club] there.', 'Financial Times Club'],
  ])('%s', (_, text, name) => {
    expect(joinedNames(text, joinListed)).toEqual([name]);
  });

  test('but not of a person', () => {
    expect(joinedNames('[Financial] Times met.', joinListed, { type: 'person' })).toEqual(['Financial']);
  });
});
