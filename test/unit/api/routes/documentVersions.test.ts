import { beforeEach, describe, expect, it } from 'vitest';
import { documentId } from '../../../../core/document/documentIdentity.ts';
import { Newsroom } from '../newsroom.ts';

let room: Newsroom;
let path: string;
const key = 'wire/story.txt';
const story = (title: string, body = 'The ministers met in London on Monday to talk of sanctions.') =>
  `${title}\n\n${body}\n`;

beforeEach(async () => {
  room = new Newsroom();
  path = `/v1/documents/${await room.add({ key, title: 'Ministers meet' })}/versions`;
});

describe('GET /v1/documents/{id}/versions', () => {
  it('lists the newest first, with the changes since the previous one', async () => {
    await room.inbox.put(key, story('Ministers meet'));
    room.now += 60_000;
    await room.inbox.put(
      key,
      story('Ministers part', 'The ministers met in Paris on Monday to talk of sanctions.'),
    );
    const { items, next } = await room.json(path);
    expect(next).toBeNull();
    expect(items).toMatchObject([
      { key, version: 'v2', modified: '2021-05-03T09:01:00.000Z', state: 'current', bytes: 75 },
      { version: 'v1', modified: '2021-05-03T09:00:00.000Z', state: 'earlier' },
    ]);
    expect(items[0].changes).toEqual({
      since: 'v1',
      title: { from: 'Ministers meet', to: 'Ministers part' },
      words: { added: 1, removed: 1 },
      passages: [
        [
          { op: 'same', text: 'The ministers met in ' },
          { op: 'remove', text: 'London' },
          { op: 'add', text: 'Paris' },
          { op: 'same', text: ' on Monday to talk of sanctions.' },
        ],
      ],
      passagesTotal: 1,
    });
    expect(items[1].changes).toBeUndefined();
    expect(items[0].payload).not.toBe(items[1].payload);
  });

  it('shows no changes for the same text uploaded again', async () => {
    for (let i = 0; i < 2; i++) await room.inbox.put(key, story('Ministers meet'));
    const { items } = await room.json(path);
    expect(items[0].payload).toBe(items[1].payload);
    expect(items[0].changes).toEqual({
      since: 'v1',
      words: { added: 0, removed: 0 },
      passages: [],
      passagesTotal: 0,
    });
  });

  it('compares across deletions, and says why a version cannot be read', async () => {
    await room.inbox.put(key, story('Ministers meet'));
    await room.inbox.delete(key);
    await room.inbox.put(key, story('Ministers part'));
    await room.inbox.put(key, '');
    await room.inbox.put(key, new Uint8Array(25 * 1024 * 1024 + 1).fill(0x61));
    const { items } = await room.json(path);
    expect(
      items.map((each: { state: string; refusal?: { code: string } }) => [each.state, each.refusal?.code]),
    ).toEqual([
      ['current', 'input.too_large'],
      ['earlier', 'input.empty'],
      ['earlier', undefined],
      ['deleted', undefined],
      ['earlier', undefined],
    ]);
    expect(items[2].changes).toMatchObject({
      since: 'v1',
      title: { from: 'Ministers meet', to: 'Ministers part' },
    });
    expect(items[3]).toEqual({
      key,
      version: 'v2',
      modified: '2021-05-03T09:00:00.000Z',
      bytes: 0,
      state: 'deleted',
    });
  });

  it('keeps comparisons and delete markers at the ends of pages', async () => {
    await room.inbox.delete(key);
    for (const title of ['One is enough', 'Two are company', 'Three are a crowd']) {
      await room.inbox.put(key, story(title));
      await room.inbox.delete(key);
    }
    const whole = await room.json(path);
    expect(whole.items).toHaveLength(7);
    for (const limit of [1, 2, 3, 6])
      expect(await room.allItems(`${path}?limit=${limit}`), String(limit)).toEqual(whole.items);
  });

  it('refuses a cursor whose version is gone', async () => {
    for (const title of ['One is enough', 'Two are company', 'Three are a crowd'])
      await room.inbox.put(key, story(title));
    const { next, items } = await room.json(`${path}?limit=1`);
    await room.inbox.delete(key, items[0].version);
    expect(await room.problem(`${path}?limit=1&cursor=${next}`)).toMatchObject({
      httpStatus: 400,
      parameter: 'cursor',
    });
  });

  it('shortens a page of large versions, says so and continues', async () => {
    for (let i = 0; i < 4; i++) await room.inbox.put(key, new Uint8Array(17 * 1024 * 1024));
    const first = await room.json(path);
    expect(first.partial.read).toBe(2);
    expect(first.items.map(({ version }: { version: string }) => version)).toEqual(['v4', 'v3']);
    expect((await room.allItems(path)).map(({ version }) => version)).toEqual(['v4', 'v3', 'v2', 'v1']);
  });

  it('finds the document in a feed, and shows the versions without it', async () => {
    const feed = (...items: [guid: string, text: string][]) =>
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'Wire',
        home_page_url: 'https://wire.example/',
        items: items.map(([id, text]) => ({
          id,
          title: `Item ${id}`,
          content_text: `${text} met in London on Monday to talk of sanctions.`,
        })),
      });
    await room.inbox.put('feed.json', feed(['a', 'Ann']));
    await room.inbox.put('feed.json', feed(['b', 'Bob'], ['a', 'Anna']));
    await room.inbox.put('feed.json', feed(['b', 'Bob']));
    await room.inbox.put('feed.json.copy', feed(['a', 'Another']));
    const doc = await room.addAs(documentId({ provider: 'https://wire.example/', guid: 'a', ordinal: 0 }), {
      key: 'feed.json',
      title: 'Item a',
    });
    const { links } = await room.json(`/v1/documents/${doc}`);
    const { items } = await room.json(links.versions);
    expect(items.map(({ payload }: { payload?: string }) => payload !== undefined)).toEqual([
      false,
      true,
      true,
    ]);
    expect(items[1].changes.passages[0].slice(0, 2)).toEqual([
      { op: 'remove', text: 'Ann' },
      { op: 'add', text: 'Anna' },
    ]);
  });

  it('is empty without versions, and a 404 without a document', async () => {
    expect(await room.json(path)).toEqual({ items: [], next: null });
    expect(await room.problem(`/v1/documents/${'0'.repeat(32)}/versions`)).toMatchObject({ httpStatus: 404 });
  });
});
