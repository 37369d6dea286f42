import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calibrationTerms } from '../../../core/entities/tagger/calibration.ts';
import { logistic } from '../../../core/learned/logistic.ts';
import { fitLogistic } from '../../../training/fitLogistic.ts';

describe('calibration', () => {
  const weight = fc.constantFrom(0.5, 1, 3);
  const example = fc.record({
    terms: fc.tuple(fc.constant(1), fc.double({ min: -6, max: 6, noNaN: true })),
    right: fc.constantFrom(0, 1),
    weight,
  });

  test('predicts as many right examples in total as there are', () => {
    fc.assert(
      fc.property(fc.array(example, { minLength: 1, maxLength: 300 }), (examples) => {
        const weights = fitLogistic(examples);
        const surplus = examples.reduce(
          (sum, { terms, right, weight }) => sum + weight * (logistic(weights, terms) - right),
          0,
        );
        // The ridge penalty accounts for the remaining difference.
        expect(Math.abs(surplus + 0.1 * (weights[0] ?? 0))).toBeLessThan(0.01);
      }),
    );
  });

  test('predicts the share of right examples if there are no other terms', () => {
    const weights = fitLogistic(
      Array.from({ length: 2000 }, (_, i) => ({ terms: [1], right: i % 4 === 0 ? 0 : 1, weight: 1 })),
    );
    expect(logistic(weights, [1])).toBeCloseTo(0.75, 3);
  });

  test('stays between 0 and 1 for any probability', () => {
    for (const probability of [0, 1e-30, 0.5, 1]) {
      const terms = calibrationTerms(probability, 'person', 1);
      const confidence = logistic([-1, 0.8, -0.05, 0.5, -0.5, -0.5], terms);
      expect(confidence).toBeGreaterThan(0);
      expect(confidence).toBeLessThan(1);
    }
  });
});
