import { describe, expect, test } from 'vitest';
import { contentOf, readOne } from '../upload.ts';
import { page, story } from './coastDaily.ts';

describe('metadata of the page', () => {
  const data = (fields: object) =>
    `<script type="application/ld+json">${JSON.stringify({ '@context': 'https://schema.org', '@graph': [{ '@type': 'WebPage' }, { '@type': 'NewsArticle', ...fields }] })}</script>`;

  test('JSON-LD: dates, authors, publisher, section', async () => {
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

  test('meta elements and a canonical address', async () => {
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

  test('without other dates, the address or the printed text dates the page', async () => {
    const byUrl = await contentOf(page({}), { metadata: { url: 'https://coast.example/2024/03/09/storm' } });
    expect(byUrl.published).toMatchObject({ value: '2024-03-09', source: 'url' });
    const printed = await contentOf(page({ main: `<h1>Storm</h1><p>Published: 9 March 2024</p>${story}` }));
    expect(printed.published).toMatchObject({ value: '2024-03-09', source: 'text' });
    expect(printed.paragraphs).toHaveLength(3);
  });

  test('a summary is a standfirst only if the page prints it outside the story', async () => {
    const summary = 'The third day without a boat.';
    const head = `<meta name="description" content="${summary}">`;
    expect((await contentOf(page({ head }))).standfirst).toBeUndefined();
    const printed = await contentOf(page({ head, before: `<div><h2>${summary}</h2></div>` }));
    expect(printed.standfirst).toBe(summary);
    expect(printed.paragraphs).toHaveLength(3);
  });

  test('a short paragraph of class "standfirst" is the standfirst, and is not repeated', async () => {
    const standfirst = '<p class="standfirst">The third day without a boat.</p>';
    const content = await contentOf(page({ main: `<article><h1>Storm</h1>${standfirst}${story}</article>` }));
    expect(content.standfirst).toBe('The third day without a boat.');
    expect(content.paragraphs).toHaveLength(3);
  });

  test.each([
    '<time datetime="2024-03-09T08:00:00Z">9 March 2024</time>',
    '<time datetime="2024-03-09T08:00:00Z">2 hours ago</time>',
    '<p>Veröffentlicht am 9. März 2024</p>',
    '<p>Publié le 9 mars 2024 à 10:00</p>',
    '<p>Saturday, 9 March 2024</p>',
  ])('a date under the headline is neither standfirst nor paragraph: %s', async (date) => {
    const content = await contentOf(page({ main: `<article><h1>Storm</h1>${date}${story}</article>` }));
    expect(content.standfirst).toBeUndefined();
    expect(content.paragraphs).toHaveLength(3);
    expect(content.published?.value).toMatch(/^2024-03-09/);
  });

  test('an author above the story wins over a byline below it', async () => {
    const author = '<div class="author">Jane Doe</div>';
    const article = `<article><h1>Storm closes the harbour</h1>${author}${story}</article>`;
    // The byline below may belong to another story.
    const main = `${article}<div>By John Roe</div>`;
    expect((await contentOf(page({ main }))).authors).toEqual(['Jane Doe']);
  });

  test('the part of the page title that the page prints is the headline', async () => {
    const html = page({ main: `<b>Storm closes the harbour</b><br><br>${story}` }).replace(
      'Storm closes the harbour |',
      'Coast Daily - Storm closes the harbour -',
    );
    const content = await contentOf(html);
    expect(content.title).toBe('Storm closes the harbour');
    expect(content.paragraphs).toHaveLength(3);
  });

  test('broken and hostile JSON-LD is ignored', async () => {
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

  test('addresses other than web addresses are dropped', async () => {
    const { source } = await contentOf(
      page({
        head: [
          '<link rel="canonical" href="javascript:alert(1)">',
          '<meta property="og:url" content="file:///etc/passwd">',
        ].join(''),
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
