import { describe, expect, test } from 'vitest';
import { blocksUnder } from '../../../../core/article/blocks.ts';
import { selectStory } from '../../../../core/article/selectStory.ts';
import { withoutBlocksAbove } from '../../../../core/article/storyStart.ts';
import { type HtmlPage, parseHtml } from '../../../../core/markup/htmlTree.ts';

const title = 'Storm closes the harbour';
const notice = (n: number) => `${n}. We may earn a commission when you buy something through our links here.`;
const prose = (n: number) =>
  `${n}. The harbour of Kelmere stays closed until the wind drops, its council said.`;
const paragraphs = (texts: readonly string[]) => texts.map((text) => `<p>${text}</p>`).join('');

/** The texts that are left if the trees have taken all blocks. */
function textsOf(html: string): string[] {
  const { root } = parseHtml(html) as HtmlPage;
  const visibleBlocks = blocksUnder(root, () => false);
  const story = selectStory(
    visibleBlocks,
    visibleBlocks.map(() => 0.95),
  );
  return withoutBlocksAbove(visibleBlocks, story, title).blocks.map(({ text }) => text);
}

describe('what is above the headline', () => {
  const headline = `<h1>${title}</h1>`;
  const below = [1, 2, 3, 4, 5, 6, 7, 8].map(prose);

  test('is not the story, but for the blocks just above it', () => {
    const above = [1, 2, 3, 4].map(notice);
    expect(textsOf(`${paragraphs(above)}${headline}${paragraphs(below)}`)).toEqual([
      ...above.slice(2),
      ...below,
    ]);
  });

  test('is the story if little is below, or if the heading is another', () => {
    const above = [1, 2, 3, 4, 5, 6].map(prose);
    expect(textsOf(`${paragraphs(above)}${headline}${paragraphs(below.slice(0, 2))}`)).toEqual(
      expect.arrayContaining(above),
    );
    expect(textsOf(`${paragraphs(above)}<h1>Tides</h1>${paragraphs(below)}`)).toEqual(
      expect.arrayContaining(above),
    );
  });

  test('is the story if it is paragraphs beside those below', () => {
    const above = [11, 12, 13, 14, 15].map(prose);
    const html = `<article><p>${title}</p>${paragraphs(above)}${headline}${paragraphs(below)}</article>`;
    expect(textsOf(html)).toEqual(expect.arrayContaining(above));
  });

  test('is not the story if it is in an element of its own', () => {
    const above = [11, 12, 13, 14, 15].map(prose);
    const programme = `<section>${paragraphs(above)}</section>`;
    expect(textsOf(`${programme}<article>${headline}${paragraphs(below)}</article>`)).toEqual([
      ...above.slice(3),
      ...below,
    ]);
  });

  test('is the story if the headline stands above it too', () => {
    const above = [11, 12, 13, 14].map(prose);
    const html = `<h2>${title}</h2>${paragraphs(above)}${headline}${paragraphs(below)}`;
    expect(textsOf(html)).toEqual(expect.arrayContaining(above));
  });
});
