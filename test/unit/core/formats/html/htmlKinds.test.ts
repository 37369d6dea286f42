import { describe, expect, test } from 'vitest';
import { codeOf, contentOf } from '../upload.ts';

const sentences = [
  'The pilot boat went out at four in the morning, when the wind had fallen enough to see the light on the mole.',
  'Its skipper, who has done this for thirty years, said that she had never seen the channel so full of timber.',
  'The harbour office expects the first ferry on Thursday, and will tell the islands by radio when it leaves.',
  'Two crews spent the night in the chapel, where the parish had made soup for forty people.',
];
const story = sentences.map((text) => `<p>${text}</p>`).join('\n');
const page = (parts: { title?: string; head?: string; body?: string; lang?: string }) =>
  `<!doctype html><html lang="${parts.lang ?? 'en'}"><head><meta charset="utf-8"><title>${parts.title ?? 'Ferry waits for the timber to clear'}</title>${parts.head ?? ''}</head>
  <body><nav><ul><li><a href="/a">News</a></li><li><a href="/b">Sport</a></li></ul></nav>${parts.body ?? `<article><h1>Ferry waits for the timber to clear</h1>${story}</article>`}</body></html>`;
const jsonLd = (data: object) => `<script type="application/ld+json">${JSON.stringify(data)}</script>`;
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
  ])('%s, by what the page says for machines', async (flag, head) => {
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
  ])('%s, by what it prints', async (flag, body) => {
    expect(await flagsOf(page({ body }))).toEqual([flag]);
  });

  test('a date that may be two days has its year and a flag', async () => {
    const body = `<article><h1>Ferry waits for the timber to clear</h1><p class="date">03/05/2021</p>${story}</article>`;
    const content = await contentOf(page({ body }));
    expect(content.published).toMatchObject({ value: '2021', precision: 'year', source: 'text' });
    expect(content.quality.flags).toEqual(['date-ambiguous']);
    expect((await contentOf(page({ body, lang: 'en-AU' }))).published?.value).toBe('2021-05-03');
    expect((await contentOf(page({ body, lang: 'en-US' }))).published?.value).toBe('2021-03-05');
  });
});

/** Two sentences under a heading, as pages have that tell of something else than news. */
const notice = (heading: string, head = '') =>
  page({
    title: head.includes('<title>') ? (/<title>(.*?)</.exec(head)?.[1] ?? '') : heading,
    head,
    body: `<main><h1>${heading}</h1><p>${sentences[0]} ${sentences[1]}</p></main>`,
  });

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
        body: '<main><p>We and our 812 partners use cookies to store data on your device. With your consent, partners may use it for advertising and tracking.</p><p>You can withdraw your consent at any time in our privacy settings; cookies that the page needs are set without consent.</p></main>',
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
        body: `<main>${Array.from({ length: 12 }, (_, i) => `<article><h2><a href="/${i}">Story number ${i}</a></h2><p>${sentences[i % 4]} ${sentences[(i + 1) % 4]}</p></article>`).join('')}</main>`,
      }),
    ],
    [
      'a front page without article elements',
      page({
        title: 'The Courier',
        body: `<main>${Array.from({ length: 12 }, (_, i) => `<div class="card"><h2><a href="/${i}">Story number ${i}</a></h2><p>${sentences[i % 4]}</p></div>`).join('')}</main>`,
      }),
    ],
    [
      'an error page that its content system calls an article',
      notice('Page not found', '<meta property="og:type" content="article">'),
    ],
    ['an error that only <title> names', notice('Oops!', '<title>The Courier | 404</title>')],
    ['an error of the server', notice('503 Service Unavailable')],
    ['a question who is there', notice('Are you a robot?')],
    ['a login', notice('Log in')],
    ['a search', notice('Search results')],
  ])('%s', async (_, html) => {
    expect(await codeOf(html)).toBe('extract.no_content');
  });

  test('six ways to cook, each a link of its own and long, are a story', async () => {
    const parts = [0, 1, 2, 3, 4, 5].map(
      (i) => `<h2><a href="/${i}">Number ${i}</a></h2><p>${sentences.join(' ').repeat(i === 2 ? 6 : 1)}</p>`,
    );
    expect(
      await codeOf(page({ body: `<article><h1>Six ways to cook</h1>${parts.join('')}</article>` })),
    ).toBe('read as html');
  });
});

describe('the story where it is', () => {
  test('in the data of a script', async () => {
    const state = {
      props: {
        pageProps: {
          article: { title: 'Ferry waits', body: sentences.map((text) => `<p>${text}</p>`).join('') },
        },
      },
    };
    const content = await contentOf(
      page({
        body: `<div id="__next"></div><script id="__NEXT_DATA__" type="application/json">${JSON.stringify(state)}</script>`,
      }),
    );
    expect(content.paragraphs.map(({ text }) => text)).toEqual(sentences);
    expect(content.quality.flags).toEqual(['text-from-data']);
  });

  test.each([
    [
      'assigned, with more after it',
      (data: string) => `var a = 1; window.__STATE__ = ${data}; window.other = {};`,
    ],
    ['in a string', (data: string) => `window.__STATE__ = JSON.parse(${JSON.stringify(data)});`],
    [
      'in a string of the other kind',
      (data: string) =>
        `window.__STATE__ = JSON.parse('${data.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}');`,
    ],
    ['streamed', (data: string) => `self.__next_f.push([1,${JSON.stringify(`5:${data}`)}])`],
  ])('in the data of a script, %s', async (_, script) => {
    const data = JSON.stringify({ story: { body: sentences } });
    const content = await contentOf(page({ body: `<div id="app"></div><script>${script(data)}</script>` }));
    expect(content.paragraphs.map(({ text }) => text)).toEqual(sentences);
  });

  test('readings above the words are no text, those in parentheses are', async () => {
    const text =
      '港の事務所は、木曜日に最初のフェリーが出る見込みで、出港時には無線で島々に知らせると発表した。風は夜のうちに弱まった。';
    const of = (ruby: string) =>
      contentOf(
        page({
          lang: 'ja',
          title: '港',
          body: `<article><h1>港の事務所</h1><p>${ruby}${text}</p><p>${text}</p><p>${text}</p></article>`,
        }),
      );
    expect((await of('<ruby>嵐<rt>あらし</rt></ruby>の')).paragraphs[0]?.text).toBe(`嵐の${text}`);
    expect((await of('<ruby>嵐<rp>（</rp><rt>あらし</rt><rp>）</rp></ruby>の')).paragraphs[0]?.text).toBe(
      `嵐（あらし）の${text}`,
    );
  });

  test('in the parts of a story that a script holds', async () => {
    const state = { story: { content: sentences.map((text) => ({ type: 'text', content: text })) } };
    const content = await contentOf(
      page({ body: `<div id="app"></div><script>window.__STATE__ = ${JSON.stringify(state)};</script>` }),
    );
    expect(content.paragraphs.map(({ text }) => text)).toEqual(sentences);
  });

  test.each([
    [
      'from right to left',
      'ar',
      'قال مدير الميناء إن العبّارة الأولى ستغادر يوم الخميس، وإن الجزر ستُبلّغ عبر المذياع عند مغادرتها، بعد أن هدأت الريح.',
    ],
    [
      'without spaces',
      'ja',
      '港の事務所は、木曜日に最初のフェリーが出る見込みで、出港時には無線で島々に知らせると発表した。風は夜のうちに弱まり、船員は教会で夜を明かした。',
    ],
  ])('%s', async (_, lang, text) => {
    const paragraphs = [1, 2, 3, 4].map((n) => `${text}${n}`);
    const body = `<div class="content"><h1>${text.slice(0, 30)}</h1>${paragraphs.map((each) => `<p>${each}</p>`).join('')}</div>`;
    const content = await contentOf(page({ lang, title: text.slice(0, 30), body }));
    expect(content.paragraphs.map((each) => each.text)).toEqual(paragraphs);
  });
});

describe('a number or a word of an error in a headline of news', () => {
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

  test('is no error where the page says that it is an article', async () => {
    const title = 'Skipper lost in the storm not found';
    const head = jsonLd({ '@type': 'NewsArticle', headline: title });
    expect(
      (await contentOf(page({ title, head, body: `<article><h1>${title}</h1>${story}</article>` }))).title,
    ).toBe(title);
  });

  test.each(['404', 'Error 404', '403 Forbidden', '404 - not here', '500 Internal Server Error'])(
    '«%s» is one',
    async (title) => {
      const body = `<main><h1>${title}</h1><p>${sentences[0]} ${sentences[1]}</p></main>`;
      expect(await codeOf(page({ title, body }))).toBe('extract.no_content');
    },
  );
});

describe('short news of what else is a sign of no article', () => {
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
