import { describe, expect, test } from 'vitest';
import { codeOf, contentOf } from '../upload.ts';
import { linksTo, page, paragraphs, sentence, story } from './coastDaily.ts';

describe('the story on a page', () => {
  test('is read without its surroundings', async () => {
    const content = await contentOf(
      page({
        before: [
          `<header><nav>${linksTo(12)}</nav></header>`,
          `<div id="cookie-consent"><p>${sentence}We use cookies to make our pages better.</p></div>`,
        ].join(''),
        after: [
          `<aside class="related">${linksTo(8)}</aside><form><p>${sentence}</p></form>`,
          `<footer><p>Copyright Coast Daily. ${sentence}</p></footer>`,
          `<script>var x = "${sentence}"</script>`,
        ].join(''),
      }),
    );
    expect(content.title).toBe('Storm closes the harbour');
    expect(content.paragraphs).toEqual(paragraphs.map((text) => ({ role: 'text', text })));
    expect(content.language).toMatchObject({ tag: 'en-GB', source: 'document' });
  });

  test('roles: headings, lists, quotations, captions, corrections', async () => {
    const main = `<article><h1>Storm</h1>${story}<h2>What comes next</h2>
      <ul><li>First the boats</li><li>Then the ferries</li></ul>
      <blockquote>It was a hard night for all of us here.</blockquote>
      <figure><img src="x"><figcaption>The harbour on Monday</figcaption></figure>
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

  test('a caption is known by a class in camel case', async () => {
    const [first = '', ...others] = paragraphs.map((text) => `<p>${text}</p>`);
    const caption = '<div class="picture"><p class="imageCaption">The pier of Kelmere on Monday</p></div>';
    const main = `<article><h1>Storm</h1>${first}${caption}${others.join('')}</article>`;
    const { paragraphs: found } = await contentOf(page({ main }));
    expect(found.map(({ role }) => role)).toEqual(['text', 'caption', 'text', 'text']);
  });

  test('a bold line may end with dots or an abbreviation in brackets', async () => {
    const lines = ['What we know so far…', 'The piers (U.S.)'];
    const texts = paragraphs.map((text, i) => `<p>${text}</p>${lines[i] ? `<p><b>${lines[i]}</b></p>` : ''}`);
    const main = `<article><h1>Storm</h1>${texts.join('')}</article>`;
    const { paragraphs: found } = await contentOf(page({ main }));
    const subheadings = found.filter(({ role }) => role === 'subheading');
    expect(subheadings.map(({ text }) => text)).toEqual(lines);
  });

  test('a line that credits a picture is no paragraph', async () => {
    const [first = '', ...others] = paragraphs.map((text) => `<p>${text}</p>`);
    const prose =
      '<p>Fotos of the pier are what the parish sells, and the harbour is none the poorer for it.</p>';
    const credit = '<p>(Foto: Ann Corley)</p>';
    const main = `<article><h1>Storm</h1>${first}${credit}${prose}${others.join('')}</article>`;
    const { paragraphs: found } = await contentOf(page({ main }));
    const texts = found.map(({ text }) => text);
    expect(texts).toEqual([paragraphs[0], prose.replace(/<.?p>/g, ''), ...paragraphs.slice(1)]);
  });

  test('on an old page, line breaks in a table separate paragraphs', async () => {
    const main = `<table><tr><td><font size="2">${paragraphs.join('<br><br>')}</font></td></tr></table>`;
    expect((await contentOf(page({ main }))).paragraphs.map(({ text }) => text)).toEqual(paragraphs);
  });

  test('a headline or byline before a single line break is not part of the story', async () => {
    const [first = '', ...rest] = paragraphs;
    const lead = `<b>Storm closes the harbour</b><br>By Jane Doe<br>${first}<br>&nbsp;<br>`;
    const cell = `${lead}${rest.join('<br><br>')}`;
    const content = await contentOf(page({ main: `<table><tr><td>${cell}</td></tr></table>` }));
    expect(content.title).toBe('Storm closes the harbour');
    expect(content.paragraphs.map(({ text }) => text)).toEqual(paragraphs);
  });

  test('lines that end like sentences are paragraphs; other lines are joined', async () => {
    const content = await contentOf(
      page({ main: `<div><h1>Storm closes the harbour</h1>${paragraphs.join('<br>\n&nbsp;')}</div>` }),
    );
    expect(content.paragraphs.map(({ text }) => text)).toEqual(paragraphs);
    const lines = `<p>${sentence}<br>the boats lie<br>at their moorings<br>${sentence}</p>`;
    const verse = `<div><h1>Storm closes the harbour</h1>${lines}${story}</div>`;
    expect((await contentOf(page({ main: verse }))).paragraphs[0]?.text).toBe(
      `${sentence}the boats lie at their moorings ${sentence}`.trim(),
    );
  });

  test('empty lines separate paragraphs in preformatted text', async () => {
    const typed = paragraphs.map((text) => text.replace(/(.{60}\S*) /g, '$1\n')).join('\n\n');
    const content = await contentOf(page({ main: `<h1>Storm closes the harbour</h1><pre>${typed}</pre>` }));
    expect(content.paragraphs.map(({ text }) => text)).toEqual(paragraphs);
  });

  test('an article inside an element of class "sidebar" is still the article', async () => {
    expect((await contentOf(page({ main: `<div class="sidebar">${story}</div>` }))).paragraphs).toHaveLength(
      3,
    );
  });

  test('no markup reaches the record', async () => {
    const main = [
      `<article><h1>A &lt;b&gt;bold&lt;/b&gt; storm</h1>${story}`,
      '<p onclick="steal()">Its <b>owner</b>, <a href="javascript:steal()">a man of few words</a>, ',
      'said that he would not be there in the morning.</p></article>',
    ].join('');
    const content = JSON.stringify(await contentOf(page({ main })));
    expect(content).not.toMatch(/onclick|javascript|<b>|<p|<a/);
    expect(content).toContain('Its owner, a man of few words, said');
  });

  test('is read from JSON-LD if it is only there', async () => {
    const article = { '@type': 'NewsArticle', headline: 'Storm', articleBody: paragraphs.join('\n\n') };
    const head = `<script type="application/ld+json">${JSON.stringify(article)}</script>`;
    expect(
      (await contentOf(page({ head, main: '<div id="app"></div>' }))).paragraphs.map(({ text }) => text),
    ).toEqual(paragraphs);
  });
});

describe('refusals', () => {
  test('a page of links has no article', async () => {
    expect(await codeOf(page({ main: linksTo(40) }))).toBe('extract.no_content');
  });

  test('a few words are too short for an article', async () => {
    const text = 'The harbour stays closed today, and so do the ferries of the whole coast.';
    expect(await codeOf(page({ main: `<h1>Storm</h1><p>${text}</p>` }))).toBe('extract.too_short');
  });

  test.each([
    ['50,000 nested elements', '<div>'.repeat(50_000)],
    ['300 nested elements', `${'<div>'.repeat(300)}x`],
    ['100,001 elements', '<i></i>'.repeat(100_001)],
    ['more than 5 MB', `<p>${'x'.repeat(5 * 1024 * 1024)}`],
  ])('%s are refused as too complex', async (_, inner) => {
    expect(await codeOf(`<!doctype html><body>${inner}`)).toBe('html.too_complex');
  });

  test('200 nested elements are accepted', async () => {
    expect(await codeOf(page({ main: `${'<div>'.repeat(200)}${story}${'</div>'.repeat(200)}` }))).toBe(
      'read as html',
    );
  });
});
