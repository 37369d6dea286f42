import { expect, it } from 'vitest';
import { openExampleNewsroom } from '../exampleNewsroom.ts';

it('GET /v1/stats counts documents, sources, languages and days', async () => {
  const room = await openExampleNewsroom();
  const expected = {
    documents: 5,
    undated: 2,
    first: '2021-05-03',
    last: '2021-05-04',
    sources: [
      { name: 'Wire', documents: 3 },
      { name: 'Blatt', documents: 1 },
      { name: 'The Post', documents: 1 },
    ],
    sourcesTotal: 3,
    languages: [
      { name: 'en', documents: 3 },
      { name: 'de', documents: 1 },
      { name: 'en-GB', documents: 1 },
    ],
  };
  expect(await room.json('/v1/stats')).toEqual(expected);
});
