import { describe, expect, test } from 'vitest';
import { typesIn } from './typesIn.ts';

describe('what was taken for a place or an organisation is a person', () => {
  test.each([
    ['behind an initial', 'A Tilde (Orsk), M [Velmar|place] (Orsk Harriers).', 'person'],
    ['before an age', 'Their children Ana, 16, and [Velmar|place], 14, came.', 'person'],
    ['who comes on', 'Tilde for Orsk (70), [Velmar|organization] for Quelle (71).', 'person'],
    ['who goes off', 'Tilde for [Velmar|organization] (71).', 'person'],
    ['who says something', '“We won,” said [Velmar|place].', 'person'],
  ])('%s', (_, text, type) => {
    expect(typesIn(text)).toEqual([type]);
  });

  test.each([
    ['which says something', '“We won,” said [Velmar|organization].', 'organization'],
    ['of which something is said', '“We won,” said [Velmar|place] fans.', 'place'],
    ['behind a letter in a sentence', 'They saw vitamin M [Velmar|place] (Orsk).', 'place'],
    ['before a number of things', 'In [Velmar|place], 14 people came.', 'place'],
    ['which sent or lost somebody', 'The boxer [Cuba|place] sent there lost.', 'place'],
    ['in a bracket of another kind', 'It is good for [Velmar|organization] (see below).', 'organization'],
  ])('but not %s', (_, text, type) => {
    expect(typesIn(text)).toEqual([type]);
  });
});
