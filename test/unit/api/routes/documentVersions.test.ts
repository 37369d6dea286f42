/** GET /v1/documents/{id}/versions. Longer than 250 lines: histories of one document, each told whole. */
import { beforeEach, describe, expect, it } from 'vitest';
import { contentFromSpec, sourceFromSpec } from '../../../../bench/storyRecords.ts';
import { documentId, payloadId, serialize } from '../../../../core/document/documentIdentity.ts';
import { payloadKey } from '../../../../core/records/archive.ts';
import { keys } from '../../../../core/records/keys.ts';
import { putVersionReading } from '../../../../core/records/versionReadings.ts';
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

  it('lists those of every file that holds the document, as agencies send a file for each', async () => {
    const item = (version: number, headline: string) =>
      JSON.stringify({
        uri: 'urn:newsml:wire.example:20210503:a',
        version: String(version),
        type: 'text',
        headline,
        body_text: 'The ministers met in London on Monday to talk of sanctions.',
      });
    const doc = await room.addAs(
      documentId({ provider: 'wire.example', guid: 'urn:newsml:wire.example:20210503:a', ordinal: 0 }),
      { key: 'a-3.json', title: 'Third' },
    );
    // They may come in any order.
    for (const [number, title] of [
      [2, 'Second'],
      [3, 'Third'],
      [1, 'First'],
    ] as const) {
      const itemKey = `a-${number}.json`;
      const source = sourceFromSpec({ key: itemKey, title }, 'p');
      const row = { ...source, modified: room.now, token: 1, revision: [number, 0] };
      await room.table.put({ ...keys.from(doc, itemKey), ...row });
      await room.inbox.put(itemKey, item(number, title));
      room.now += 60_000;
    }
    const { items } = await room.json(`/v1/documents/${doc}/versions`);
    expect(
      items.map(({ key, state, changes }: { key: string; state: string; changes?: { title: object } }) => [
        key,
        state,
        changes?.title,
      ]),
    ).toEqual([
      ['a-3.json', 'current', { from: 'Second', to: 'Third' }],
      ['a-2.json', 'earlier', { from: 'First', to: 'Second' }],
      ['a-1.json', 'earlier', undefined],
    ]);
    expect(await room.allItems(`/v1/documents/${doc}/versions?limit=1`)).toEqual(items);

    for (let i = 4; i < 40; i++) {
      const row = { ...sourceFromSpec({ key: `a-${i}.json`, title: 'x' }, 'p'), modified: i, token: 1 };
      await room.table.put({ ...keys.from(doc, `a-${i}.json`), ...row });
    }
    const many = await room.json(`/v1/documents/${doc}/versions`);
    expect(many.items).toEqual(items);
    expect(many.partial.message).toContain('More than 20 files');
  });

  it('is empty without versions, and a 404 without a document', async () => {
    expect(await room.json(path)).toEqual({ items: [], next: null });
    expect(await room.problem(`/v1/documents/${'0'.repeat(32)}/versions`)).toMatchObject({ httpStatus: 404 });
  });
});

describe('a version is parsed once', () => {
  it('however often it is requested', async () => {
    for (const title of ['One is enough', 'Two are company']) await room.inbox.put(key, story(title));
    const first = await room.json(path);
    expect(room.parses).toBe(2);
    expect(await room.json(path)).toEqual(first);
    expect(room.parses).toBe(2);
    // Another version is new; an older one is remembered as what it is compared with.
    await room.inbox.put(key, story('Three are a crowd'));
    expect((await room.json(path)).items[0].changes).toMatchObject({ since: 'v2' });
    expect(room.parses).toBe(3);
  });

  it('also if it is refused', async () => {
    await room.inbox.put(key, '');
    await room.json(path);
    expect((await room.json(path)).items[0].refusal.code).toBe('input.empty');
    expect(room.parses).toBe(1);
  });

  it('by requests side by side', async () => {
    await room.inbox.put(key, story('One is enough'));
    const answers = await Promise.all(Array.from({ length: 6 }, () => room.json(path)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(room.parses).toBe(1);
  });

  it('for all of its documents', async () => {
    const lines = ['Ann', 'Bob'].map((name) =>
      JSON.stringify({ title: name, text: `${name} met the press.` }),
    );
    await room.inbox.put('two.jsonl', lines.join('\n'));
    const docs = [];
    for (const [i, title] of ['Ann', 'Bob'].entries())
      docs.push(
        await room.addAs(documentId({ key: 'two.jsonl', part: `line ${i + 1}`, ordinal: 0 }), {
          key: 'two.jsonl',
          title,
        }),
      );
    const lists = await Promise.all(docs.map((doc) => room.json(`/v1/documents/${doc}/versions`)));
    expect(lists.map(({ items }) => items.length)).toEqual([1, 1]);
    expect(room.parses).toBe(1);
  });

  it('again after a failure that may pass', async () => {
    await room.inbox.put(key, story('One is enough'));
    const { get } = room.inbox;
    room.inbox.get = () => Promise.reject(new Error('S3 is down'));
    expect((await room.request(path)).status).toBe(500);
    room.inbox.get = get;
    expect((await room.json(path)).items[0].payload).toBeDefined();
  });
});

describe('a version that takes long', () => {
  /** Lets parses end only when told. */
  function holdParses(): () => void {
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { read } = room;
    room.read = async (object) => {
      await released;
      return read(object);
    };
    return release;
  }

  it('is left unread when the time is up, and found by the next request', async () => {
    for (const title of ['One is enough', 'Two are company']) await room.inbox.put(key, story(title));
    const release = holdParses();
    const time = new AbortController();
    room.budget = () => time.signal;
    const request = room.json(path);
    await expect.poll(() => room.parses).toBe(1);
    time.abort();
    const late = await request;
    expect(late.items.map(({ unread }: { unread?: true }) => unread)).toEqual([true, true]);
    expect(late.items[0]).not.toHaveProperty('payload');
    expect(late.partial).toEqual({ read: 0, message: expect.stringContaining('Not read in time: 2') });
    expect(room.parses).toBe(1); // no other is begun without time
    release();
    room.budget = () => new AbortController().signal;
    const whole = await room.json(path);
    expect(whole.partial).toBeUndefined();
    expect(whole.items[0].changes).toMatchObject({ since: 'v1' });
    expect(room.parses).toBe(2);
  });

  it('does not make known versions wait', async () => {
    await room.inbox.put(key, story('One is enough'));
    await room.json(path);
    await room.inbox.put(key, story('Two are company'));
    holdParses();
    room.budget = () => AbortSignal.abort();
    const { items, partial } = await room.json(path);
    expect(
      items.map(({ unread, payload }: { unread?: true; payload?: string }) => [
        unread,
        payload !== undefined,
      ]),
    ).toEqual([
      [true, false],
      [undefined, true],
    ]);
    expect(partial.read).toBe(1);
    expect(room.parses).toBe(1);
  });
});

it('uses what normalize remembered of a feed', async () => {
  const feed = { key: 'feed.json', doc: documentId({ provider: 'wire', guid: 'a', ordinal: 0 }) };
  await room.addAs(feed.doc, { key: feed.key, title: 'Item a' });
  await room.inbox.put(feed.key, 'not parsed at all');
  const { items } = await room.inbox.listVersions(feed.key);
  const [version] = items;
  if (version === undefined) throw new Error('no version');
  const content = contentFromSpec({ key: feed.key, title: 'As it was read' });
  const payload = payloadId(serialize(content));
  await room.archive.put(payloadKey(payload), serialize(content));
  const source = { part: 'a', format: 'json-feed', charset: 'utf-8', bytes: 9, payload };
  await putVersionReading(room.archive, version, { feed: true, documents: [{ doc: feed.doc, ...source }] });
  const list = await room.json(`/v1/documents/${feed.doc}/versions`);
  expect(list.items).toMatchObject([{ state: 'current', payload }]);
  expect(room.parses).toBe(0);
});
