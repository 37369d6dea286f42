/** Texts that editors keep as a tree, and stories in the answers of APIs. */
import { describe, expect, test } from 'vitest';
import { growth, maxGrowth } from '../../../../cpuTime.ts';
import { membersOf, text } from './jsonMembers.ts';

const day = '2026-03-31';
const paragraphs = [
  ['text', 'The quay is closed & dry.'],
  ['subheading', 'Ice'],
  ['text', 'Nobody <b>came.'],
  ['quote', 'We wait.'],
  ['list', 'Tugs'],
  ['list', 'Ferries'],
];

/** The paragraphs with their roles of a story with such a body. */
async function bodyOf(body: unknown): Promise<unknown[]> {
  const [only] = await membersOf(JSON.stringify({ id: '1', title: 'Quay', date: day, body }));
  if (only === undefined || 'refusal' in only) throw new Error(only?.refusal.code);
  return only.content.paragraphs.map((paragraph) => [paragraph.role, paragraph.text]);
}

describe('a formatted text', () => {
  test('of Contentful', async () => {
    const run = (value: string) => ({ nodeType: 'text', value, marks: [], data: {} });
    const node = (nodeType: string, ...content: object[]) => ({ nodeType, data: {}, content });
    const item = (words: string) => node('list-item', node('paragraph', run(words)));
    const tree = node(
      'document',
      node('paragraph', run('The quay is '), node('hyperlink', run('closed')), run(' & dry.')),
      node('heading-2', run('Ice')),
      node('embedded-asset-block'),
      node('paragraph', run('Nobody <b>came.')),
      node('blockquote', node('paragraph', run('We wait.'))),
      node('unordered-list', item('Tugs'), item('Ferries')),
    );
    expect(await bodyOf(tree)).toEqual(paragraphs);
  });

  test('of ProseMirror', async () => {
    const run = (words: string) => ({ type: 'text', text: words });
    const node = (type: string, ...content: object[]) => ({ type, content });
    const item = (words: string) => node('listItem', node('paragraph', run(words)));
    const tree = node(
      'doc',
      node('paragraph', run('The quay is closed & dry.')),
      node('heading', run('Ice')),
      { type: 'image', attrs: { src: 'https://coast.example/quay.jpg' } },
      node('paragraph', run('Nobody <b>came.')),
      node('blockquote', node('paragraph', run('We wait.'))),
      node('bulletList', item('Tugs'), item('Ferries')),
    );
    expect(await bodyOf(tree)).toEqual(paragraphs);
  });

  test('of Lexical and Slate', async () => {
    const node = (type: string, ...children: object[]) => ({ type, children });
    const run = (words: string) => ({ text: words });
    const children = [
      node('paragraph', run('The quay is '), node('link', run('closed')), run(' & dry.')),
      node('heading', run('Ice')),
      node('paragraph', run('Nobody <b>came.')),
      node('quote', run('We wait.')),
      node('list', node('listitem', run('Tugs')), node('listitem', run('Ferries'))),
    ];
    expect(await bodyOf({ root: node('root', ...children) })).toEqual(paragraphs);
    expect(await bodyOf(children)).toEqual(paragraphs);
  });

  test('of Sanity', async () => {
    const block = (words: string, more: object = {}) => ({
      _type: 'block',
      style: 'normal',
      children: [{ _type: 'span', text: words }],
      ...more,
    });
    const tree = [
      block('The quay is closed & dry.'),
      block('Ice', { style: 'h2' }),
      { _type: 'image', asset: { _ref: 'image-1' } },
      block('Nobody <b>came.'),
      block('We wait.', { style: 'blockquote' }),
      block('Tugs', { listItem: 'bullet' }),
      block('Ferries', { listItem: 'bullet' }),
    ];
    expect(await bodyOf(tree)).toEqual(paragraphs);
  });

  test('in pieces with headings', async () => {
    const pieces = [
      { text: 'The quay is closed & dry.' },
      { heading: 'Ice', text: 'Nobody came.\n\nNor will.' },
      { heading: 'Tugs', text: '<p>They <b>wait</b>.</p>' },
    ];
    expect(await bodyOf(pieces)).toEqual([
      ['text', 'The quay is closed & dry.'],
      ['subheading', 'Ice'],
      ['text', 'Nobody came.'],
      ['text', 'Nor will.'],
      ['subheading', 'Tugs'],
      ['text', 'They wait.'],
    ]);
  });

  test('keeps pieces of other kinds beside its own', async () => {
    const pieces = [
      'It is closed.',
      { type: 'text', content: 'The quay is <b>dry</b>.' },
      { type: 'interstitial_link', content: 'Read more' },
      { type: 'list', content: ['Tugs', 'Ferries'] },
      { heading: 'Ice', text: 'Nobody came.' },
    ];
    expect(await bodyOf(pieces)).toEqual([
      ['text', 'It is closed.'],
      ['text', 'The quay is dry.'],
      ['text', 'Tugs'],
      ['text', 'Ferries'],
      ['subheading', 'Ice'],
      ['text', 'Nobody came.'],
    ]);
  });

  test('takes time as it has nodes', async () => {
    const tree = (size: number) => ({
      type: 'doc',
      content: Array.from({ length: size }, () => ({ type: 'p', content: [{ type: 'text', text: 'Ice.' }] })),
    });
    expect(await growth(20_000, (size) => bodyOf(tree(size)))).toBeLessThan(maxGrowth);
  });
});

/** Title, day, authors and text of each document, or the code of its refusal. */
async function read(value: unknown) {
  return (await membersOf(JSON.stringify(value))).map((member) => {
    if ('refusal' in member) return member.refusal.code;
    const { title, published, authors, paragraphs: found } = member.content;
    return [title, published?.value.slice(0, 10), authors, ...found.map((paragraph) => paragraph.text)];
  });
}

describe('an answer of an API', () => {
  test('a search of Arc', async () => {
    const story = (basic: string) => ({
      _id: basic,
      content_elements: [{ type: 'text', content: text }],
      display_date: `${day}T10:00:00Z`,
      headlines: { basic },
    });
    const answer = { type: 'results', content_elements: [story('Quay'), story('Ice')], count: 2 };
    expect(await read(answer)).toEqual([
      ['Quay', day, [], text],
      ['Ice', day, [], text],
    ]);
  });

  test('posts of Bluesky', async () => {
    const post = {
      uri: 'at://did:plc:a/app.bsky.feed.post/1',
      author: { did: 'did:plc:a', handle: 'jane.example', displayName: 'Jane Doe' },
      record: { $type: 'app.bsky.feed.post', createdAt: `${day}T10:00:00.000Z`, langs: ['en'], text },
      indexedAt: '2026-04-01T10:00:00.000Z',
    };
    const seen = [text, day, ['Jane Doe'], text];
    expect(await read({ feed: [{ post }, { post: { ...post, uri: 'at://2' } }] })).toEqual([seen, seen]);
    expect(await read({ posts: [post] })).toEqual([seen]);
  });

  test('posts of Reddit', async () => {
    const data = {
      id: '1',
      name: 't3_1',
      title: 'Quay',
      selftext: text,
      author: 'jane',
      created_utc: 1774951200,
    };
    const link = { id: '2', name: 't3_2', title: 'Ice', selftext: '', created_utc: 1774951200 };
    const children = [
      { kind: 't3', data },
      { kind: 't3', data: link },
    ];
    expect(await read({ kind: 'Listing', data: { after: null, children } })).toEqual([
      ['Quay', day, ['jane'], text],
      'json.no_article',
    ]);
    const [title, summary, comments] = ['Quay', 'It is closed.', [{ id: '3', text }]];
    for (const record of [
      { title, summary, children: comments },
      { data: { title, summary, children: comments } },
      { data: { children: comments, summary, title } },
    ])
      expect(await read(record)).toEqual([['Quay', undefined, [], 'It is closed.']]);
  });

  test('a page of stories under "content"', async () => {
    const content = [
      { id: '1', title: 'Quay', text, date: day },
      { id: '2', title: 'Ice', text, date: day },
    ];
    expect(await read({ name: 'Quay', content })).toHaveLength(1);
    expect(await read({ content, totalElements: 2 })).toEqual([
      ['Quay', day, [], text],
      ['Ice', day, [], text],
    ]);
  });

  test('a record that is in a post of an article with a text stays out of it', async () => {
    const answer = { title: 'Quay', text, date: day, post: { title: 'Other' }, record: { text: 'Other' } };
    expect(await read(answer)).toEqual([['Quay', day, [], text]]);
    const comment = { title: 'Quay', summary: 'It is closed.', date: day, post: { title: 'Other', text } };
    expect(await read(comment)).toEqual([['Quay', day, [], 'It is closed.']]);
  });
});

describe('a date that cannot be read', () => {
  test.each([
    ['yesterday', ['date-unread']],
    ['32 March 2026', ['date-unread']],
    ['2026-03-31', []],
    ['03/05/2026', ['date-ambiguous']],
    ['NaN', []],
    ['0000-00-00 00:00:00', []],
    ['-', []],
  ])('%s is stated in the flags', async (date, flags) => {
    const [only] = await membersOf(JSON.stringify({ title: 'Quay', text, date }));
    expect(only).toMatchObject({ content: { quality: { flags } } });
  });

  test('has no flag if another field says it', async () => {
    const [only] = await membersOf(JSON.stringify({ title: 'Quay', text, published: 'soon', date: day }));
    expect(only).toMatchObject({ content: { published: { value: day }, quality: { flags: [] } } });
  });
});
