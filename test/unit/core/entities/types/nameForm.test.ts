import { expect, test } from 'vitest';
import { typesIn } from './typesIn.ts';

test.each([
  ['a role before a name', '[Sprinter|person] Ana Velmar won.', 'other'],
  ['a person called as a role', 'They lost. [Hacker|person] won.', 'person'],
  ['one of a city', 'The 25-year-old [Dubliner|person] won.', 'other'],
  ['a belief', 'They asked about [Velmarism|organization] there.', 'other'],
  ['a disease called after a person', "They cure [Alzheimer|organization]'s and more.", 'other'],
  ["a body of a disease's name", "They asked [Alzheimer|organization]'s Society there.", 'organization'],
  ['a saga of two', 'It is the latest twist in the [Velmar-Orsk|person] saga.', 'other'],
  ['shops', 'They left the [High Street|place] there.', 'other'],
  ['shops of a country', 'Sales failed to help the [UK High Street|place] there.', 'other'],
  ['shops before a noun', 'They sell it to [High Street|organization] stores there.', 'other'],
  ['a street of a town', 'They live in [Orsk High Street|place], Velmar.', 'place'],
  [
    'a law with a supplement',
    'They read the [Velmar Service|organization] (Orsk Provisions) Bill there.',
    'other',
  ],
  ['a law by its acronym', 'They read the Velmar Orsk Act ([VOA|organization]) there.', 'other'],
])('%s', (_, text, type) => {
  expect(typesIn(text)).toEqual([type]);
});
