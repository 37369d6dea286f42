import { expect, test } from 'vitest';
import { contentOf } from '../../formats/upload.ts';

const sentence =
  'The harbour at Kelmere stayed closed for a third day, its manager said, as the storm went on along the coast. ';
const story = [1, 2, 3, 4].map((n) => `<p>${n}. ${sentence.repeat(2)}</p>`).join('');

const contentWith = (standfirst: string) =>
  contentOf(`<!doctype html><html lang="en"><head><title>Storm</title></head><body><article>
    <h1>Storm closes the harbour for a third day</h1><div class="subtitle">${standfirst}</div>${story}
    </article></body></html>`);

test.each([
  '27 octobre 2012 à 18:27 (Mis à jour: 19:56)',
  'Published: 11/18/2011 2:27 AM',
  'By Jane Quelle and Max Muster',
])('a line of credits is no standfirst: %s', async (line) => {
  const { standfirst, paragraphs } = await contentWith(line);
  expect(standfirst).toBeUndefined();
  expect(paragraphs[0]?.text).toMatch(/^1\. The harbour/);
});

test('a summary with a date is one', async () => {
  const summary =
    'The council of Kelmere decided on 3 May 2021 that the harbour stays closed until the wall is mended';
  expect((await contentWith(summary)).standfirst).toBe(summary);
});

const readArticle = (blocks: string) =>
  contentOf(`<!doctype html><html lang="en"><head><title>Storm</title></head><body><article>
    <h1>Storm closes the harbour for a third day</h1>${blocks}</article></body></html>`);

test.each([
  ['<p>By Jane Quelle</p>'],
  ['<p>By Jane Quelle</p><p>3 May 2021</p>'],
  ['<div>Share</div><div>By Jane Quelle | 3 May 2021</div>'],
])('what stands between the headline and the byline is one: %s', async (byline) => {
  const summary = 'The council wants a higher wall, and ferries will move for three years.';
  const { standfirst, paragraphs } = await readArticle(`<p>${summary}</p>${byline}${story}`);
  expect(standfirst).toBe(summary);
  expect(paragraphs.map(({ text }) => text.slice(0, 2))).toEqual(['1.', '2.', '3.', '4.']);
});

test.each([
  ['no byline', ''],
  [
    'a sentence that begins like one',
    `<p>By the time the council met, ${'the harbour was shut, '.repeat(8)}</p>`,
  ],
])('the first paragraph is none above %s', async (_, below) => {
  const lead = 'The council wants a higher wall, and ferries will move for three years.';
  const { standfirst, paragraphs } = await readArticle(`<p>${lead}</p>${below}${story}`);
  expect(standfirst).toBeUndefined();
  expect(paragraphs[0]?.text).toBe(lead);
});
