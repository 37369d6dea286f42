/** Files of JSON as content systems, networks and programs for data write them. */
import { describe, expect, test } from 'vitest';
import { codeOf, contentOf } from '../upload.ts';
import { membersOf, partsOf, text } from './jsonMembers.ts';

/** The title, the day and the paragraphs of each document, or the code of its refusal. */
async function read(value: unknown, end = '\n') {
  return (await membersOf(JSON.stringify(value) + end)).map((member) => {
    if ('refusal' in member) return member.refusal.code;
    const { title, published, paragraphs } = member.content;
    return [title, published?.value.slice(0, 10), ...paragraphs.map((paragraph) => paragraph.text)];
  });
}

const day = '2026-03-31';
const quay = ['Quay', day, text];
const ferry = ['Ferry', '2026-04-01', 'The ferries were late again.'];

test('an export of Ghost, and what its API answers', async () => {
  const posts = [{ id: '1', title: 'Quay', html: `<p>${text}</p>`, published_at: `${day}T10:00:00.000Z` }];
  const users = [{ id: '1', name: 'Jane Doe' }];
  const meta = { exported_on: 1774951200000, version: '5.2' };
  expect(await read({ db: [{ meta, data: { settings: [], posts, users } }] })).toEqual([quay]);
  expect(await read({ posts, meta: {} })).toEqual([quay]);
});

test('a story of Arc, in pieces', async () => {
  const story = {
    _id: 'A1',
    type: 'story',
    content_elements: [
      { type: 'text', content: 'The quay is <b>closed</b>.' },
      { type: 'image', caption: 'The quay.' },
      { type: 'interstitial_link', content: 'Read more' },
      {
        type: 'list',
        items: [
          { type: 'text', content: 'Nobody came.' },
          { type: 'text', content: 'Nor will.' },
        ],
      },
    ],
    headlines: { basic: 'Quay' },
    subheadlines: { basic: 'Ice' },
    display_date: `${day}T10:00:00Z`,
    credits: { by: [{ type: 'author', name: 'Jane Doe' }] },
  };
  expect(await read(story)).toEqual([['Quay', day, 'The quay is closed.', 'Nobody came.', 'Nor will.']]);
  expect(await membersOf(JSON.stringify(story))).toMatchObject([
    { content: { authors: ['Jane Doe'], standfirst: 'Ice' } },
  ]);
});

test('statuses of ActivityPub, in a file with an id', async () => {
  const note = { id: 'https://m.example/1', type: 'Note', published: day, content: `<p>${text}</p>` };
  const outbox = {
    '@context': 'https://www.w3.org/ns/activitystreams',
    id: 'outbox.json',
    orderedItems: [{ id: 'https://m.example/1/activity', type: 'Create', published: day, object: note }],
  };
  expect(await read(outbox)).toEqual([[text, day, text]]);
  expect(await membersOf(JSON.stringify(outbox))).toMatchObject([{ part: 'id https://m.example/1' }]);
});

test('messages of a channel, whose texts are in pieces', async () => {
  const pieces = ['The quay is ', { type: 'bold', text: 'closed' }, '.'];
  const messages = [{ id: 1, type: 'message', date: `${day}T10:00:00`, text: pieces }];
  expect(await read({ name: 'Coast', type: 'public_channel', id: 1, messages })).toEqual([
    ['The quay is closed.', day, 'The quay is closed.'],
  ]);
});

test('a text in a list of paragraphs, and a page, which is none', async () => {
  expect(await read({ title: 'Quay', date: day, paragraphs: ['It is closed.', 'Nobody came.'] })).toEqual([
    ['Quay', day, 'It is closed.', 'Nobody came.'],
  ]);
  expect(await read({ title: 'Quay', html: `<!doctype html><html><body>${text}</body></html>` })).toEqual([
    'json.no_article',
  ]);
  const crawled = { title: 'Quay', date: day, html: `<html>${text}</html>`, paragraphs: ['It is closed.'] };
  expect(await read(crawled)).toEqual([['Quay', day, 'It is closed.']]);
});

test('keywords with their kinds, and a text that an API cuts', async () => {
  const keywords = [{ name: 'subject', value: 'Harbors', rank: 1 }, { name: 'Ice' }];
  const record = { title: 'Quay', content: `${text}… [+1234 chars]`, keywords };
  expect(await membersOf(JSON.stringify(record))).toMatchObject([
    {
      content: {
        subjects: ['Harbors', 'Ice'],
        paragraphs: [{ text: `${text}…` }],
        quality: { flags: ['cut-off'] },
      },
    },
  ]);
});

describe('a table', () => {
  const [title, date, body] = [
    ['Quay', 'Ferry'],
    [day, '2026-04-01'],
    [text, ferry[2]],
  ];

  test.each([
    ['by columns with keys', { title: { ...title }, text: { ...body }, date: { ...date } }],
    ['by columns with lists', { title, text: body, date }],
    [
      'by rows with keys',
      { a: { title: 'Quay', text, date: day }, b: { title: ferry[0], text: ferry[2], date: ferry[1] } },
    ],
    [
      'by rows with keys under the name of a list, as databases on the web export it',
      {
        articles: {
          a: { title: 'Quay', text, date: day },
          b: { title: ferry[0], text: ferry[2], date: ferry[1] },
        },
        users: { ann: { name: 'Ann' } },
      },
    ],
    ['with the names of columns', { columns: ['title', 'date', 'text'], index: [0, 1], data: [quay, ferry] }],
  ])('%s has a document in each row', async (_, table) => {
    expect(await read(table)).toEqual([quay, ferry]);
    expect(await read(table, '')).toEqual([quay, ferry]);
  });

  test('is no article of lists', async () => {
    expect(await read({ tags: ['a'], title: 'Quay', text, date: day })).toEqual([quay]);
    const parts = { title: { rendered: 'Quay' }, content: { rendered: text } };
    expect((await read(parts))[0]?.slice(0, 1)).toEqual(['Quay']);
    expect(await membersOf(JSON.stringify(parts))).toMatchObject([{ part: '' }]);
    const article = { title: 'Quay', text, date: day };
    expect(await read({ article, related: { title: 'Ferry', text } })).toEqual([quay]);
    const beside = { image: {}, data: { photo: { description: 'A quay' } } };
    expect(await read({ ...beside, title: 'Quay', date: day, paragraphs: [text] })).toEqual([quay]);
    expect(await read({ ...article, posts: { a: { title: 'Ferry', text } } })).toEqual([quay]);
    expect(await read({ columns: ['title', 'text'], data: ['x', 1, null] })).toEqual(
      Array(3).fill('json.no_article'),
    );
  });

  test('takes as long as it has cells, and no memory for long names in each row', async () => {
    const names = Array(100_000).fill('text');
    expect((await read({ columns: names, data: Array(100_000).fill([]) })).length).toBe(10_001);
    const long = 'x'.repeat(1_000_000);
    const rows = Array(3_000).fill([text, 1]);
    expect((await read({ columns: ['text', long], data: rows })).length).toBe(3_000);
    const cells = Array(3_000).fill(text);
    expect((await read({ text: cells, [long]: cells })).length).toBe(3_000);
  });
});

test('names in other letters, as programs of Microsoft and content systems write them', async () => {
  const named = { Id: 7, Title: 'Quay', FullText: text, PublishedAt: '2026-03-04', Author: 'Jane Doe' };
  expect(await contentOf(JSON.stringify(named))).toMatchObject({
    title: 'Quay',
    authors: ['Jane Doe'],
    published: { value: '2026-03-04' },
    paragraphs: [{ text }],
    source: { guid: '7' },
  });
  const list = { Items: [named, { ...named, Id: 8 }], Total: 2, Paging: { Items: [] } };
  expect(await partsOf(JSON.stringify(list))).toEqual(['id 7', 'id 8']);
  const whole = { Title: 'Quay', Body: text, Items: [{ Title: 'Box', Body: text }] };
  expect((await contentOf(JSON.stringify(whole))).title).toBe('Quay');
  const nested = { title: 'Quay', content: null, Content: text, Author: { Name: 'Jane Doe' } };
  expect(await contentOf(JSON.stringify(nested))).toMatchObject({
    authors: ['Jane Doe'],
    paragraphs: [{ text }],
  });
  const exact = { Title: 'Not this', title: 'Quay', text: text, Text: 'Not this.' };
  expect(await contentOf(JSON.stringify(exact))).toMatchObject({ title: 'Quay', paragraphs: [{ text }] });
  expect(await codeOf(JSON.stringify({ Name: 'Quay', Notes: text }))).toBe('json.no_article');
});

test('records of a headline and a short description', async () => {
  const record = {
    headline: 'Quay',
    short_description: text,
    link: 'https://a.example/q',
    date: '2026-03-04',
  };
  expect(await contentOf(JSON.stringify(record))).toMatchObject({
    title: 'Quay',
    paragraphs: [{ text }],
    quality: { flags: ['summary-only'] },
  });
});

test('bulk requests to Elasticsearch: a line has the id of the record below it', async () => {
  const lines = (actions: object[]) => actions.map((line) => JSON.stringify(line)).join('\n');
  const record = (title: string) => ({ title, content: text });
  const bulk = lines([
    { index: { _index: 'news', _id: 'a1' } },
    record('Quay'),
    { create: { _index: 'news', _id: 17, routing: 'b', require_alias: true } },
    record('Ferry'),
    { delete: { _index: 'news', _id: 'a0' } },
    { index: {} },
    record('Ice'),
    { delete: { _index: 'news', _id: 'a3' } },
    { id: 'a4', ...record('Tug') },
  ]);
  expect(await partsOf(bulk)).toEqual(['id a1', 'id 17', expect.stringMatching(/^content /), 'id a4']);
  const named = { delete: { _id: 'a5', ...record('Ferry') } };
  expect(await partsOf(lines([named, record('Quay')]))).toEqual([
    'line 1: json.no_article',
    expect.stringMatching(/^content /),
  ]);
  const wrapped = lines([{ index: record('Quay') }, { create: { _id: 'a2', ...record('Ferry') } }]);
  expect(await partsOf(wrapped)).toEqual(['line 1: json.no_article', 'line 2: json.no_article']);
});

test('articles of Event Registry, whose source has a title', async () => {
  const article = {
    ...{ uri: '77', date: day, dateTime: `${day}T10:11:12Z`, dateTimePub: `${day}T10:10:00Z` },
    ...{ url: 'https://a.example/1', title: 'Quay', body: text },
    source: { uri: 'a.example', dataType: 'news', title: 'Daily Quay' },
  };
  expect(await membersOf(JSON.stringify({ articles: { results: [article], page: 1 } }))).toMatchObject([
    { content: { source: { name: 'Daily Quay' }, published: { value: `${day}T10:10:00Z` } } },
  ]);
});

test('numbers that are none, as Python writes them, are nothing; in texts they stay', async () => {
  const line = (title: string, score: string) =>
    `{"title": ${title}, "text": "${text}", "score": ${score}}\n`;
  const members = await membersOf(line('"NaN, he said"', 'NaN') + line(String.raw`"\"NaN"`, '-Infinity'));
  expect(members).toMatchObject([{ content: { title: 'NaN, he said' } }, { content: { title: '"NaN' } }]);
  expect(await partsOf(line('"Quay"', 'NaNs') + line('"Quay"', '1'))).toEqual([
    'line 1: json.malformed',
    expect.stringMatching(/^content /),
  ]);
});

test('an author may have a given name and a surname', async () => {
  const authors = [{ first_name: 'Jane', last_name: 'Doe' }, { family: 'Roe', given: 'John' }, { x: 'y' }];
  expect(await membersOf(JSON.stringify({ article_id: 'a1', title: 'Quay', text, authors }))).toMatchObject([
    { content: { authors: ['Jane Doe', 'John Roe'], source: { guid: 'a1' } } },
  ]);
});
