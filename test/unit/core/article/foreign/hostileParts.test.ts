import { expect, test } from 'vitest';
import { extractArticle } from '../../../../../core/article/article.ts';
import { type HtmlPage, parseHtml } from '../../../../../core/markup/htmlTree.ts';
import { growth, maxGrowth } from '../../../../cpuTime.ts';

const sentence =
  'The pilot boat went out at four, when the wind had fallen enough to see the light on the mole. ';
const story = `<h1>The pilot boat went out</h1>${`<p>${sentence.repeat(3)}</p>`.repeat(6)}`;

function read(markup: string): void {
  const page = parseHtml(`<body><main>${story}${markup}</main></body>`) as HtmlPage;
  extractArticle(page, { url: 'https://kelmere.example/1', flags: [], put: 0 });
}

/** Elements in one another, each with a line; the innermost has many elements without one. */
const nested = (attributes: string, inner: number) =>
  `<div ${attributes}><p>The boat.</p>`.repeat(60) + '<i></i>'.repeat(inner) + '</div>'.repeat(60);

test.each<[string, (size: number) => string]>([
  ['headings that count comments', (size) => '<h3>3 comments</h3><p>Ann</p>'.repeat(size)],
  ['headings and dates', (size) => '<h3>3 comments</h3><p>Ann 3 May 2021</p>'.repeat(size)],
  ['promotions in one another', (size) => nested('class="newsletter"', 4 * size)],
  ['authors in one another', (size) => nested('class="author"', 4 * size)],
  ['teasers beside each other', (size) => '<div><h3><a href="/a">The boat</a></h3></div>'.repeat(size)],
])('are read in linear time: %s', async (_, markup) => {
  expect(await growth(6000, (size) => read(markup(size)))).toBeLessThan(maxGrowth);
});
