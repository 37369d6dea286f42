import { expect, test } from 'vitest';
import { typesIn } from './typesIn.ts';

test.each([
  ['[Ramadan|person] begins.', 'other'],
  ['[Eid al-Fitr|person] begins.', 'other'],
  ['They asked Mr [Ramadan|person] there.', 'person'],
  ['[Ramadan|person] said so.', 'person'],
])('a holiday that is a surname too: %s', (text, expected) => {
  expect(typesIn(text)).toEqual([expected]);
});
