import { expect, test } from 'vitest';
import { typesIn } from './typesIn.ts';

test.each([
  ['a role before a name', '[Sprinter|person] Ana Velmar won.', 'other'],
  ['a person called as a role', 'They lost. [Hacker|person] won.', 'person'],
  ['a belief', 'They asked about [Velmarism|organization] there.', 'other'],
  ["a body of a disease's name", "They asked [Alzheimer|organization]'s Society there.", 'organization'],
  ['shops', 'They left the [High Street|place] there.', 'other'],
  ['shops before a noun', 'They sell it to [High Street|organization] stores there.', 'other'],
  ['a street of a town', 'They live in [Orsk High Street|place], Velmar.', 'place'],
  ['a law by its acronym', 'They read the Velmar Orsk Act ([VOA|organization]) there.', 'other'],
])('%s', (_, text, type) => {
  expect(typesIn(text)).toEqual([type]);
});
