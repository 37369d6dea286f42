import { describe, expect, test } from 'vitest';
import { codeOf, contentOf, readOne } from '../upload.ts';

const sentence =
  'The harbour at Kelmere stayed closed for a third day, its manager said, as the storm went on along the coast. ';
const paragraphs = [
  sentence.repeat(2).trim(),
  `Boats lay at their moorings. ${sentence}`.trim(),
  `Nobody was hurt. ${sentence}`.trim(),
];
const story = paragraphs.map((text) => `<p>${text}</p>`).join('\n');
const linksTo = (count: number) =>
  `<ul>${'<li><a href="/x">Another story that is linked to from every page of the site, with a long headline</a></li>'.repeat(count)}</ul>`;

const page = (parts: { head?: string; before?: string; main?: string; after?: string }) =>
  `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Storm closes the harbour | Coast Daily</title>${parts.head ?? ''}</head>
  <body>${parts.before ?? ''}<div class="wrap">${parts.main ?? `<article><h1>Storm closes the harbour</h1>${story}</article>`}</div>${parts.after ?? ''}</body></html>`;

describe('the story on a page', () => {
  test('without what is around it', async () => {
    const content = await contentOf(
      page({
        before: `<header><nav>${linksTo(12)}</nav></header><div id="cookie-consent"><p>${sentence}We use cookies to make our pages better.</p></div>`,
        after: `<aside class="related">${linksTo(8)}</aside><form><p>${sentence}</p></form><footer><p>Copyright Coast Daily. ${sentence}</p></footer><script>var x = "${sentence}"</script>`,
      }),
    );
    expect(content.title).toBe('Storm closes the harbour');
    expect(content.paragraphs).toEqual(paragraphs.map((text) => ({ role: 'text', text })));
    expect(content.language).toMatchObject({ tag: 'en-GB', source: 'document' });
  });

  test('roles: headings, lists, quotations, captions, corrections', async () => {
    const main = `<article><h1>Storm</h1>${story}<h2>What comes next</h2><ul><li>First the boats</li><li>Then the ferries</li></ul>
      <blockquote>It was a hard night for all of us here.</blockquote><figure><img src="x"><figcaption>The harbour on Monday</figcaption></figure>
      <p>Correction: the harbour closed on Monday, not on Sunday.</p></article>`;
    const { paragraphs: found } = await contentOf(page({ main }));
    expect(found.slice(3).map(({ role }) => role)).toEqual([
      'subheading',
      'list',
      'list',
      'quote',
      'caption',
      'correction',
    ]);
  });

  test('an old page: paragraphs parted by line breaks in a table', async () => {
    const main = `<table><tr><td><font size="2">${paragraphs.join('<br><br>')}</font></td></tr></table>`;
    expect((await contentOf(page({ main }))).paragraphs.map(({ text }) => text)).toEqual(paragraphs);
  });

  test('a headline or byline that a single line break ends does not run into the story', async () => {
    const [first = '', ...rest] = paragraphs;
    const cell = `<b>Storm closes the harbour</b><br>By Jane Doe<br>${first}<br>&nbsp;<br>${rest.join('<br><br>')}`;
    const content = await contentOf(page({ main: `<table><tr><td>${cell}</td></tr></table>` }));
    expect(content.title).toBe('Storm closes the harbour');
    expect(content.paragraphs.map(({ text }) => text)).toEqual(paragraphs);
  });

  test('lines that end as sentences do are paragraphs; others are one', async () => {
    const content = await contentOf(
      page({ main: `<div><h1>Storm closes the harbour</h1>${paragraphs.join('<br>\n&nbsp;')}</div>` }),
    );
    expect(content.paragraphs.map(({ text }) => text)).toEqual(paragraphs);
    const verse = `<div><h1>Storm closes the harbour</h1><p>${sentence}<br>the boats lie<br>at their moorings<br>${sentence}</p>${story}</div>`;
    expect((await contentOf(page({ main: verse }))).paragraphs[0]?.text).toBe(
      `${sentence}the boats lie at their moorings ${sentence}`.trim(),
    );
  });

  test('empty lines part what is set as typed', async () => {
    const typed = paragraphs.map((text) => text.replace(/(.{60}\S*) /g, '$1\n')).join('\n\n');
    const content = await contentOf(page({ main: `<h1>Storm closes the harbour</h1><pre>${typed}</pre>` }));
    expect(content.paragraphs.map(({ text }) => text)).toEqual(paragraphs);
  });

  test('an article inside what its class calls a sidebar is still the article', async () => {
    expect((await contentOf(page({ main: `<div class="sidebar">${story}</div>` }))).paragraphs).toHaveLength(
      3,
    );
  });

  test('nothing of the markup reaches the record', async () => {
    const main = `<article><h1>A &lt;b&gt;bold&lt;/b&gt; storm</h1>${story}<p onclick="steal()">Its <b>owner</b>, <a href="javascript:steal()">a man of few words</a>, said that he would not be there in the morning.</p></article>`;
    const content = JSON.stringify(await contentOf(page({ main })));
    expect(content).not.toMatch(/onclick|javascript|<b>|<p|<a/);
    expect(content).toContain('Its owner, a man of few words, said');
  });

  test('the text may be only in the JSON-LD', async () => {
    const head = `<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', headline: 'Storm', articleBody: paragraphs.join('\n\n') })}</script>`;
    expect(
      (await contentOf(page({ head, main: '<div id="app"></div>' }))).paragraphs.map(({ text }) => text),
    ).toEqual(paragraphs);
  });
});

describe('what the page says of itself', () => {
  const data = (fields: object) =>
    `<script type="application/ld+json">${JSON.stringify({ '@context': 'https://schema.org', '@graph': [{ '@type': 'WebPage' }, { '@type': 'NewsArticle', ...fields }] })}</script>`;

  test('JSON-LD: dates apart, authors, publisher, section', async () => {
    const head = data({
      headline: 'Storm closes the harbour',
      datePublished: '2024-03-09T06:30:00Z',
      dateModified: '2024-03-09T09:00:00+02:00',
      author: [{ '@type': 'Person', name: 'Ann Example' }, { name: 'Bo Sample' }],
      publisher: { name: 'Coast Daily' },
      articleSection: 'Sea',
    });
    expect(await contentOf(page({ head }))).toMatchObject({
      published: { value: '2024-03-09T06:30:00Z', precision: 'second', tzKnown: true, source: 'json-ld' },
      modified: { value: '2024-03-09T09:00:00+02:00', source: 'json-ld' },
      authors: ['Ann Example', 'Bo Sample'],
      source: { name: 'Coast Daily', publisher: 'Coast Daily' },
      subjects: ['Sea'],
    });
  });

  test('meta elements, and a canonical address', async () => {
    const head =
      '<meta property="article:published_time" content="2024-03-09"><meta name="author" content="Ann Example"><meta property="og:site_name" content="Coast Daily"><link rel="canonical" href="https://www.coast.example/storm">';
    expect(await contentOf(page({ head }))).toMatchObject({
      published: { value: '2024-03-09', precision: 'day', source: 'meta' },
      authors: ['Ann Example'],
      source: {
        name: 'Coast Daily',
        domain: 'coast.example',
        canonicalUrl: 'https://www.coast.example/storm',
      },
    });
  });

  test('the address and the page itself date it where nothing else does', async () => {
    const byUrl = await contentOf(page({}), { metadata: { url: 'https://coast.example/2024/03/09/storm' } });
    expect(byUrl.published).toMatchObject({ value: '2024-03-09', source: 'url' });
    const printed = await contentOf(page({ main: `<h1>Storm</h1><p>Published: 9 March 2024</p>${story}` }));
    expect(printed.published).toMatchObject({ value: '2024-03-09', source: 'text' });
    expect(printed.paragraphs).toHaveLength(3);
  });

  test('a summary is a standfirst only where it is printed apart from the story', async () => {
    const summary = 'The third day without a boat.';
    const head = `<meta name="description" content="${summary}">`;
    expect((await contentOf(page({ head }))).standfirst).toBeUndefined();
    const printed = await contentOf(page({ head, before: `<div><h2>${summary}</h2></div>` }));
    expect(printed.standfirst).toBe(summary);
    expect(printed.paragraphs).toHaveLength(3);
  });

  test('so is a short paragraph that the page calls one; and it is not repeated', async () => {
    const content = await contentOf(
      page({
        main: `<article><h1>Storm</h1><p class="standfirst">The third day without a boat.</p>${story}</article>`,
      }),
    );
    expect(content.standfirst).toBe('The third day without a boat.');
    expect(content.paragraphs).toHaveLength(3);
  });

  test('an author named above the story goes before a byline below it, which may be of something else', async () => {
    const main = `<article><h1>Storm closes the harbour</h1><div class="author">Jane Doe</div>${story}</article><div>By John Roe</div>`;
    expect((await contentOf(page({ main }))).authors).toEqual(['Jane Doe']);
  });

  test('of a page title with the name of the site, the part that the page prints is the headline', async () => {
    const html = page({ main: `<b>Storm closes the harbour</b><br><br>${story}` }).replace(
      'Storm closes the harbour |',
      'Coast Daily - Storm closes the harbour -',
    );
    const content = await contentOf(html);
    expect(content.title).toBe('Storm closes the harbour');
    expect(content.paragraphs).toHaveLength(3);
  });

  test('broken and hostile JSON-LD is passed over', async () => {
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    for (const json of [
      '{"@type":"NewsArticle",',
      deep,
      'null',
      '{"@type":"NewsArticle","author":{"name":7},"datePublished":12}',
    ]) {
      expect(
        (await contentOf(page({ head: `<script type="application/ld+json">${json}</script>` }))).paragraphs,
      ).toHaveLength(3);
    }
  });

  test('addresses that are not of the web are dropped', async () => {
    const { source } = await contentOf(
      page({
        head: '<link rel="canonical" href="javascript:alert(1)"><meta property="og:url" content="file:///etc/passwd">',
      }),
    );
    expect(source.canonicalUrl).toBeUndefined();
    expect(source.url).toBeUndefined();
  });

  test('the declared charset is used', async () => {
    const html = page({ head: '<meta name="x" content="y">' })
      .replace('utf-8', 'iso-8859-1')
      .replace('Boats', 'Båtar');
    const read = await readOne(Uint8Array.from(html, (letter) => letter.charCodeAt(0)));
    expect(read).toMatchObject({ charset: 'windows-1252' });
    expect('content' in read && read.content.paragraphs[1]?.text).toMatch(/^Båtar/);
  });
});

describe('refusals', () => {
  test('a page of links has no article', async () => {
    expect(await codeOf(page({ main: linksTo(40) }))).toBe('extract.no_content');
  });

  test('a few words are too little', async () => {
    expect(
      await codeOf(
        page({
          main: '<h1>Storm</h1><p>The harbour stays closed today, and so do the ferries of the whole coast.</p>',
        }),
      ),
    ).toBe('extract.too_short');
  });

  test.each([
    ['50,000 nested elements', '<div>'.repeat(50_000)],
    ['300 nested elements', `${'<div>'.repeat(300)}x`],
    ['100,001 elements', '<i></i>'.repeat(100_001)],
    ['more than 5 MB', `<p>${'x'.repeat(5 * 1024 * 1024)}`],
  ])('%s are too complex, and found out at once', async (_, inner) => {
    const start = performance.now();
    expect(await codeOf(`<!doctype html><body>${inner}`)).toBe('html.too_complex');
    expect(performance.now() - start).toBeLessThan(2000);
  });

  test('200 nested elements are not', async () => {
    expect(await codeOf(page({ main: `${'<div>'.repeat(200)}${story}${'</div>'.repeat(200)}` }))).toBe(
      'read as html',
    );
  });
});
