import { describe, expect, test } from 'vitest';
import { codeOf, contentOf } from '../upload.ts';
import { jsonLd, page, sentences, story } from './pages.ts';

const flagsOf = async (html: string) => (await contentOf(html)).quality.flags;

describe('flags', () => {
  test('a plain story has none', async () => {
    expect(await flagsOf(page({}))).toEqual([]);
  });

  test.each([
    ['paywall', jsonLd({ '@type': 'NewsArticle', headline: 'Ferry waits', isAccessibleForFree: 'False' })],
    ['live-blog', jsonLd({ '@type': 'LiveBlogPosting', headline: 'Ferry waits' })],
    ['gallery', jsonLd({ '@type': 'ImageGallery', name: 'Ferry waits' })],
    [
      'paywall',
      jsonLd({
        '@type': 'NewsArticle',
        headline: 'Ferry waits',
        hasPart: { isAccessibleForFree: false, cssSelector: '.rest' },
      }),
    ],
  ])('%s, from metadata', async (flag, head) => {
    expect(await flagsOf(page({ head }))).toEqual([flag]);
  });

  const figures = (make: (n: number) => string) => [1, 2, 3, 4, 5, 6].map(make).join('');

  test.each([
    [
      'paywall',
      `<article><h1>Ferry waits</h1>${story}<div><p>Already a subscriber? Log in.</p></div></article>`,
    ],
    [
      'paywall',
      `<article><h1>Ferry waits</h1>${story}<section><h3>Weiterlesen mit Plus</h3></section></article>`,
    ],
    [
      'live-blog',
      `<article><h1>Ferry waits</h1>${figures((n) => `<section><time>1${n}:05</time><p>${sentences[n % 4]}</p></section>`)}</article>`,
    ],
    [
      'gallery',
      `<div class="photo-gallery"><h1>Ferry waits</h1>${figures((n) => `<div><img src="${n}.jpg"><p>${n}/6 ${sentences[n % 4]}</p></div>`)}</div>`,
    ],
  ])('%s, from the printed text', async (flag, body) => {
    expect(await flagsOf(page({ body }))).toEqual([flag]);
  });

  test('an ambiguous date keeps its year, with a flag', async () => {
    const heading = '<h1>Ferry waits for the timber to clear</h1>';
    const body = `<article>${heading}<p class="date">03/05/2021</p>${story}</article>`;
    const content = await contentOf(page({ body }));
    expect(content.published).toMatchObject({ value: '2021', precision: 'year', source: 'text' });
    expect(content.quality.flags).toEqual(['date-ambiguous']);
    expect((await contentOf(page({ body, lang: 'en-AU' }))).published?.value).toBe('2021-05-03');
    expect((await contentOf(page({ body, lang: 'en-US' }))).published?.value).toBe('2021-03-05');
  });
});

/** Two sentences under a heading, as on pages that are not news. */
const notice = (heading: string, head = '') =>
  page({
    title: head.includes('<title>') ? (/<title>(.*?)</.exec(head)?.[1] ?? '') : heading,
    head,
    body: `<main><h1>${heading}</h1><p>${sentences[0]} ${sentences[1]}</p></main>`,
  });

/** Twelve teasers. */
const frontPage = (teaser: (i: number) => string) =>
  `<main>${Array.from({ length: 12 }, (_, i) => teaser(i)).join('')}</main>`;

describe('pages without an article', () => {
  test.each([
    [
      'an error page',
      page({
        title: 'Page not found',
        body: `<main><h1>404: page not found</h1><p>${sentences[0]} ${sentences[1]}</p></main>`,
      }),
    ],
    [
      'a consent wall',
      page({
        title: 'Before you go on',
        body: [
          '<main><p>We and our 812 partners use cookies to store data on your device. ',
          'With your consent, partners may use it for advertising and tracking.</p>',
          '<p>You can withdraw your consent at any time in our privacy settings; ',
          'cookies that the page needs are set without consent.</p></main>',
        ].join(''),
      }),
    ],
    [
      'a menu',
      page({
        body: `<ul>${'<li><a href="/x">Another story that is linked to from here</a></li>'.repeat(40)}</ul>`,
      }),
    ],
    [
      'a front page',
      page({
        title: 'The Courier',
        body: frontPage((i) => {
          const text = `${sentences[i % 4]} ${sentences[(i + 1) % 4]}`;
          return `<article><h2><a href="/${i}">Story number ${i}</a></h2><p>${text}</p></article>`;
        }),
      }),
    ],
    [
      'a front page without article elements',
      page({
        title: 'The Courier',
        body: frontPage((i) => {
          const heading = `<h2><a href="/${i}">Story number ${i}</a></h2>`;
          return `<div class="card">${heading}<p>${sentences[i % 4]}</p></div>`;
        }),
      }),
    ],
    [
      'an error page that its content system calls an article',
      notice('Page not found', '<meta property="og:type" content="article">'),
    ],
    ['an error page by its <title> only', notice('Oops!', '<title>The Courier | 404</title>')],
    ['a server error', notice('503 Service Unavailable')],
    ['a robot check', notice('Are you a robot?')],
    ['a login', notice('Log in')],
    ['a search', notice('Search results')],
  ])('%s', async (_, html) => {
    expect(await codeOf(html)).toBe('extract.no_content');
  });

  test('a long list of linked sections is a story', async () => {
    const parts = [0, 1, 2, 3, 4, 5].map(
      (i) => `<h2><a href="/${i}">Number ${i}</a></h2><p>${sentences.join(' ').repeat(i === 2 ? 6 : 1)}</p>`,
    );
    expect(
      await codeOf(page({ body: `<article><h1>Six ways to cook</h1>${parts.join('')}</article>` })),
    ).toBe('read as html');
  });
});

describe('a headline with the number or words of an error', () => {
  test.each([
    'Shipping line bids 403 million crowns for a yard',
    '500 jobs go at the yard',
    'Forbidden City opens its last garden',
    '410 boats wait for the timber to clear',
  ])('%s', async (title) => {
    expect(
      (await contentOf(page({ title, body: `<article><h1>${title}</h1>${story}</article>` }))).title,
    ).toBe(title);
  });

  test('is news if the page declares an article', async () => {
    const title = 'Skipper lost in the storm not found';
    const head = jsonLd({ '@type': 'NewsArticle', headline: title });
    expect(
      (await contentOf(page({ title, head, body: `<article><h1>${title}</h1>${story}</article>` }))).title,
    ).toBe(title);
  });

  test.each(['404', 'Error 404', '403 Forbidden', '404 - not here', '500 Internal Server Error'])(
    '"%s" is an error page',
    async (title) => {
      const body = `<main><h1>${title}</h1><p>${sentences[0]} ${sentences[1]}</p></main>`;
      expect(await codeOf(page({ title, body }))).toBe('extract.no_content');
    },
  );
});

test('a list of places is a story though each is an article element', async () => {
  const places = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => {
    const text = `In harbour ${n}: ${sentences[n % 4]} ${sentences[(n + 1) % 4]}`;
    const more = `<a href="https://harbour${n}.example">More</a>`;
    return `<article><h3>Harbour number ${n}</h3><p>${text}</p>${more}</article>`;
  });
  const body = `<main><h1>Eight harbours in winter</h1><p>${sentences[0]}</p>${places.join('')}</main>`;
  const content = await contentOf(page({ title: 'Eight harbours in winter', body }));
  expect(content.paragraphs.filter(({ role }) => role === 'text').length).toBeGreaterThanOrEqual(8);
});

describe('short news about what usually marks a page without an article', () => {
  test.each([
    [
      'Watchdog fines shipping line over cookies',
      [
        'The data protection watchdog has fined a shipping line 2 million crowns for setting cookies on the devices of passengers without their consent.',
        'The line shared what the cookies told with eleven advertising partners, the watchdog said on Tuesday. The line said that it had mended its privacy settings in March, and that it would appeal.',
        'The case began with a complaint by a privacy group in Bergen, which counted 140 cookies on the first page that a passenger opens.',
      ],
    ],
    [
      'Missing hiker not found after a week',
      [
        'Rescue teams in the hills above the harbour have not found a hiker who has been missing for a week, the police said on Monday.',
        'More than forty volunteers searched the northern slopes on Sunday, in rain and fog, without any trace of the 54-year-old man.',
        'The search goes on with dogs on Tuesday if the wind falls, the head of the rescue service said. It is the longest since the winter of the great storm.',
        'The ferry brings ten more men of the coast guard in the morning.',
      ],
    ],
  ])('%s', async (title, texts) => {
    const body = `<article><h1>${title}</h1>${texts.map((text) => `<p>${text}</p>`).join('')}</article>`;
    expect((await contentOf(page({ title, body }))).title).toBe(title);
  });
});
