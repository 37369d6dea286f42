import { describe, expect, test } from 'vitest';
import { joinBodies } from '../../../../../core/entities/spans/bodies.ts';
import { joinedNames } from './markedNames.ts';

const joined = (marked: string, confidence?: number) =>
  joinedNames(marked, joinBodies, confidence === undefined ? {} : { confidence });

describe('a body with "and" in its name is whole', () => {
  test.each([
    [
      'its last field',
      'The [Department for Tilde] and Industry said so.',
      'Department for Tilde and Industry',
    ],
    [
      'several fields',
      'The [Department of the Tilde], Orsk and [Velmar Affairs] said so.',
      'Department of the Tilde, Orsk and Velmar Affairs',
    ],
    [
      'the fields before',
      'They asked the Work and [Pensions Committee] there.',
      'Work and Pensions Committee',
    ],
    ['a list before', 'They asked the Orsk, Tilde and [Velmar Board] there.', 'Orsk, Tilde and Velmar Board'],
  ])('%s', (_, text, expected) => {
    expect(joined(text)).toEqual([expected]);
  });

  test('of which the tagger has the rest for sure', () => {
    expect(joined('The head of [Tilde] and [Velmar Association] said so.')).toEqual([
      'Tilde and Velmar Association',
    ]);
    expect(joined('The head of [Tilde] and [Velmar Association] said so.', 0.8)).toHaveLength(2);
  });

  test.each([
    ['another that is sure', 'The [Ministry of Tilde] and [Velmar] said so.', 0.8],
    ['a country', 'The [Ministry of Tilde] and France said so.', 0.5],
    ['a bank', 'The [Ministry of Tilde] and Orsk Bank said so.', 0.5],
    ['a person with a title', 'They asked Mr and [Velmar Board] there.', 0.5],
    ['the first word of a sentence', 'Orsk and [Velmar Board] said so.', 0.5],
    ['nothing behind', 'The [Ministry of Tilde], and it said so.', 0.5],
  ])('but not with %s', (_, text, confidence) => {
    expect(joined(text, confidence)).toEqual([...text.matchAll(/\[([^\]]+)\]/g)].map(([, name]) => name));
  });
});
