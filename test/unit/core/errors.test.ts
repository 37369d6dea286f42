import { expect, test } from 'vitest';
import { longestEvidence, refuse } from '../../../core/errors.ts';

test.each(['\n', 'line\r\n', '\ud83d', '\udc1f', 'a🐟', '\0'])(
  'the evidence of a refusal that quotes %j is a bounded line, and well formed',
  (quoted) => {
    for (const times of [1, 400, longestEvidence, 3 * longestEvidence]) {
      const { evidence } = refuse('archive.path', `named ${JSON.stringify(quoted.repeat(times))}`);
      expect(evidence.length).toBeLessThanOrEqual(longestEvidence);
      const { evidence: raw } = refuse('archive.path', quoted.repeat(times));
      expect(raw.length).toBeLessThanOrEqual(longestEvidence);
      expect(raw).not.toMatch(/[\r\n]/);
      expect(raw.isWellFormed()).toBe(true);
    }
  },
);

test('evidence that fits is kept as it is; the cut of a longer one shows', () => {
  expect(refuse('archive.path', 'a member named "/a"').evidence).toBe('a member named "/a"');
  const name = 'x'.repeat(longestEvidence);
  expect(refuse('archive.path', name).evidence).toBe(name);
  expect(refuse('archive.path', `${name}y`).evidence).toBe(`${name.slice(2)} …`);
});
