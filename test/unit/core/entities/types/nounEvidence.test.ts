import { expect, test } from 'vitest';
import { typesIn } from './typesIn.ts';

test.each([
  ['what has a cast', 'The cast of [Velmar|place] came.', 'other'],
  ['who made what is played again', "It is a remake of [Velmar|person]'s film.", 'person'],
  ['whose things are copied', 'They sold copies of [Velmar|organization] watches.', 'organization'],
  ['where a variant is from', 'The [Velmar|place] variant came.', 'place'],
  ['who is ahead in one', 'The [Velmar|person] poll lead fell.', 'person'],
  ['who is asked about', 'It was a good [Velmar|person] poll for him.', 'person'],
  ['who produces a show', '[Velmar|person], producer of the show, won.', 'person'],
])('%s', (_, text, type) => {
  expect(typesIn(text)).toEqual([type]);
});

test('a group is a band in texts on music alone', () => {
  expect(typesIn('They sued the engineering group [Velmar|person] there.')).toEqual(['organization']);
  const music =
    'The band played the songs of its album at a concert, and the singer and the guitarist left. ';
  expect(typesIn(`${music}They saw the group [Velmar|person] there.`)).toEqual(['group']);
  expect(typesIn(`${music}They saw the group [Franz Velmar|person] there.`)).toEqual(['group']);
  expect(typesIn('They saw the tour group [Anna|person] joined.')).toEqual(['person']);
  expect(typesIn('They saw the group [Velmar|person] led the market.')).toEqual(['organization']);
  expect(typesIn('They saw the rock group [Velmar|person] there.')).toEqual(['person']);
});

test('a sure body of several words is no person', () => {
  const text = 'It was asked for by the executive, [Velmar Borders Body|organization], and others.';
  expect(typesIn(text, 0.5)).toEqual(['person']);
  expect(typesIn(text, 0.8)).toEqual(['organization']);
});
