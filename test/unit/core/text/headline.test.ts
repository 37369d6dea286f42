import { expect, test } from 'vitest';
import { mayBeHeadline } from '../../../../core/text/headline.ts';

test.each([
  ['FISH MARKET – REPORT', true],
  ['SCHOOL MEALS - LIVE', true],
  ['LONDON (Reuters) - Ministers met', false],
  ['KELMERE – THE QUAY IS SHUT.', false],
  ['KELMERE (AP) – OIL PRICES ROSE AFTER A STORM', false],
  ['The quay is shut', true],
])('may be a headline: %s', (text, may) => {
  expect(mayBeHeadline({ role: 'text', text })).toBe(may);
});
