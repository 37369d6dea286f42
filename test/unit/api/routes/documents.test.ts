import { beforeAll, describe, expect, it } from 'vitest';
import { type ExampleNewsroom, openExampleNewsroom } from '../exampleNewsroom.ts';
import { Newsroom } from '../newsroom.ts';

let room: ExampleNewsroom;
beforeAll(async () => {
  room = await openExampleNewsroom();
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
  it('lists all, newest day first, undated last', async () => {
    const { items, next } = await room.json('/v1/documents');
    expect(new Set(titles(items.slice(0, 2)))).toEqual(new Set([talks, profile]));
    expect(titles(items.slice(2, 3))).toEqual([g7]);
    expect(new Set(titles(items.slice(3)))).toEqual(new Set([zurich, memo]));
    expect(next).toBeNull();
  });

  it('shows a document with its main entities and links', async () => {
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
    ['entities that share no document', 'entity=place/istanbul&entity=place/london', []],
    ['an unknown entity', 'entity=person/nobody', []],
    ['a source', 'source=The+Post', [profile]],
    ['a source in another case', 'source=the+post', []],
    ['a language and its regions', 'language=EN&entity=person/antony-blinken', [profile, g7]],
    ['a narrower language', 'language=en-GB', [profile]],
    ['another language', 'language=de', [zurich]],
    ['a language by a code of three letters', 'language=deu', [zurich]],
    ['from a day', 'published_from=2021-05-04', [profile, talks]],
    ['to a day, without the undated', 'published_to=2021-05-03', [g7]],
    ['one day', 'published_from=2021-05-03&published_to=2021-05-03', [g7]],
    ['from a moment that is the next day in UTC', 'published_from=2021-05-05T04:00:00Z', [talks]],
    ['from a moment after it', 'published_from=2021-05-05T04:31:00Z', []],
    ['to a moment: a day counts from its start', 'published_to=2021-05-04T00:00:00Z', [profile, g7]],
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

  it('leaves out removed documents and stale index entries', async () => {
    const ghosts = await openExampleNewsroom();
    await ghosts.remove(ghosts.ids.g7);
    expect(titles(await ghosts.allItems('/v1/documents?entity=person/antony-blinken'))).toEqual([profile]);
    // The revision moves the date and leaves the posting of the old day behind.
    await ghosts.add(
      {
        key: 'post/profile.html',
        title: 'Revised',
        published: '2021-06-01',
        names: { person: ['Antony Blinken'] },
      },
      3,
    );
    expect(titles(await ghosts.allItems('/v1/documents?entity=person/antony-blinken'))).toEqual(['Revised']);
    expect((await ghosts.problem(`/v1/documents/${ghosts.ids.g7}`)).httpStatus).toBe(404);
    expect((await ghosts.problem(`/v1/documents/${ghosts.ids.g7}/text`)).httpStatus).toBe(404);
  });
});

describe('pages of GET /v1/documents', () => {
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
    await many.tallyEntities();
  });

  it.each([
    '',
    'source=Even',
    'entity=place/london',
    'entity=place/london&entity=place/paris',
    'language=en',
    'source=Odd&language=en',
  ])('add up to the whole list for any page size: %s', async (query) => {
    const whole = await many.allItems(`/v1/documents?limit=100&${query}`);
    const days = whole.map(({ published }) => published?.value ?? '');
    expect(days).toEqual([...days].sort().reverse());
    expect(new Set(whole.map(({ id }) => id)).size).toBe(whole.length);
    for (const limit of [1, 7, 20]) {
      expect((await many.allItems(`/v1/documents?limit=${limit}&${query}`)).map(({ id }) => id)).toEqual(
        whole.map(({ id }) => id),
      );
    }
  });

  it('include every document', async () => {
    expect(await many.allItems('/v1/documents?limit=100')).toHaveLength(count);
    expect(await many.allItems('/v1/documents?limit=9&source=Even')).toHaveLength(37);
    expect(await many.allItems('/v1/documents?limit=9&entity=place/london')).toHaveLength(25);
    expect(titles(await many.allItems('/v1/documents?language=fr'))).toEqual(['Story 60']);
  });

  it('do not shift when a document is inserted before them', async () => {
    const room = await openExampleNewsroom();
    const first = await room.json('/v1/documents?limit=2');
    await room.add({ key: 'newer.txt', title: 'Newer', published: '2022-01-01' });
    const second = await room.json(`/v1/documents?limit=2&cursor=${first.next}`);
    expect(titles(second.items)[0]).toBe(g7);
  });

  it('need at most one query per partition and one batch, never a scan', async () => {
    await many.json('/v1/documents');
    expect(many.tableCalls).toEqual({ get: 0, batchGet: 1, query: 16, scan: 0 });
    await many.json('/v1/documents?limit=100');
    expect(many.tableCalls).toEqual({ get: 0, batchGet: 1, query: 16, scan: 0 });
    const { next } = await many.json('/v1/documents?source=Even');
    expect(many.tableCalls).toEqual({ get: 0, batchGet: 1, query: 1, scan: 0 });
    await many.json(`/v1/documents?source=Even&cursor=${next}`);
    expect(many.tableCalls).toEqual({ get: 0, batchGet: 1, query: 1, scan: 0 });
    // One more query for the newest decision of people, and a get of each entity, which may have another id.
    await many.json('/v1/documents?entity=place/paris');
    expect(many.tableCalls).toEqual({ get: 1, batchGet: 1, query: 2, scan: 0 });
    // The table does not say that a page ended with the last row.
    await many.json('/v1/documents?entity=place/paris&entity=place/london');
    expect(many.tableCalls).toEqual({ get: 2, batchGet: 3, query: 3, scan: 0 });
  });

  it('give up if a filter rejects many documents in a row, and say so', async () => {
    const hay = new Newsroom();
    for (let i = 0; i < 450; i++)
      await hay.add({ key: `hay/${i}`, title: `Hay ${i}`, published: '2021-05-02' });
    await hay.add({ key: 'needle', title: 'Needle', published: '2021-05-01', language: 'fr' });
    const page = await hay.json('/v1/documents?language=fr');
    expect(page.items).toEqual([]);
    expect(page.partial.read).toBe(400);
    expect(hay.tableCalls.batchGet).toBe(4);
    expect(titles(await hay.allItems('/v1/documents?language=fr'))).toEqual(['Needle']);
  });
});

describe('GET /v1/documents?collapse=reprints', () => {
  it.each([
    ['', 'order=newest&collapse=reprints&limit=20'],
    [
      '&entity=person/antony-blinken&language=en&published_from=2021-05-01&limit=5',
      'q=entity%3Aperson%2Fantony-blinken+language%3Aen+from%3A2021-05-01&order=newest&collapse=reprints&limit=5',
    ],
    ['&source=The+Post', 'q=source%3A%22The+Post%22&order=newest&collapse=reprints&limit=20'],
    ['&country=RU', 'q=country%3ARU&order=newest&collapse=reprints&limit=20'],
    ['&source=A+%22B%22', 'q=source%3A%22A+%22%22B%22%22%22&order=newest&collapse=reprints&limit=20'],
  ])('leads to the search for the same documents: %s', async (filters, query) => {
    const response = await room.request(`/v1/documents?collapse=reprints${filters}`);
    expect([response.status, response.headers.get('location')]).toEqual([307, `/v1/search?${query}`]);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const idsAt = async (path: string) =>
      new Set((await room.json(path)).items.map(({ id }: { id: string }) => id));
    // Within a day the two differ in their order.
    expect(await idsAt(response.headers.get('location') ?? '')).toEqual(
      await idsAt(`/v1/documents?${filters.slice(1)}`),
    );
  });

  it.each([['ingested_from=2021-05-01'], ['published_to=2021-05-01T10:00:00Z']])(
    'refuses what a search cannot ask: %s',
    async (filter) => {
      const problem = await room.problem(`/v1/documents?collapse=reprints&${filter}`);
      expect(problem).toMatchObject({ status: 400, parameter: filter.split('=')[0] });
    },
  );
});
