import { expect, test } from 'vitest';
import { blocksUnder } from '../../../../core/article/blocks.ts';
import { selectStory } from '../../../../core/article/selectStory.ts';
import { type HtmlPage, parseHtml } from '../../../../core/markup/htmlTree.ts';

const prose = 'The harbour of Kelmere stays closed until the wind drops, the council said.';

/** The chosen texts of a page with prose and a list, whose headings alone are probable. */
function chosenWith(list: string): string[] {
  const { root } = parseHtml(`<article><p>1. ${prose}</p><p>2. ${prose}</p>${list}</article>`) as HtmlPage;
  const blocks = blocksUnder(root, () => false);
  const given = blocks.map(({ element, text }) =>
    element.tag === 'h2' || /^[12]\./.test(text) ? 0.9 : 0.05,
  );
  return selectStory(blocks, given).blocks.map(({ text }) => text);
}

const item = (name: string) =>
  `<div class="item"><h2>${name}</h2><p>${name}: ${prose}</p><p>Buy it</p><p><a href="/">${name} at length: ${prose}</a></p></div>`;
const textsOf = (names: readonly string[]) => names.flatMap((name) => [name, `${name}: ${prose}`]);
const opening = [`1. ${prose}`, `2. ${prose}`];

test('items whose headings are in the story are in it with their prose', () => {
  const names = ['Pier', 'Quay', 'Lighthouse'];
  expect(chosenWith(names.map(item).join(''))).toEqual([...opening, ...textsOf(names)]);
  const listed = `<ul>${names.map((name) => `<li>${item(name)}</li>`).join('')}</ul>`;
  expect(chosenWith(listed)).toEqual([...opening, ...textsOf(names)]);
});

test('two items, or headings of one element, are not enough', () => {
  const two = ['Pier', 'Quay'];
  expect(chosenWith(two.map(item).join(''))).toEqual([...opening, ...two]);
  const one = ['Pier', 'Quay', 'Lighthouse'].map((name) => `<h2>${name}</h2><p>Not: ${prose}</p>`).join('');
  expect(chosenWith(one)).not.toContain(`Not: ${prose}`);
});

test('an item of which some prose is in the story gets no more', () => {
  const told = (name: string) =>
    `<div><h2>${name}</h2><p>1. ${name}: ${prose}</p><p>A comment on ${name}: ${prose}</p></div>`;
  expect(chosenWith(['Pier', 'Quay', 'Lighthouse'].map(told).join('')).join()).not.toContain('A comment');
});
