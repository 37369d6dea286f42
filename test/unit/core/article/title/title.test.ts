import { describe, expect, test } from 'vitest';
import { blocksUnder } from '../../../../../core/article/blocks.ts';
import { selectStory } from '../../../../../core/article/selectStory.ts';
import {
  declaredTitles,
  headingsIn,
  titleCandidates,
} from '../../../../../core/article/title/titleCandidates.ts';
import { type HtmlPage, parseHtml } from '../../../../../core/markup/htmlTree.ts';
import { growth, maxGrowth } from '../../../../cpuTime.ts';
import { contentOf } from '../../formats/upload.ts';

const sentence =
  'The harbour at Kelmere stayed closed for a third day, its manager said, as the storm went on along the coast. ';
const story = [1, 2, 3].map((n) => `<p>${n}. ${sentence.repeat(2)}</p>`).join('');

interface Parts {
  title?: string;
  og?: string;
  twitter?: string;
  ld?: string;
  heading?: string;
  /** The site's name. */
  site?: string;
  /** The page's address. */
  url?: string;
}

async function titleOf({ title, og, twitter, ld, heading, site, url }: Parts): Promise<string> {
  const meta = (name: string, value?: string) =>
    value === undefined ? '' : `<meta property="${name}" content="${value}">`;
  const data =
    ld === undefined
      ? ''
      : `<script type="application/ld+json">{"@type":"NewsArticle","headline":"${ld}"}</script>`;
  const titleElement = title === undefined ? '' : `<title>${title}</title>`;
  const titles = `${meta('og:title', og)}${meta('twitter:title', twitter)}`;
  const metas = `${titles}${meta('og:site_name', site)}${meta('og:url', url)}`;
  const page = `<!doctype html><html lang="en"><head><meta charset="utf-8">${titleElement}${metas}
    ${data}</head>
    <body><article>${heading ?? ''}${story}</article></body></html>`;
  return (await contentOf(page)).title;
}

const headline = 'Storm closes the harbour for a third day';
const other = 'Kelmere harbour: why ferries do not run, and when they will';

describe('a headline in JSON-LD', () => {
  test('is the title unless other evidence contradicts it', async () => {
    expect(
      await titleOf({ ld: headline, title: `${headline} | Coast Daily`, heading: `<h1>${headline}</h1>` }),
    ).toBe(headline);
    expect(
      await titleOf({ ld: headline, title: 'Coast Daily', og: other, heading: `<h1>${other}</h1>` }),
    ).toBe(headline);
  });

  test('is for search engines if <title> begins with it and the page prints og:title', async () => {
    const parts = { ld: other, title: `${other} | Coast Daily`, og: headline, twitter: headline };
    expect(await titleOf({ ...parts, heading: `<h1>${headline}</h1>` })).toBe(headline);
    expect(
      await titleOf({ ...parts, og: 'Storm “closes” harbour', heading: '<h1>Storm "closes" harbour</h1>' }),
    ).toBe('Storm "closes" harbour');
  });

  test('is for search engines if only og:title differs and there is no Twitter title', async () => {
    const heading = `<h1>${other}</h1><h2>${headline}</h2>`;
    const parts = { ld: other, title: `${other} | Coast Daily`, heading, og: headline };
    expect(await titleOf(parts)).toBe(headline);
    expect(await titleOf({ ...parts, twitter: headline })).toBe(other);
    expect(await titleOf({ ...parts, og: `${other} - Coast Daily` })).toBe(other);
  });

  test('stays beside an og:title in other words that the page does not print', async () => {
    const parts = { ld: other, title: other, heading: `<h1>${other}</h1>` };
    expect(await titleOf({ ...parts, og: 'Nobody saw this wave coming' })).toBe(other);
    const reworded = 'Why Kelmere’s ferries do not run, and when they will';
    expect(await titleOf({ ...parts, og: reworded })).toBe(reworded);
  });

  test('is not cut to a heading that prints only its first part', async () => {
    const long = `${headline}: ferries wait`;
    expect(await titleOf({ ld: long, og: long, title: long, heading: `<h1>${headline}</h1>` })).toBe(long);
  });

  test('gives way to another heading if it is all that the metadata says and not printed', async () => {
    const everywhere = { ld: headline, og: `${headline} - Coast Daily`, title: headline };
    const printed = 'Storm and tide close the harbour until Friday';
    const section = '<h1>Weather</h1>';
    expect(await titleOf({ ...everywhere, heading: `${section}<h1>${printed}</h1>` })).toBe(printed);
    expect(await titleOf({ ...everywhere, heading: section })).toBe(headline);
    expect(await titleOf({ ...everywhere, heading: `<h2>${headline}</h2><h1>${printed}</h1>` })).toBe(
      headline,
    );
    expect(await titleOf({ ...everywhere, heading: `<h1>${headline} | Storm</h1>` })).toBe(headline);
    expect(await titleOf({ ...everywhere, og: other, heading: `<h1>${printed}</h1>` })).toBe(headline);
  });

  test('has its kicker apart if the page prints it so and og:title goes without it', async () => {
    const whole = `“We wait”: ${headline}`;
    const heading = `<h2><span>“We wait”</span><span>${headline}</span></h2>`;
    const parts = { ld: whole, title: `${whole} | Coast Daily`, twitter: whole, heading };
    expect(await titleOf({ ...parts, og: headline })).toBe(headline);
    expect(await titleOf({ ...parts, og: whole })).toBe(whole);
  });

  test('gives way to the printed heading if it is cut or has the name of the site', async () => {
    expect(await titleOf({ ld: 'Storm closes the harbour for a…', heading: `<h1>${headline}</h1>` })).toBe(
      headline,
    );
    expect(await titleOf({ ld: `${headline} - Coast Daily`, heading: `<h1>${headline}</h1>` })).toBe(
      headline,
    );
  });
});

describe('without a headline in JSON-LD', () => {
  test('the heading above the story is the title, whatever <title> says', async () => {
    expect(await titleOf({ title: 'Home', heading: `<h1>${headline}</h1>` })).toBe(headline);
    expect(
      await titleOf({ title: `${other} | Coast Daily`, og: other, heading: `<h1>${headline}</h1>` }),
    ).toBe(headline);
    expect(
      await titleOf({
        title: `Coast Daily » ${headline}`,
        heading: `<div><h1>Coast Daily</h1></div><h2>${headline}</h2>`,
      }),
    ).toBe(headline);
  });

  test.each(['Harbour news', 'Weather'])('the heading below the name of a section: %s', async (name) => {
    const heading = `<h1>${name}</h1><h3>${headline}</h3>`;
    expect(await titleOf({ title: `${headline} | ${name}`, og: name, heading })).toBe(headline);
  });

  test('a headline above its longer standfirst', async () => {
    const standfirst = 'Ferries stay in port, and the islands wait for bread and for the doctor';
    const heading = `<h1>${other}</h1><h2>${standfirst}</h2>`;
    expect(await titleOf({ title: `${other} - ${standfirst}`, heading })).toBe(other);
  });

  test('a headline above the longer name of the site', async () => {
    const site = 'The Kelmere Observer';
    const heading = `<h1>Flood</h1><h2>${site}</h2>`;
    expect(await titleOf({ title: `${site} | Flood`, og: 'Flood', site, heading })).toBe('Flood');
  });

  test('a headline that the address has, above a longer name', async () => {
    const [name, own] = ['Joanna Mary Quelle-Ostrander', 'Flood hits Kelmere'];
    const url = 'https://kelmere.example/2021/flood-hits-kelmere';
    const heading = `<h1>${own}</h1><h3>${name}</h3>`;
    expect(await titleOf({ title: `${name} - ${own}`, og: own, url, heading })).toBe(own);
  });

  test('a heading below the headline that is a section', async () => {
    const heading = `<h1>${headline}</h1><h3>Weather</h3>`;
    expect(await titleOf({ title: `${headline} | Weather`, og: headline, heading })).toBe(headline);
  });

  test('a kicker in the heading is dropped if the page has the rest of the heading elsewhere', async () => {
    const heading = `<h1><span class="kicker">Weather</span> <span class="head">${headline}</span></h1>`;
    expect(
      await titleOf({ title: `${headline} - Coast Daily`, og: headline, twitter: headline, heading }),
    ).toBe(headline);
  });

  test('a page without a heading gets the title of its metadata, without the name of the site', async () => {
    expect(await titleOf({ title: `${headline} | Coast Daily`, og: headline })).toBe(headline);
    expect(await titleOf({})).toMatch(/harbour at Kelmere stayed closed/);
  });
});

test('the parts of a title around separators are candidates too, each once', () => {
  const declared = declaredTitles({
    meta: new Map([['og:title', 'Storm - Weather - Coast Daily']]),
    authors: [],
    types: new Set(),
    pageTitle: 'Storm',
  });
  expect(titleCandidates(declared, []).map(({ text }) => text)).toEqual([
    'Storm - Weather - Coast Daily',
    'Storm',
    'Storm - Weather',
    'Weather - Coast Daily',
    'Coast Daily',
  ]);
});

describe('a headline without JSON-LD', () => {
  const site = 'Kelmere Notes';
  const home = `<div id="header"><h1 class="title"><a href="/">${site}</a></h1></div>`;
  const lines = `<font size="5"><b>${headline}</b></font><br>By Harold Finch<br>February 14, 2003<br><br>`;

  test.each([
    ['beside a site name that links to its first page', `${home}<h3 class="post-title">${headline}</h3>`],
    ['on a line above byline and date', lines],
  ])('%s', async (_, heading) => {
    for (const title of [`${headline} | ${site}`, `${site}: ${headline}`, `${site} » ${headline}`])
      expect(await titleOf({ title, heading })).toBe(headline);
  });

  test('may link to the first page if there is no other', async () => {
    const heading = `<h1><a href="/">${headline}</a></h1>`;
    expect(await titleOf({ title: headline, heading })).toBe(headline);
  });
});

test('a heading of thousands of blocks is read once', async () => {
  const took = await growth(6000, (times) => {
    const { root } = parseHtml(`<h1>${'<a href="/">Storm</a><div>x</div>'.repeat(times)}</h1>`) as HtmlPage;
    const blocks = blocksUnder(root, () => false);
    return headingsIn(
      blocks,
      selectStory(
        blocks,
        blocks.map(() => 0),
      ),
    );
  });
  expect(took).toBeLessThan(maxGrowth);
});

test('what stands behind a bar is left out where the page prints no headline', async () => {
  expect(await titleOf({ title: `${headline} | Kelmere Courier` })).toBe(headline);
  expect(await titleOf({ title: 'Storm | Kelmere Courier' })).toBe('Storm | Kelmere Courier');
});
