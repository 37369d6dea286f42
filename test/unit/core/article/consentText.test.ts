import { describe, expect, test } from 'vitest';
import { extractArticle } from '../../../../core/article/article.ts';
import { type HtmlPage, parseHtml } from '../../../../core/markup/htmlTree.ts';

const title = 'Storm closes the harbour of Kelmere for days';
const storm =
  'The harbour at Kelmere stayed closed for a third day after the storm, its manager told reporters on Monday. ';
const notice =
  '<p>We and our partners store cookies on your device. If you give consent, we use them.</p>' +
  '<p>Our privacy policy says for how long, and whom of our partners you help by it.</p>' +
  '<p>You can withdraw your consent to cookies at any time under Privacy.</p>';

/** How the paragraphs of a page begin, or the code of its refusal. */
function read(body: string, headline = title): string[] | string {
  const story = `<article><h1>${headline}</h1>${body}</article>`;
  const html = `<html><head><title>${headline}</title></head><body>${story}</body></html>`;
  const content = extractArticle(parseHtml(html) as HtmlPage, { flags: [] });
  return 'code' in content ? content.code : content.paragraphs.map(({ text }) => text.slice(0, 11));
}

describe('a short page with a notice about cookies', () => {
  const story = `<p>${storm.repeat(2)}</p>${notice}<p>${storm.repeat(2)} It opens soon.</p>`;

  test('is its story without the notice', () => {
    expect(read(story)).toEqual(['The harbour', 'The harbour']);
  });

  test('is none if the story is short or addresses the reader', () => {
    expect(read(`<p>${storm}</p>${notice}`)).toBe('extract.no_content');
    const wall = 'We show what you choose, and your choice is ours. It is kept until the end of the year. ';
    expect(read(`<p>${wall.repeat(5)}</p>${notice}`)).toBe('extract.no_content');
  });
});
