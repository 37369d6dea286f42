import { expect, test } from 'vitest';
import { typesIn } from './typesIn.ts';

test.each([
  ['what has a cast', 'The cast of [Velmar|place] came.', 'other'],
  ['who made what is played again', "It is a remake of [Velmar|person]'s film.", 'person'],
  ['whose things are copied', 'They sold copies of [Velmar|organization] watches.', 'organization'],
  ['where a variant is from', 'The [Velmar|place] variant came.', 'place'],
  ['who has a poll', 'A [Velmar|person] poll showed it.', 'organization'],
  ['who is ahead in one', 'The [Velmar|person] poll lead fell.', 'person'],
  ['who is asked about', 'It was a good [Velmar|person] poll for him.', 'person'],
  ['who produces oil', "[Velmar|place], Orsk's fourth-biggest oil producer, won.", 'organization'],
  ['who produces a show', '[Velmar|person], producer of the show, won.', 'person'],
  ['a body among persons', 'They asked ministers, [Parliament|organization] and advisers.', 'organization'],
])('%s', (_, text, type) => {
  expect(typesIn(text)).toEqual([type]);
});
