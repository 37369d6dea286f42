import { beforeAll, describe, expect, it } from 'vitest';
import { Newsroom, openNewsroom } from '../newsroom.ts';

type Room = Awaited<ReturnType<typeof openNewsroom>>;
let room: Room;
beforeAll(async () => {
  room = await openNewsroom();
});

const titles = (items: { title: string }[]) => items.map(({ title }) => title);
const [g7, talks, profile, zurich, memo] = [
  'Blinken arrives in London for G7 meeting',
  'Talks resume in Istanbul',
  'A life in diplomacy',
  'Außenminister in Zürich',
  'A memo without a date',
];

describe('GET /v1/documents', () => {
  it('lists all, the newest day first and the undated last', async () => {
    const { items, next } = await room.json('/v1/documents');
    expect(new Set(titles(items.slice(0, 2)))).toEqual(new Set([talks, profile]));
    expect(titles(items.slice(2, 3))).toEqual([g7]);
    expect(new Set(titles(items.slice(3)))).toEqual(new Set([zurich, memo]));
    expect(next).toBeNull();
  });

  it('shows a document with its main entities, and where to go on', async () => {
    const { items } = await room.json('/v1/documents?entity=person/antony-blinken&source=Wire');
    expect(items).toEqual([
      {
        id: room.ids.g7,
        key: 'wire/g7.txt',
        title: g7,
        standfirst: 'Foreign ministers prepare the summit',
        published: { value: '2021-05-03', precision: 'day', tzKnown: false, source: 'text' },
        ingested: '2021-05-04T08:00:00.000Z',
        source: 'Wire',
        language: 'en',
        authors: [],
        entities: [
          { id: 'person/antony-blinken', type: 'person', name: 'Antony Blinken', mentions: 2 },
          { id: 'person/dominic-raab', type: 'person', name: 'Dominic Raab', mentions: 1 },
          { id: 'place/london', type: 'place', name: 'London', mentions: 2 },
          { id: 'place/russia', type: 'place', name: 'Russia', mentions: 1 },
          { id: 'place/north-korea', type: 'place', name: 'North Korea', mentions: 1 },
        ],
        entitiesTotal: 5,
        links: {
          self: `/v1/documents/${room.ids.g7}`,
          text: `/v1/documents/${room.ids.g7}/text`,
          mentions: `/v1/documents/${room.ids.g7}/mentions`,
          versions: `/v1/documents/${room.ids.g7}/versions`,
          reprints: `/v1/documents/${room.ids.g7}/reprints`,
        },
      },
    ]);
  });

  it.each<[string, string, string[]]>([
    ['an entity', 'entity=place/london', [profile, g7, memo]],
    ['two entities', 'entity=place/london&entity=person/antony-blinken', [profile, g7]],
    ['two entities in the other order', 'entity=person/antony-blinken&entity=place/london', [profile, g7]],
    ['entities that never meet', 'entity=place/istanbul&entity=place/london', []],
    ['an entity that nobody has', 'entity=person/nobody', []],
    ['a source', 'source=The+Post', [profile]],
    ['a source is its whole name', 'source=the+post', []],
    ['a language and what it includes', 'language=EN&entity=person/antony-blinken', [profile, g7]],
    ['a narrower language', 'language=en-GB', [profile]],
    ['another language', 'language=de', [zurich]],
    ['from a day', 'published_from=2021-05-04', [profile, talks]],
    ['to a day: the undated are on none', 'published_to=2021-05-03', [g7]],
    ['one day', 'published_from=2021-05-03&published_to=2021-05-03', [g7]],
    [
      'from a moment after the day in UTC, before it in its own zone',
      'published_from=2021-05-05T04:00:00Z',
      [talks],
    ],
    ['from a moment too late', 'published_from=2021-05-05T04:31:00Z', []],
    ['to a moment: a day counts from its beginning', 'published_to=2021-05-04T00:00:00Z', [profile, g7]],
    ['ingested from a day', 'ingested_from=2021-05-05', [talks]],
    ['ingested to a day', 'ingested_to=2021-05-04&source=Wire', [g7, memo]],
    ['ingested to a moment', 'ingested_to=2021-05-04T08:00:00Z&source=Wire', [g7, memo]],
    ['ingested before that moment', 'ingested_to=2021-05-04T07:59:59.999Z', []],
    [
      'everything together',
      'entity=place/russia&source=Wire&language=en&published_to=2021-05-03&ingested_from=2021-05-04',
      [g7],
    ],
  ])('filters by %s', async (_, query, expected) => {
    const { items, next } = await room.json(`/v1/documents?${query}`);
    expect(new Set(titles(items))).toEqual(new Set(expected));
    expect(items).toHaveLength(expected.length);
    expect(next).toBeNull();
  });

  it('shows no ghosts: a document that is gone, or one that an index or a posting puts where it is no more', async () => {
    const ghosts = await openNewsroom();
    await ghosts.remove(ghosts.ids.g7);
    expect(titles(await ghosts.all('/v1/documents?entity=person/antony-blinken'))).toEqual([profile]);
    // Revised: the date moved, and the old day's posting is still there.
    await ghosts.add(
      {
        key: 'post/profile.html',
        title: 'Revised',
        published: '2021-06-01',
        names: { person: ['Antony Blinken'] },
      },
      3,
    );
    expect(titles(await ghosts.all('/v1/documents?entity=person/antony-blinken'))).toEqual(['Revised']);
    expect((await ghosts.problem(`/v1/documents/${ghosts.ids.g7}`)).answered).toBe(404);
    expect((await ghosts.problem(`/v1/documents/${ghosts.ids.g7}/text`)).answered).toBe(404);
  });
});

describe('pages of documents', () => {
  const many = new Newsroom();
  const count = 73;
  beforeAll(async () => {
    for (let i = 0; i < count; i++) {
      const day = `2021-05-${String((i % 9) + 1).padStart(2, '0')}`;
      const [source, language] = [i % 2 === 0 ? 'Even' : 'Odd', i === 60 ? 'fr' : 'en'];
      const names = { place: i % 3 === 0 ? ['London', 'Paris'] : ['Paris'] };
      await many.add({
        key: `many/${i}`,
        title: `Story ${i}`,
        ...(i % 10 !== 0 && { published: day }),
        source,
        language,
        names,
      });
    }
    await many.tally();
  });

  it.each([
    '',
    'source=Even',
    'entity=place/london',
    'entity=place/london&entity=place/paris',
    'language=en',
    'source=Odd&language=en',
  ])('add up to the whole list, whatever their size: %s', async (query) => {
    const whole = await many.all(`/v1/documents?limit=100&${query}`);
    const days = whole.map(({ published }) => published?.value ?? '');
    expect(days).toEqual([...days].sort().reverse());
    expect(new Set(whole.map(({ id }) => id)).size).toBe(whole.length);
    for (const limit of [1, 7, 20]) {
      expect((await many.all(`/v1/documents?limit=${limit}&${query}`)).map(({ id }) => id)).toEqual(
        whole.map(({ id }) => id),
      );
    }
  });

  it('find all documents that there are', async () => {
    expect(await many.all('/v1/documents?limit=100')).toHaveLength(count);
    expect(await many.all('/v1/documents?limit=9&source=Even')).toHaveLength(37);
    expect(await many.all('/v1/documents?limit=9&entity=place/london')).toHaveLength(25);
    expect(titles(await many.all('/v1/documents?language=fr'))).toEqual(['Story 60']);
  });

  it('stay in place when something is inserted before them', async () => {
    const room = await openNewsroom();
    const first = await room.json('/v1/documents?limit=2');
    await room.add({ key: 'newer.txt', title: 'Newer', published: '2022-01-01' });
    const second = await room.json(`/v1/documents?limit=2&cursor=${first.next}`);
    expect(titles(second.items)[0]).toBe(g7);
  });

  it('cost what they show: at most a query for each partition and one batch, never a scan', async () => {
    await many.json('/v1/documents');
    expect(many.calls).toEqual({ get: 0, batchGet: 1, query: 16, scan: 0 });
    await many.json('/v1/documents?limit=100');
    expect(many.calls).toEqual({ get: 0, batchGet: 1, query: 16, scan: 0 });
    const { next } = await many.json('/v1/documents?source=Even');
    expect(many.calls).toEqual({ get: 0, batchGet: 1, query: 1, scan: 0 });
    await many.json(`/v1/documents?source=Even&cursor=${next}`);
    expect(many.calls).toEqual({ get: 0, batchGet: 1, query: 1, scan: 0 });
    await many.json('/v1/documents?entity=place/paris');
    expect(many.calls).toEqual({ get: 0, batchGet: 1, query: 1, scan: 0 });
    // A page that ends with the last row does not say that it was the last.
    await many.json('/v1/documents?entity=place/paris&entity=place/london');
    expect(many.calls).toEqual({ get: 0, batchGet: 3, query: 2, scan: 0 });
  });

  it('give up where a filter finds little among much, and say so', async () => {
    const hay = new Newsroom();
    for (let i = 0; i < 450; i++)
      await hay.add({ key: `hay/${i}`, title: `Hay ${i}`, published: '2021-05-02' });
    await hay.add({ key: 'needle', title: 'Needle', published: '2021-05-01', language: 'fr' });
    const page = await hay.json('/v1/documents?language=fr');
    expect(page.items).toEqual([]);
    expect(page.partial.read).toBe(400);
    expect(hay.calls.batchGet).toBe(4);
    expect(titles(await hay.all('/v1/documents?language=fr'))).toEqual(['Needle']);
  });
});

describe('GET /v1/documents/{id}', () => {
  it('tells all that is known, and no address that is not of the web', async () => {
    const document = await room.json(`/v1/documents/${room.ids.profile}`);
    expect(document).toMatchObject({
      id: room.ids.profile,
      title: profile,
      byline: 'By Jo Doe',
      subjects: ['diplomacy'],
      url: 'https://post.example/life',
      guid: 'post-1',
      format: 'text',
      model: 'rules-test',
      entitiesTotal: 2,
    });
    expect(document.entities).toHaveLength(2);
    expect(JSON.stringify(document)).not.toContain('javascript:');
    expect(room.calls).toEqual({ get: 1, batchGet: 0, query: 0, scan: 0 });
  });

  it('lists every entity, though META names the main ones alone', async () => {
    const names = Array.from({ length: 30 }, (_, i) => `Place${i}`);
    const id = await room.add({
      key: 'atlas.txt',
      title: names.join(' '),
      published: '1999-01-01',
      names: { place: names },
    });
    expect((await room.json(`/v1/documents/${id}`)).entities).toHaveLength(30);
    const { items } = await room.json('/v1/documents?entity=place/place29');
    expect(items[0].entities).toHaveLength(20);
    expect(items[0].entitiesTotal).toBe(30);
  });

  it('speaks ninjs', async () => {
    const response = await room.ask(`/v1/documents/${room.ids.profile}`, {
      headers: { accept: 'application/vnd.iptc.ninjs+json' },
    });
    expect(response.headers.get('content-type')).toBe('application/vnd.iptc.ninjs+json');
    expect(response.headers.get('vary')).toBe('accept, Accept-Encoding');
    expect(await response.json()).toEqual({
      uri: `http://localhost/v1/documents/${room.ids.profile}`,
      standard: {
        name: 'ninjs',
        version: '3.0',
        schema: 'https://www.iptc.org/std/ninjs/ninjs-schema_3.0.json',
      },
      type: 'text',
      representationType: 'full',
      version: 'v1',
      versionCreated: '2021-05-04T08:00:00.000Z',
      contentCreated: '2021-05-04T00:00:00.000Z',
      language: 'en-GB',
      title: profile,
      headlines: [{ role: 'main', value: profile }],
      bodies: [
        {
          role: 'main',
          contentType: 'text/plain',
          charCount: 55,
          value: 'Antony Blinken played the guitar. London features once.',
        },
      ],
      by: 'By Jo Doe',
      people: [
        {
          name: 'Antony Blinken',
          rel: 'mentions',
          uri: 'http://localhost/v1/entities/person/antony-blinken',
        },
      ],
      places: [{ name: 'London', rel: 'mentions', uri: 'http://localhost/v1/entities/place/london' }],
      subjects: [{ name: 'diplomacy' }],
      infoSources: [{ name: 'The Post', uri: 'https://post.example/life' }],
      altIds: [
        { role: 'dateline', value: room.ids.profile },
        { role: 'guid', value: 'post-1' },
      ],
    });
  });

  it('speaks schema.org', async () => {
    const article = await room.json(`/v1/documents/${room.ids.talks}`, {
      headers: { accept: 'text/html;q=0.9, application/ld+json, application/json;q=0.5' },
    });
    expect(article).toMatchObject({
      '@context': 'https://schema.org',
      '@type': 'NewsArticle',
      headline: talks,
      datePublished: '2021-05-04T23:30:00-05:00',
      publisher: { '@type': 'Organization', name: 'Wire' },
      mentions: [
        { '@type': 'Person', name: 'Dominic Raab' },
        { '@type': 'Place', name: 'Istanbul' },
        { '@type': 'Place', name: 'Russia' },
      ],
    });
  });

  it.each([
    ['text/html', 406],
    ['application/json;q=0, */*;q=0', 406],
    ['application/json;q=0, application/*', 200],
    ['*/*', 200],
    ['nonsense', 406],
  ])('answers Accept: %s with %i', async (accept, status) => {
    expect((await room.ask(`/v1/documents/${room.ids.g7}`, { headers: { accept } })).status).toBe(status);
  });

  it.each(['0'.repeat(32), 'x', '..', '%2e%2e', '..%2f..%2fetc', '0'.repeat(3000), 'DOC%23x'])(
    'has nothing at %s',
    async (id) => {
      expect((await room.problem(`/v1/documents/${id}`)).answered).toBe(404);
    },
  );
});

describe('the parts of a document', () => {
  it('are its text, and mentions whose offsets point into it', async () => {
    const { text } = await room.json(`/v1/documents/${room.ids.g7}/text`);
    expect(text.split('\n\n')).toHaveLength(4);
    const mentions = await room.all(`/v1/documents/${room.ids.g7}/mentions?limit=2`);
    expect(mentions).toHaveLength(7);
    for (const { start, end, surface } of mentions) expect(text.slice(start, end)).toBe(surface);
  });

  it('do not go on from a page of another version of the document', async () => {
    const changing = await openNewsroom();
    const path = `/v1/documents/${changing.ids.g7}/mentions`;
    const { next } = await changing.json(`${path}?limit=2`);
    await changing.add(
      { key: 'wire/g7.txt', title: 'London again', published: '2021-05-03', names: { place: ['London'] } },
      2,
    );
    expect(await changing.problem(`${path}?cursor=${next}`)).toMatchObject({
      answered: 400,
      parameter: 'cursor',
    });
    expect((await changing.json(path)).items).toHaveLength(1);
  });
});
