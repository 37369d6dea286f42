import { expect, test } from 'vitest';
import { blocksUnder } from '../../../../core/article/blocks.ts';
import { selectStory } from '../../../../core/article/selectStory.ts';
import { type HtmlPage, parseHtml } from '../../../../core/markup/htmlTree.ts';

const prose = 'The harbour of Kelmere stays closed until the wind drops, the council said.';
const offer = 'Read all that we write about the harbour for a year.';

function chosenIn(html: string): string[] {
  const { root } = parseHtml(html) as HtmlPage;
  const blocks = blocksUnder(root, () => false);
  const { blocks: chosen } = selectStory(
    blocks,
    blocks.map(() => 0.9),
  );
  return chosen.map(({ text }) => text);
}

test('what the page hides is not in the story', () => {
  for (const names of ['hidden', 'offer is-hidden wide'])
    expect(chosenIn(`<p>${prose}</p><div class="${names}"><ul><li>${offer}</li></ul></div>`)).toEqual([
      prose,
    ]);
  expect(chosenIn(`<p>${prose}</p><p class="hidden-treasure">${offer}</p>`)).toEqual([prose, offer]);
});

test('a story that is hidden until a script has run is the story', () => {
  expect(chosenIn(`<div class="hidden"><p>${prose}</p></div><p>${offer}</p>`)).toEqual([prose, offer]);
});
