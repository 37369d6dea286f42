import { describe, expect, test } from 'vitest';
import { readObject } from '../../../../../core/formats/read.ts';
import { contentOf, stored } from '../upload.ts';
import { membersOf } from './jsonMembers.ts';

describe('statuses of social networks', () => {
  const words = 'The northern quay is closed until the ice breaks, and the ferry stays in the harbour.';
  test.each([
    [
      'a tweet',
      {
        created_at: 'Wed Mar 03 08:19:24 +0000 2021',
        id: 1367029384756289500,
        id_str: '1367029384756289537',
        full_text: words,
        user: { id: 17, name: 'Marie Durand', screen_name: 'mdurand' },
        lang: 'en',
      },
      { value: '2021-03-03T08:19:24+00:00' },
      '1367029384756289537',
    ],
    [
      'a status of the fediverse',
      {
        id: '105',
        created_at: '2021-03-03T08:19:24.000Z',
        language: 'en',
        url: 'https://social.example/@mdurand/105',
        content: `<p>${words}</p>`,
        account: { username: 'mdurand', display_name: 'Marie Durand' },
      },
      { value: '2021-03-03T08:19:24.000Z' },
      '105',
    ],
    [
      'a post with a handle',
      {
        id: 'p1',
        createdAt: '2021-03-03T08:19:24.000Z',
        text: words,
        author: { handle: 'mdurand.example', displayName: 'Marie Durand' },
      },
      { value: '2021-03-03T08:19:24.000Z' },
      'p1',
    ],
  ])('%s has its date, its author and its id', async (_, status, published, guid) => {
    expect(await contentOf(JSON.stringify(status))).toMatchObject({
      paragraphs: [{ text: words }],
      authors: ['Marie Durand'],
      published,
      source: { guid },
    });
  });

  test('the key of a user in a database is no author', async () => {
    const { authors } = await contentOf(JSON.stringify({ id: '1', title: 'Quay', text: words, user: 17 }));
    expect(authors).toEqual([]);
  });
});

describe("an account's archive of X", () => {
  const words = 'The northern quay is closed until the ice breaks, the board said.';
  const status = {
    source: '<a href="https://mobile.example" rel="nofollow">Some Web App</a>',
    id_str: '1366',
    created_at: 'Wed Mar 03 08:19:24 +0000 2021',
    full_text: words,
    lang: 'en',
  };
  const file = (name: string, ...records: object[]) =>
    `window.YTD.${name}.part0 = ${JSON.stringify(records, null, 2)}`;

  test('has statuses with their dates, from the folder and not from a program', async () => {
    const members = await membersOf(
      file('tweets', { tweet: status }, { tweet: { ...status, id_str: '1367' } }),
    );
    expect(members).toMatchObject([
      {
        part: 'id 1366',
        content: {
          paragraphs: [{ text: words }],
          published: { value: '2021-03-03T08:19:24+00:00' },
          source: { name: 'log', guid: '1366' },
        },
      },
      { part: 'id 1367' },
    ]);
  });

  test('has other files, which are refused as a whole', async () => {
    const others = [
      file('like', { like: { tweetId: '12', fullText: words } }),
      file('account', { account: { username: 'kelmere' } }),
    ];
    for (const other of others)
      expect(await readObject(stored(other, { key: 'data/file.js' }))).toMatchObject({
        code: 'extract.no_content',
        evidence: expect.stringContaining('a script'),
      });
  });

  test('a story beside a status keeps its text', async () => {
    const record = { title: 'Quay closed', text: `${words} ${words}`, tweet: status };
    expect((await contentOf(JSON.stringify(record))).title).toBe('Quay closed');
  });
});
