import { describe, expect, it } from 'vitest';
import type { SearchCondition } from '../../../../core/ports/searchCondition.ts';
import { isFulfilledWithoutWords } from '../../../../core/search/conditions.ts';

describe('a row without words', () => {
  const word = { word: 'talks' };
  it.each<[string, SearchCondition, boolean]>([
    ['has no word', word, false],
    ['lacks every word', { not: word }, true],
    ['has not all of them', { all: [{ not: word }, word] }, false],
    ['lacks all of them', { all: [{ not: word }, { not: { phrase: 'to be' } }] }, true],
    ['has or lacks one', { any: [word, { not: word }] }, true],
    ['has not any', { any: [word, { beginning: 'ta' }] }, false],
    ['does not lack what it lacks', { not: { not: word } }, false],
    ['fulfils the empty condition', { all: [] }, true],
  ])('%s', (_, condition, expected) => {
    expect(isFulfilledWithoutWords(condition)).toBe(expected);
  });
});
