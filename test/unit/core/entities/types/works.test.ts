import { expect, test } from 'vitest';
import { typesIn } from './typesIn.ts';

test.each([
  [
    'with its article elsewhere',
    '[The Salt Quay|event] sold. [The Salt Quay|event] ends. They read [Salt Quay|place].',
    'other',
  ],
  [
    'as a brand is written',
    '[TorrentVel|event] grew. [TorrentVel|event] ran. They use [TorrentVel|organization].',
    'other',
  ],
  [
    'but not one word, which may be its maker',
    '[Velmar|event] grew. [Velmar|event] ran. They use [Velmar|organization].',
    'organization',
  ],
  [
    'but not what is more often a name',
    '[Salt Quay|event] came. They left [Salt Quay|place] for [Salt Quay|place].',
    'place',
  ],
  ['but no event', '[Salt Cup|event] came. They left [Salt Cup|person] there.', 'person'],
])('a work is one everywhere: %s', (_, text, type) => {
  expect(typesIn(text).at(-1)).toBe(type);
});

test.each([
  ['He is the author of [Salt Quay|place], a novel.', 'other'],
  ['They heard the soundtrack of [Salt Quay|place] there.', 'other'],
  ['The author of the [Quelle|organization] report came.', 'organization'],
  ["The author of [Quelle|organization]'s report came.", 'organization'],
])('what has an author: %s', (text, type) => {
  expect(typesIn(text)).toEqual([type]);
});

test.each([
  ['The book was published by [Velmar|event] in May.', 'organization'],
  ['The book was published by [Velmar|person] in May.', 'person'],
  ['The dam is operated by [Velmar|organization] there.', 'organization'],
  ['The map was published by [Velmar|place] in May.', 'place'],
  ['The map was published by [Ana Velmar|person] in May.', 'person'],
])('who publishes: %s', (text, type) => {
  expect(typesIn(text)).toEqual([type]);
});

test.each([
  ['the [Velmar Bypass|organization]', 'place'],
  ['the [Velmar Opera|place]', 'organization'],
  ['[Transport for Velmar|place]', 'organization'],
  ['the [Velmar Red Crescent|organization]', 'organization'],
  ['the [Velmar Manifesto|organization]', 'other'],
])('last and small words: %s', (text, type) => {
  expect(typesIn(`They saw ${text} there.`)).toEqual([type]);
});
