import { expect, test } from 'vitest';
import { extractArticle } from '../../../../../core/article/article.ts';
import { type HtmlPage, parseHtml } from '../../../../../core/markup/htmlTree.ts';

const title = 'Storm closes the harbour of Kelmere for days';
const prose =
  'The harbour at Kelmere stayed closed for a third day after the storm, its manager told reporters on Monday. ';

/**
 * The authors of a page.
 * @param printed above the story, or below it
 * @param named as the page's data names them
 */
function authorsOf(printed: string | { below: string }, ...named: string[]): string[] {
  const lines = typeof printed === 'string' ? { above: printed, below: '' } : { above: '', ...printed };
  const data = JSON.stringify({
    '@type': 'NewsArticle',
    headline: title,
    author: named.map((name) => ({ '@type': 'Person', name })),
  });
  const story = `<p>${prose.repeat(3)}</p>`.repeat(4);
  const page = parseHtml(
    `<html><head><title>${title}</title><script type="application/ld+json">${data}</script></head>` +
      `<body><article><h1>${title}</h1><div class="byline">${lines.above}</div>${story}<p>${lines.below}</p></article></body></html>`,
  ) as HtmlPage;
  const content = extractArticle(page, { flags: [], put: 0 });
  return 'code' in content ? [] : content.authors;
}

test.each([
  ['By Jane Quelle and Max Muster', ['Jane Quelle', 'Max Muster']],
  ['By <span>Jane Quelle</span> and Max Muster, Kelmere News', ['Jane Quelle', 'Max Muster']],
  ['Von Jane Quelle, Max Muster und Ida Hald', ['Jane Quelle', 'Max Muster', 'Ida Hald']],
  ['By Max Muster, Jane Quelle, Ida Hald', ['Max Muster', 'Jane Quelle', 'Ida Hald']],
])('a byline has further people: %s', (printed, names) => {
  expect(authorsOf(printed, 'Jane Quelle')).toEqual(names);
});

test.each([
  ['<div>By</div><div>Jane Quelle</div>', 'By Jane Quelle'],
  ['<p>By</p><p><a href="/jane-quelle">Jane Quelle</a></p><p>3 May 2026</p>', 'By Jane Quelle'],
  ['<div>By</div><div>Jane Quelle</div><div>and</div><div>Max Muster</div>', 'By Jane Quelle and Max Muster'],
])('the parts of a byline are in elements of their own: %s', (printed, byline) => {
  const story = Array.from({ length: 8 }, (_, n) => `<p>${n + 2} ships waited. ${prose}</p>`);
  const html = `<body><main><h1>${title}</h1>${printed}${story.join('')}</main></body>`;
  const content = extractArticle(parseHtml(html) as HtmlPage, { flags: [], put: 0 });
  expect(content).toMatchObject({ byline, authors: byline.slice(3).split(' and ') });
  expect(content).toHaveProperty('paragraphs.0.text', expect.stringMatching(/^2 ships/));
});

test.each([
  ['<span class="author">Jane Quelle</span><span class="author">Max Muster</span>'],
  ['By <a href="/a/quelle">Jane Quelle</a><a href="/a/muster">Max Muster</a>'],
  ['<ul><li><a href="/author/q">Jane Quelle</a></li><li><a href="/author/m">Max Muster</a></li></ul>'],
  ['By Jane Quelle of The Kelmere Echo and Max Muster for The Kelmere Echo'],
])('authors in elements of their own, and what they write for: %s', (printed) => {
  expect(authorsOf(printed)).toEqual(['Jane Quelle', 'Max Muster']);
});

test.each(['Jane Quelle', 'Jane Quelle and Max Muster', '<b>Jane Quelle</b><b>Max Muster</b>'])(
  'a line of nothing but the authors is no paragraph: %s',
  (line) => {
    const story = Array.from({ length: 8 }, (_, n) => `<p>${n + 2} ships waited. ${prose}</p>`);
    const date = '<time datetime="2026-05-03">3 May 2026</time>';
    const head = `<h1>${title}</h1><p class="author">${line}</p>${date}`;
    const html = `<body><main>${head}${story.join('')}</main></body>`;
    const content = extractArticle(parseHtml(html) as HtmlPage, { flags: [], put: 0 });
    expect(content).toHaveProperty('authors.0', 'Jane Quelle');
    expect(content).toHaveProperty('paragraphs.0.text', expect.stringMatching(/^2 ships/));
  },
);

test.each([
  '<div><span>Jane Quelle</span><span>5 min read</span><time datetime="2026-05-03">3 May 2026</time></div>',
  '<p>Jane Quelle · 3 May 2026 · 5 min read</p>',
  '<p>Jane Quelle, Lesezeit: 3 Minuten, 3. Mai 2026</p>',
])('how long a story takes to read is beside its author: %s', (line) => {
  const story = Array.from({ length: 8 }, (_, n) => `<p>${n + 2} ships waited. ${prose}</p>`);
  const html = `<body><main><h1>${title}</h1>${line}${story.join('')}</main></body>`;
  const content = extractArticle(parseHtml(html) as HtmlPage, { flags: [], put: 0 });
  expect(content).toMatchObject({ authors: ['Jane Quelle'] });
});

test("the page's own paper is no author beside people", () => {
  const site = '<meta property="og:site_name" content="Kelmere Echo Online">';
  const byline = '<p class="byline">By Jane Quelle, Kelmere Echo Online</p>';
  const story = Array.from({ length: 8 }, (_, n) => `<p>${n + 2} ships waited. ${prose}</p>`);
  const html = `<head>${site}</head><body><main><h1>${title}</h1>${byline}${story.join('')}</main></body>`;
  const content = extractArticle(parseHtml(html) as HtmlPage, { flags: [], put: 0 });
  expect(content).toMatchObject({ authors: ['Jane Quelle'] });
});

test.each([
  'By Jane Quelle, North Kelmere',
  'By Jane Quelle and Reuters',
  'By Jane Quelle, photography by Max Muster and Ida Hald',
  'By Jane Quelle and Max Muster (photos)',
  'By Max Muster and Ida Hald',
  { below: 'By Jane Quelle and Max Muster' },
])('the author of the data stays alone: %s', (printed) => {
  expect(authorsOf(printed, 'Jane Quelle')).toEqual(['Jane Quelle']);
});

test.each([
  '<a class="username" href="/user/register/">注册</a>',
  '<a rel="author" href="/about">YouTube</a>',
  '<span class="comment-form-author"><label>Nombre *</label></span>',
  '<p class="author">Copyright Kelmere Media Ltd</p>',
  '<a class="author" rel="author" href="https://licences.example/by/4.0/">CC-BY 4.0</a>',
])('nobody wrote a story: %s', (printed) => {
  expect(authorsOf(printed)).toEqual([]);
});

test('a person beside such a word wrote it', () => {
  expect(authorsOf('', 'Jane Quelle', 'Reporter')).toEqual(['Jane Quelle']);
});

test('a name that stands twice, as text and as that of a picture', () => {
  expect(authorsOf('<a rel="author" href="/authors/1"><span>Jane Quelle</span> Jane Quelle</a>')).toEqual([
    'Jane Quelle',
  ]);
});

/** The authors of a page that prints none. @param lead the beginning of its story */
function unprintedAuthors({ script = '', lead = '' }: { script?: string; lead?: string }): string[] {
  const page = parseHtml(
    `<html><head><title>${title} | Kelmere News</title></head><body><article><h1>${title}</h1>` +
      `<p>${lead}${prose.repeat(3)}</p>${`<p>${prose.repeat(3)}</p>`.repeat(4)}</article>${script}</body></html>`,
  ) as HtmlPage;
  const content = extractArticle(page, { flags: [], put: 0 });
  return 'code' in content ? [] : content.authors;
}

const other = { headline: 'The ice plant of Kelmere closes', authors: [{ name: 'Ida Hald' }] };
test.each([
  ['objects', { headline: title, authors: [{ id: 1, name: 'Jane Quelle', role: 'Reporter' }] }],
  ['a string', { title, byline: 'By Jane Quelle' }],
  ['a content system', { title, author: { fields: { fullName: 'Jane Quelle' } } }],
  ['a graph', { headline: title, authors: { edges: [{ node: { name: 'Jane Quelle' } }] } }],
])("only the data of scripts names the story's author: %s", (_, story) => {
  const script = (data: unknown) => `<script type="application/json">${JSON.stringify(data)}</script>`;
  expect(unprintedAuthors({ script: script({ related: [other], story }) })).toEqual(['Jane Quelle']);
  expect(unprintedAuthors({ script: script({ related: [other] }) })).toEqual([]);
});

test.each([
  ['（记者 周启明）', ['周启明']],
  ['本报江陵9月16日电（记者林素华 通讯员高远）', ['林素华', '高远']],
  ['〔記者李明／台北報導〕', ['李明']],
  ['（记者 周启明 摄）', []],
])('a story names its reporters in its lead: %s', (lead, names) => {
  expect(unprintedAuthors({ lead })).toEqual(names);
});
