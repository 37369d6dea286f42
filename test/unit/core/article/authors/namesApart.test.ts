import { expect, test } from 'vitest';
import { contentOf } from '../../formats/upload.ts';

const prose =
  'The harbour at Kelmere stayed closed for a third day after the storm, its manager told reporters on Monday. ';
const story = [2, 3, 4, 5].map((n) => `<p>${n} ships waited. ${prose.repeat(2)}</p>`).join('');

const readArticle = (below: string) =>
  contentOf(`<html lang="en"><head><title>Storm closes the harbour</title></head><body><article>
    <h1>Storm closes the harbour</h1>${below}${story}</article></body></html>`);

test.each([
  '<p>By <a href="/by/jane">Jane Quelle</a><a href="/by/max">Max Muster</a></p>',
  '<div class="byline"><span>By</span> <span>Jane Quelle</span><span>Max Muster</span></div>',
  '<p>By <span>Jane Quelle, </span><span>Max Muster</span></p>',
])('a byline has commas between names that styles alone set apart: %s', async (line) => {
  expect(await readArticle(line)).toMatchObject({
    byline: 'By Jane Quelle, Max Muster',
    authors: ['Jane Quelle', 'Max Muster'],
  });
});

test.each([
  '<p>By <a>Jane Quelle</a> and <a>Max Muster</a></p>',
  '<p>By <a>Jane Quelle</a><span> and Max Muster</span></p>',
])('a byline that has "and" stays as it stands: %s', async (line) => {
  expect((await readArticle(line)).byline).toBe('By Jane Quelle and Max Muster');
});

test.each([
  [
    '<a href="/by/jane">Jane Quelle</a><span>Political editor</span>',
    '<a href="/by/max">Max Muster</a><span>Reporter</span>',
  ],
  [
    '<span class="author-name">Jane Quelle</span><span>Chief Technology Officer</span>',
    '<span class="author-name">Max Muster</span><span>Correspondent in Orsk</span>',
  ],
  ['<b>Jane Quelle</b> <i>Chief Technology Officer</i>', '<b>Max Muster</b> <i>Correspondent in Orsk</i>'],
])('authors stand in boxes with their roles: %s %s', async (one, other) => {
  const box = (inner: string) => `<div class="author">${inner}</div>`;
  const { authors } = await readArticle(`<div class="authors">${box(one)}${box(other)}</div>`);
  expect(authors).toEqual(['Jane Quelle', 'Max Muster']);
});

test('a label is no name beside a role', async () => {
  const { authors } = await readArticle(
    '<div class="post-author"><span>Posted by</span><span>ostwind</span></div>',
  );
  expect(authors).toEqual(['ostwind']);
});
