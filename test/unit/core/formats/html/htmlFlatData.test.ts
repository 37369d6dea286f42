import { describe, expect, test } from 'vitest';
import { contentOf } from '../upload.ts';
import { page, sentences } from './pages.ts';

const title = 'Ferry waits for the timber to clear';
const head = `<meta property="og:title" content="${title}">`;
const body = sentences.map((text) => `<p>${text}</p>`).join('');

/** A page as Nuxt renders it: without a story, and with the list that its client reads. */
const nuxtPage = (list: readonly unknown[], attributes = 'id="__NUXT_DATA__" data-ssr="true"') => {
  const json = JSON.stringify(list).replaceAll('<', String.raw`\u003C`);
  const config = '<script>window.__NUXT__={};window.__NUXT__.config={public:{}}</script>';
  const data = `<script type="application/json" ${attributes}>${json}</script>`;
  return page({ title, head, body: `<div id="__nuxt"></div>${data}${config}` });
};

describe("stories in Nuxt's flat data", () => {
  test('in objects that Vue watches', async () => {
    const list = [
      ['ShallowReactive', 1],
      { data: 2, state: 19, once: 21, _errors: 22, serverRendered: 10, path: 24 },
      ['ShallowReactive', 3],
      { 'article-17': 4, 'menu-main': -1 },
      ['Ref', 5],
      { id: 6, title: 7, body: 8, authors: 11, publishedAt: 15, isFree: 10, tags: 16, rating: -3 },
      17,
      title,
      body,
      null,
      true,
      [12],
      { id: 6, name: 13, avatar: 14 },
      'Ina Korte',
      ['EmptyRef', 18],
      ['Date', '2026-05-04T08:00:00.000Z'],
      ['Set', 17, 18],
      'harbours',
      '_',
      ['Reactive', 20],
      { $scolorMode: 17, $sconsent: 14 },
      ['Set'],
      ['ShallowReactive', 23],
      { 'article-17': -1, 'menu-main': -1 },
      '/harbours/17',
    ];
    const attributes = 'data-nuxt-data="nuxt-app" data-ssr="true" id="__NUXT_DATA__"';
    const content = await contentOf(nuxtPage(list, attributes));
    expect(content.quality.flags).toEqual(['text-from-data']);
    expect(foundIn(content)).toEqual(found);
  });

  test('in objects without a prototype, as in caches of GraphQL, and a shared author', async () => {
    const list = [
      ['Reactive', 1],
      { data: 2, state: 24, _errors: 25, serverRendered: 21, path: 23 },
      { $latest: 3, '_apollo:default': 8 },
      [4],
      { headline: 5, author: 6 },
      'Swans winter on the Lomma',
      { name: 7, social: 22 },
      'Ina Korte',
      ['null', 'Article:17', 9, 'ROOT_QUERY', 18],
      ['null', 'id', 10, 'title', 11, 'authors', 12, 'body', 13, 'publishedAt', 14, 'photo', 15],
      'Article',
      title,
      [6],
      body,
      '2026-05-04T08:00:00.000Z',
      ['null', 'url', 16, 'size({"width":800})', 17],
      'https://harbours.example/17.jpg',
      -2,
      ['null', 'article({"id":17})', 19],
      ['null', '__ref', 20],
      'Article:17',
      true,
      [16],
      '/harbours/17',
      {},
      {},
    ];
    expect(foundIn(await contentOf(nuxtPage(list)))).toEqual(found);
  });

  test('as a list of paragraphs in a map; and a page without one', async () => {
    const list = [
      { data: 1, prerenderedAt: -1 },
      ['Map', 2, 3],
      'story',
      ['NuxtPage', 4],
      { title: 5, author: 6, paragraphs: 7, date_published: 12 },
      title,
      { displayName: 13 },
      [8, 9, 10, 11],
      ...sentences,
      ['Date', '2026-05-04T08:00:00.000Z'],
      'Ina Korte',
    ];
    expect(foundIn(await contentOf(nuxtPage(list)))).toEqual(found);
    const empty = nuxtPage([['Reactive', 1], { data: 2 }, {}]);
    await expect(contentOf(empty)).rejects.toThrow('extract.no_content');
  });
});

const found = { paragraphs: sentences, authors: ['Ina Korte'], published: '2026-05-04T08:00:00.000Z' };

function foundIn({ paragraphs, authors, published }: Awaited<ReturnType<typeof contentOf>>): object {
  return { paragraphs: paragraphs.map(({ text }) => text), authors, published: published?.value };
}
