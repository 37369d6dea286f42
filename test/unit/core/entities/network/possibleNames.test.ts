import { describe, expect, it } from 'vitest';
import { possibleNames } from '../../../../../core/entities/network/possibleNames.ts';
import { type Passage, passagesOf } from '../../../../../core/entities/passages.ts';
import { beginTag, insideTag, tagCount } from '../../../../../core/entities/tagger/tags.ts';

const [passage] = passagesOf('They met Vera Quelle') as [Passage];
const [vera, quelle] = [2, 3];

/** Each word is outside names but for the given probabilities of tags. */
function possible(given: [word: number, tag: number, probability: number][]) {
  const scores = new Float32Array(passage.tokens.length * tagCount).fill(Number.NEGATIVE_INFINITY);
  for (const at of passage.tokens.keys()) {
    const named = given.filter(([word]) => word === at);
    scores[at * tagCount] = Math.log(1 - named.reduce((sum, [, , each]) => sum + each, 0));
    for (const [, tag, each] of named) scores[at * tagCount + tag] = Math.log(each);
  }
  return possibleNames({ passage, scores }).map(({ from, to, type, probability }) => [
    passage.tokens
      .slice(from, to)
      .map(({ text }) => text)
      .join(' '),
    type,
    Number(probability.toFixed(3)),
  ]);
}

describe('the possible names of a line', () => {
  it('are none where no word is likely to be one', () => {
    expect(possible([])).toEqual([]);
    expect(possible([[quelle, beginTag('place'), 0.01]])).toEqual([]);
  });

  it('overlap, and may be less likely than no name', () => {
    expect(
      possible([
        [vera, beginTag('person'), 0.5],
        [quelle, insideTag('person'), 0.4],
        [quelle, beginTag('place'), 0.2],
      ]),
    ).toEqual([
      ['Vera', 'person', 0.375],
      ['Vera Quelle', 'person', 0.25],
      ['Quelle', 'place', 0.25],
    ]);
  });

  it.each([
    [20, 1],
    [21, 0],
  ])('of %d words, however sure, are %d', (length, count) => {
    const [long] = passagesOf('Vera '.repeat(length)) as [Passage];
    const scores = new Float32Array(length * tagCount).fill(-20);
    for (let at = 0; at < length; at++)
      scores[at * tagCount + (at === 0 ? beginTag('event') : insideTag('event'))] = 0;
    expect(possibleNames({ passage: long, scores })).toHaveLength(count);
  });
});
