import { beforeAll, describe, expect, it } from 'vitest';
import type { Snippet } from '../../../../core/search/snippets/snippets.ts';
import { type ExampleNewsroom, openExampleNewsroom } from '../exampleNewsroom.ts';
import { Newsroom } from '../newsroom.ts';

let room: ExampleNewsroom;
beforeAll(async () => {
  room = await openExampleNewsroom();
});

const keysOf = (items: { key: string }[]) => items.map(({ key }) => key).sort();
/** The title of a story is its key. */
const titled = (title: string) => ({ key: title, title, published: '2021-05-03' });
const searchUrl = (q: string) => `/v1/search?q=${encodeURIComponent(q)}`;

describe('GET /v1/search', () => {
  it.each([
    ['guitar', ['post/profile.html']],
    ['london blinken', ['post/profile.html', 'wire/g7.txt']],
    ['"Dominic Raab"', ['wire/g7.txt', 'wire/talks.txt']],
    ['russia -istanbul', ['wire/g7.txt']],
    ['entity:place/london', ['memo.txt', 'post/profile.html', 'wire/g7.txt']],
    ['london source:"The Post"', ['post/profile.html']],
    ['in language:de', ['blatt/zurich.txt']],
    ['raab from:2021-05-04', ['wire/talks.txt']],
    ['raab to:2021-05-03', ['wire/g7.txt']],
    ['"talks resume"', ['wire/talks.txt']],
    ['guitar OR raab', ['post/profile.html', 'wire/g7.txt', 'wire/talks.txt']],
    ['raab -(istanbul OR guitar)', ['wire/g7.txt']],
    ['guit*', ['post/profile.html']],
    ['title:blinken', ['wire/g7.txt']],
    ['blinken -entity:place/russia', ['post/profile.html']],
    ['source:The*', ['post/profile.html']],
    ['language:en from:2021-05-04 to:2021-05-04', ['post/profile.html', 'wire/talks.txt']],
    ['near:zurich,30km', ['blatt/zurich.txt']],
    ['near:51.5,-0.1,20km raab', ['wire/g7.txt']],
    ['zebra', []],
  ])('finds %s', async (q, expected) => {
    const { items, total, next } = await room.json(searchUrl(q));
    expect(keysOf(items)).toEqual(expected);
    expect([total, next]).toEqual([expected.length, null]);
  });

  it('shows where the text names the entity that is asked for, in whatever form', async () => {
    const { items } = await room.json(
      searchUrl('entity:person/antony-blinken london -entity:place/istanbul'),
    );
    const { text } = await room.json(`/v1/documents/${room.ids.g7}/text`);
    const g7 = items.find(({ key }: { key: string }) => key === 'wire/g7.txt');
    const marked = g7.snippets.map(({ hits }: Snippet) => hits.map((hit) => text.slice(hit.start, hit.end)));
    expect(marked).toEqual([['London'], ['Antony Blinken', 'London'], ['Antony Blinken']]);
    const { items: near } = await room.json(searchUrl('near:zurich,30km'));
    expect(near[0].snippets).toHaveLength(2);
  });

  it('shows the document, and where its text has the words', async () => {
    const { items } = await room.json(searchUrl('guitar "antony blinken"'));
    const { text } = await room.json(`/v1/documents/${room.ids.profile}/text`);
    expect(items[0]).toMatchObject({
      id: room.ids.profile,
      title: 'A life in diplomacy',
      source: 'The Post',
    });
    const [snippet] = items[0].snippets;
    expect(snippet.text).toBe('Antony Blinken played the guitar. London features once.');
    expect(text.slice(snippet.start, snippet.end)).toBe(snippet.text);
    expect(snippet.hits.map(({ start, end }: Snippet) => text.slice(start, end))).toEqual([
      'Antony Blinken',
      'guitar',
    ]);
  });

  it('checks all hits of a page against their META rows in one batch', async () => {
    await room.json(searchUrl('london'));
    expect(room.tableCalls).toEqual({ get: 0, batchGet: 1, query: 0, scan: 0 });
  });

  it('leaves out removed documents and stale search rows', async () => {
    const ghosts = await openExampleNewsroom();
    await ghosts.remove(ghosts.ids.g7);
    const { items, total, totalIsBound } = await ghosts.json(searchUrl('london'));
    expect(keysOf(items)).toEqual(['memo.txt', 'post/profile.html']);
    expect([total, totalIsBound]).toEqual([2, true]);
    const row = ghosts.search.all().find(({ id }) => id === ghosts.ids.profile);
    await ghosts.add({ key: 'post/profile.html', title: 'Nothing of that', published: '2021-05-04' }, 5);
    if (row !== undefined) ghosts.search.overwrite([row]);
    expect(keysOf((await ghosts.json(searchUrl('london'))).items)).toEqual(['memo.txt']);
  });

  it('pages through all hits', async () => {
    const many = new Newsroom();
    for (let i = 0; i < 23; i++)
      await many.add({ key: `many/${i}`, title: `Flood ${i}`, published: '2021-05-01' });
    for (const limit of [1, 5, 23, 100]) {
      const items = await many.allItems(`/v1/search?q=flood&limit=${limit}`);
      expect(new Set(keysOf(items)).size).toBe(23);
      expect(items).toHaveLength(23);
    }
    expect((await many.json('/v1/search?q=flood&limit=5')).total).toBe(23);
  });

  it('says where a query is invalid, and what was expected there', async () => {
    expect(await room.problem(searchUrl('london sorce:x'))).toMatchObject({
      status: 400,
      parameter: 'q',
      position: 7,
      got: 'sorce:x',
      detail: expect.stringContaining('At 7: expected one of title:'),
    });
    expect(await room.problem(searchUrl('x near:springfield,9km'))).toMatchObject({
      position: 7,
      got: 'springfield',
      allowed: expect.stringContaining('one place: place/springfield-'),
    });
    expect(await room.problem(searchUrl('near:Nowhereville,9km'))).toMatchObject({ position: 5 });
    expect((await room.json('/v1/search')).total).toBe(5);
    expect(await room.problem(searchUrl('x'.repeat(1001)))).toMatchObject({ status: 400, parameter: 'q' });
  });
});

describe('a bad query', () => {
  it.each([
    ['(((((((((a', 8, 'at most 8 brackets'],
    ['*', 0, '2 to 32 letters'],
    [Array.from({ length: 200 }, () => 'a').join(' OR '), 320, 'at most 64 terms'],
    ['a OR', 4, 'a word, a "phrase" or a filter'],
  ])('%.20s is a 400 that points at the fault', async (q, position, allowed) => {
    const problem = await room.problem(searchUrl(q));
    expect(problem).toMatchObject({ parameter: 'q', position });
    expect(problem.allowed).toContain(allowed);
  });

  it('is refused before it is parsed if it is too long', async () => {
    expect(await room.problem(searchUrl('('.repeat(10_000)))).toMatchObject({ status: 414 });
    expect(await room.problem(searchUrl('('.repeat(1_001)))).toMatchObject({ status: 400, parameter: 'q' });
    expect(await room.problem(searchUrl('a '.repeat(500_000)))).toMatchObject({ status: 414 });
    const ors = Array.from({ length: 500 }, () => 'a').join(' OR ');
    expect(await room.problem(searchUrl(ors))).toMatchObject({ status: 400, parameter: 'q' });
    expect(await room.problem(`/v1/entities?within=${encodeURIComponent(ors)}`)).toMatchObject({
      status: 400,
      parameter: 'within',
    });
  });

  it('that finds everything is answered with one page', async () => {
    const everything = new Newsroom();
    for (let i = 0; i < 150; i++)
      await everything.add({ key: `${i}`, title: 'Flood in Derby', paragraphs: [`It rained ${i} days.`] });
    const { items, total, next } = await everything.json('/v1/search?q=fl*&limit=100');
    expect([items.length, total, typeof next]).toEqual([100, 150, 'string']);
    expect(everything.tableCalls.batchGet).toBe(1);
  });
});

it('shows a story once with collapse=reprints, as it was printed first', async () => {
  const many = new Newsroom();
  const told = Array.from({ length: 60 }, (_, i) => `word${i} of the flood`).join(' ');
  for (const [key, published] of [
    ['late', '2021-05-05'],
    ['same day', '2021-05-03T19:00:00Z'],
    ['first', '2021-05-03T08:00:00Z'],
    ['between', '2021-05-03T12:00:00Z'],
    ['middle', '2021-05-04'],
  ] as const)
    await many.add({ key, title: `By ${key}`, published, paragraphs: [told] });
  await many.add({
    key: 'other',
    title: 'Another',
    published: '2021-05-04',
    paragraphs: ['Of another flood.'],
  });
  const { items, total } = await many.json('/v1/search?q=flood&collapse=reprints&order=newest');
  expect(items.map(({ key, prints }: { key: string; prints: number }) => [key, prints])).toEqual([
    ['other', 1],
    ['first', 5],
  ]);
  expect(total).toBe(2);
  expect((await many.json('/v1/facets?q=flood&collapse=reprints')).documents).toBe(2);
});

it('finds initials with and without stops by each other', async () => {
  const room = new Newsroom();
  for (const title of ['U.S. tariffs rise', 'US tariffs fall', 'Rumours of tariffs'])
    await room.add(titled(title));
  for (const q of ['US tariffs', 'U.S. tariffs', 'title:U.S', '-rumours']) {
    const { items } = await room.json(searchUrl(q));
    expect(keysOf(items)).toEqual(['U.S. tariffs rise', 'US tariffs fall']);
  }
  const { items } = await room.json(searchUrl('U.S.'));
  const hits = items.flatMap(({ snippets }: { snippets: Snippet[] }) =>
    snippets.flatMap((each) => each.hits),
  );
  expect(hits).toHaveLength(2);
});
