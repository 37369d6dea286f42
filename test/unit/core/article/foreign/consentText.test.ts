import { expect, test } from 'vitest';
import { extractArticle } from '../../../../../core/article/article.ts';
import { type HtmlPage, parseHtml } from '../../../../../core/markup/htmlTree.ts';

const title = 'Storm closes the harbour of Kelmere for days';
const storm =
  'The harbour at Kelmere stayed closed for a third day after the storm, its manager told reporters on Monday. ';
const partners = 'The port and its partners lost two million pounds, the council said late on Monday.';
const notice = [
  'We and our partners store cookies on your device. If you give consent, we use them.',
  'Our privacy policy says for how long, and whom of our partners you help by it.',
  'You can withdraw your consent to cookies at any time under Privacy.',
];

/** The paragraphs of a page, or the code of its refusal. */
function read(paragraphs: string[]): string[] | string {
  const body = `<h1>${title}</h1>${paragraphs.map((text) => `<p>${text}</p>`).join('')}`;
  const html = `<html><head><title>${title}</title></head><body><article>${body}</article></body></html>`;
  const content = extractArticle(parseHtml(html) as HtmlPage, { flags: [], put: 0 });
  return 'code' in content ? content.code : content.paragraphs.map(({ text }) => text);
}

// Such a page cannot be told from a notice as a whole, and a story with holes would be worse than none.
test('a short story with a notice about cookies among its paragraphs is refused', () => {
  const story = [storm.repeat(2).trim(), partners, `${storm.repeat(2)}It opens soon.`];
  expect(read([...story.slice(0, 1), ...notice, ...story.slice(1)])).toBe('extract.no_content');
  expect(read(story)).toEqual(story);
});
