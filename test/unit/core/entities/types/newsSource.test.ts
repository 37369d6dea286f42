import { expect, test } from 'vitest';
import { typesIn } from './typesIn.ts';

test.each([
  ['a source of news', 'ORSK, March 16 ([Velmar|person]) — The plant will close.', 'other'],
  ['a known one', 'ORSK, March 16 ([Velmar|organization]) — The plant will close.', 'organization'],
  ['no source of news', 'The plant in Orsk ([Velmar|person]) — a large one — will close.', 'person'],
])('%s', (_, text, type) => {
  expect(typesIn(text)[0]).toBe(type);
});
