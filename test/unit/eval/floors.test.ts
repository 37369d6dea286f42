import fc from 'fast-check';
import { expect, test } from 'vitest';
import { figureAt, raiseFloor } from '../../../eval/floors.ts';

test.each([
  ['f1', 0.5],
  ['body.f1', 0.9],
  ['body', undefined],
  ['body.recall', undefined],
  ['f1.body', undefined],
])('the figure at %s is %s', (path, figure) => {
  expect(figureAt({ f1: 0.5, body: { f1: 0.9 } }, path)).toBe(figure);
});

test('a failed evaluation has no figures', () => {
  expect(figureAt(undefined, 'body.f1')).toBeUndefined();
});

test('a floor is only ever raised, and never above the measured figure', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(share, share, (floor, figure) => {
      const next = raiseFloor(floor, figure);
      expect(next).toBeGreaterThanOrEqual(floor);
      expect(next === floor || next <= figure).toBe(true);
    }),
  );
  expect(raiseFloor(0.5, undefined)).toBe(0.5);
});
