import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Snippet, snippetsOf, stem } from '../../../../core/search/snippets.ts';
import { type ExampleNewsroom, openExampleNewsroom } from '../exampleNewsroom.ts';
import { Newsroom } from '../newsroom.ts';

let room: ExampleNewsroom;
beforeAll(async () => {
  room = await openExampleNewsroom();
});

const keysOf = (items: { key: string }[]) => items.map(({ key }) => key).sort();
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
    ['zebra', []],
  ])('finds %s', async (q, expected) => {
    const { items, total, next } = await room.json(searchUrl(q));
    expect(keysOf(items)).toEqual(expected);
    expect([total, next]).toEqual([expected.length, null]);
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
      detail: expect.stringContaining('At 7: expected one of entity:'),
    });
    expect(await room.problem('/v1/search')).toMatchObject({ status: 400, parameter: 'q' });
    expect(await room.problem(searchUrl('x'.repeat(1001)))).toMatchObject({ status: 400, parameter: 'q' });
  });
});

describe('snippets', () => {
  const marked = (text: string, { start, hits }: Snippet) =>
    hits.map((hit) => text.slice(hit.start, hit.end)).concat(start < 0 ? ['?'] : []);

  it('mark words with any ending, case and accents', () => {
    const text = 'MINISTERS were discussing Zürich’s budgets.';
    const [snippet] = snippetsOf(text, {
      words: ['minister', 'discussed', 'zurichs', 'budget'],
      phrases: [],
    });
    expect(snippet && marked(text, snippet)).toEqual(['MINISTERS', 'discussing', 'Zürich’s', 'budgets']);
  });

  it('are short, begin and end with whole words, and show most search terms', () => {
    const filler = 'lorem ipsum dolor sit amet '.repeat(30);
    const text = `Title\n\n${filler}budget ${filler}budget and summit ${filler}\n\nAnother summit.`;
    const snippets = snippetsOf(text, { words: ['budget', 'summit'], phrases: [] });
    expect(snippets.map((snippet) => marked(text, snippet))).toEqual([['budget', 'summit'], ['summit']]);
    for (const { start, end } of snippets) {
      expect(end - start).toBeLessThanOrEqual(240);
      expect(text.slice(start - 1, start)).toMatch(/\s/);
      expect(text.slice(end, end + 1)).toMatch(/^\s?$/);
    }
  });

  it('are at most three, in text order, each within a paragraph', () => {
    const text = Array.from({ length: 9 }, (_, i) => `Paragraph ${i} on the summit.`).join('\n\n');
    const snippets = snippetsOf(text, { words: ['summit'], phrases: [] });
    expect(snippets.map((snippet) => snippet.text)).toEqual(
      [0, 1, 2].map((i) => `Paragraph ${i} on the summit.`),
    );
  });

  it('are empty if the text has no search term', () => {
    expect(snippetsOf('Nothing here.', { words: ['summit'], phrases: ['foreign ministers'] })).toEqual([]);
    expect(snippetsOf('', { words: ['summit'], phrases: [] })).toEqual([]);
  });

  it('point into any text', () => {
    const word = fc.oneof(
      fc.constantFrom('summit', 'Budget', 'the', '\n\n', '“', 'é', '👩‍👩‍👧', 'ministers'),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 200 }),
        fc.array(word, { minLength: 1, maxLength: 3 }),
        (words, terms) => {
          const text = words.join(' ');
          for (const { start, end, text: shown, hits } of snippetsOf(text, {
            words: terms,
            phrases: ['the summit'],
          })) {
            expect(text.slice(start, end)).toBe(shown);
            expect(hits.length).toBeGreaterThan(0);
            let last = start;
            for (const hit of hits) {
              expect(hit.start).toBeGreaterThanOrEqual(last);
              expect(hit.end).toBeGreaterThan(hit.start);
              expect(hit.end).toBeLessThanOrEqual(end);
              last = hit.end;
            }
          }
        },
      ),
    );
  });

  it.each([
    ['ministers', 'minister'],
    ['ministries', 'ministry'],
    ['discussed', 'discussing'],
    ['planned', 'plan'],
    ['prices', 'price'],
    ['meetings', 'meeting'],
  ])('treat %s and %s as one word', (a, b) => {
    expect(stem(a)).toBe(stem(b));
  });
});
