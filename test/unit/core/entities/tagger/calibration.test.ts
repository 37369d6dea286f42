import { expect, it } from 'vitest';
import { linearConfidence, stretched } from '../../../../../core/entities/tagger/calibration.ts';

it.each([
  [0.5, 0.6, 0.5],
  [0.8, 1.6, 0.8],
  [0.9, 0.6, 0.86],
  [0.9, 1.6, 0.96],
  [0.98, 1.6, 0.99],
])('changes only the confidence of sure names: %s by %s', (confidence, factor, expected) => {
  expect(stretched(confidence, factor)).toBeCloseTo(expected);
});

it('says less of a sure place than of a sure person, and keeps the order', () => {
  const of = (probability: number, type: 'person' | 'place') =>
    linearConfidence([0, 1, 0, 0, 0, 0], probability, type, 2);
  expect(of(0.95, 'place')).toBeLessThan(of(0.95, 'person'));
  expect(of(0.9, 'place')).toBeLessThan(of(0.95, 'place'));
  expect(of(0.6, 'place')).toBe(of(0.6, 'person'));
});
