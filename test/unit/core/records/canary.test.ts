import { expect, it } from 'vitest';
import { canaryArticle, canaryDocument, canaryKey, reservedPrefix } from '../../../../core/records/canary.ts';

it('the canary is a known text under a reserved key', () => {
  expect([reservedPrefix, canaryKey]).toEqual(['.dateline/', '.dateline/canary.txt']);
  expect(canaryDocument).toMatch(/^[0-9a-f]{32,64}$/);
  expect(canaryArticle.length).toBeGreaterThan(200);
});
