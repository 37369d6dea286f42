import { describe, expect, test } from 'vitest';
import { contentOf } from '../../formats/upload.ts';

const sentence =
  'The harbour at Kelmere stayed closed for a third day, its manager said, as the storm went on along the coast. ';
const story = [1, 2, 3].map((n) => `<p>${n}. ${sentence.repeat(2)}</p>`).join('');
const byline = '<p>By Joanna Quelle</p>';

async function titleOf(title: string, above = '', meta = ''): Promise<string> {
  const head = `<meta charset="utf-8"><title>${title}</title>${meta}`;
  const page = `<!doctype html><html lang="en"><head>${head}</head><body>${above}${story}</body></html>`;
  return (await contentOf(page)).title;
}

describe('a title without names beside it', () => {
  test.each(['Flood', 'Flood closes the harbour for a third day'])('of the author: %s', async (headline) => {
    expect(await titleOf(`Joanna Quelle | ${headline}`, byline)).toBe(headline);
    expect(await titleOf(`${headline} - Joanna Quelle`, byline)).toBe(headline);
    const meta = '<meta name="author" content="Joanna Quelle">';
    expect(await titleOf(`Joanna Quelle | ${headline}`, '', meta)).toBe(headline);
  });

  test('of the site that comes first', async () => {
    const title = 'News from the islands - Flood';
    expect(await titleOf(title, '', '<meta property="og:site_name" content="News from the islands">')).toBe(
      'Flood',
    );
    expect(await titleOf(title, '<div><a href="/">News from the islands</a></div>')).toBe('Flood');
  });
});

test('a name that is nobody’s beside the story stays', async () => {
  expect(await titleOf('Joanna Quelle - the captain of the first ferry', '<p>By Anna Orsk</p>')).toBe(
    'Joanna Quelle - the captain of the first ferry',
  );
});

test('a headline that is the name of the author stays', async () => {
  expect(await titleOf('Joanna Quelle', `<h1>Joanna Quelle</h1>${byline}`)).toBe('Joanna Quelle');
});

test('what a heading prints stays', async () => {
  const menu = '<div><a href="/">Home</a></div>';
  expect(await titleOf('Home – the long way back', `${menu}<h1>Home – the long way back</h1>`)).toBe(
    'Home – the long way back',
  );
  const meta = '<meta name="author" content="Kate">';
  expect(await titleOf('Kate - A Life', '<h1>Kate - A Life</h1>', meta)).toBe('Kate - A Life');
});

test('a title of two names does not become the name of the site', async () => {
  const meta = '<meta property="og:site_name" content="Kelmere News">';
  const home = '<div><a href="/">Kelmere News</a></div>';
  for (const above of [byline, home + byline]) {
    expect(await titleOf('Joanna Quelle - Kelmere News', above, meta)).toContain('Joanna Quelle');
    expect(await titleOf('Joanna Quelle | Kelmere News', above, meta)).toContain('Joanna Quelle');
    expect(await titleOf('Kelmere News - Joanna Quelle', above, meta)).toBe('Joanna Quelle');
  }
});
