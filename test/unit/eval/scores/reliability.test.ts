import { expect, test } from 'vitest';
import { Reliability } from '../../../../eval/scores/reliability.ts';

test('mentions say a mean confidence, and a share of them is right', () => {
  const reliability = new Reliability();
  expect(reliability.result()).toEqual({ said: 0, right: 0, mentions: 0 });
  for (const [confidence, isRight] of [
    [0.9, true],
    [0.8, true],
    [0.7, false],
  ] as const)
    reliability.add(confidence, isRight);
  expect(reliability.result()).toEqual({ said: 0.8, right: 0.667, mentions: 3 });
});
