import { expect, it } from 'vitest';
import { Draws, pickSteadily } from './draws.ts';

/** What these events draw, by event. */
function drawn(events: readonly string[], seed = 1): Record<string, number[]> {
  const random = new Draws(seed);
  const numbers: Record<string, number[]> = {};
  for (const event of events) {
    random.begin(event);
    numbers[event] = [...(numbers[event] ?? []), random.next(), random.next()];
  }
  return numbers;
}

it('an event draws the same whatever happens before and beside it', () => {
  const { get, put } = drawn(['get', 'put', 'get']);
  expect(drawn(['get', 'get']).get).toEqual(get);
  expect(drawn(['send', 'put']).put).toEqual(put);
});

it('each event, each time that it happens and each seed draw something else', () => {
  const { get = [], put = [] } = drawn(['get', 'put', 'get']);
  const other = drawn(['get'], 2).get ?? [];
  expect(new Set([...get, ...put, ...other]).size).toBe(8);
});

it('draws are even, also of names that differ in one letter', () => {
  const random = new Draws(7);
  const seen = Array.from({ length: 10_000 }, (_, i) => random.of(`event ${i}`).below(10));
  for (let digit = 0; digit < 10; digit++)
    expect(Math.abs(seen.filter((each) => each === digit).length - 1000)).toBeLessThan(120);
});

it('what a number picks stays picked when others come and go', () => {
  const from = Array.from({ length: 50 }, (_, i) => `row ${i}`);
  const picked = Array.from({ length: 200 }, (_, number) => pickSteadily(from, number, String));
  expect(new Set(picked).size).toBeGreaterThan(35);
  for (const [number, row] of picked.entries())
    expect(pickSteadily(['another', ...from.slice(25), row ?? ''], number, String)).toBeOneOf([
      row,
      'another',
    ]);
  expect(pickSteadily([], 1, String)).toBeUndefined();
});
