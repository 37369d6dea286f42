import { expect, it } from 'vitest';
import { secondsToNextRound } from '../../../../core/protocol/rounds.ts';

const at = (time: string) => Date.parse(`2026-03-01T${time}Z`);

it('what waits for a round becomes due when the round begins', () => {
  for (const time of ['12:00:00', '12:00:01', '12:07:30.500', '12:14:59.999']) {
    const now = at(time);
    const due = Math.floor(now / 1000) + secondsToNextRound(now, 900);
    expect(due, time).toBe(at('12:15:00') / 1000);
  }
});

it('nothing waits without rounds', () => {
  expect(secondsToNextRound(at('12:07:30'), 0)).toBe(0);
});
