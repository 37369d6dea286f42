import { describe, expect, test } from 'vitest';
import { blocksUnder } from '../../../../core/article/blocks.ts';
import { repeatedItems } from '../../../../core/article/repeatedItems.ts';
import { measureSurroundings } from '../../../../core/article/surroundings.ts';
import { type HtmlPage, parseHtml } from '../../../../core/markup/htmlTree.ts';

const text = 'Nobody saw a single ship in the harbour that day.';

function itemsOf(html: string) {
  const { root } = parseHtml(html) as HtmlPage;
  const blocks = blocksUnder(root, () => false);
  const read = blocks.map((block) => ({
    block,
    prose: block.text.length > 30 ? block.text.length : 0,
    cue: 0,
    isDate: block.text === '2 hours ago',
    isByline: false,
    isFurniture: false,
    isAnswer: block.text === 'Reply',
  }));
  const of = repeatedItems(measureSurroundings(read).withBlocks);
  return blocks.map(({ element }) => of(element));
}

describe('repeated items', () => {
  test('elements of one kind with prose and more than a block are items, with what they have', () => {
    const comment = `<li><p>2 hours ago</p><p>${text}</p><p>Reply</p></li>`;
    const [before, , second] = itemsOf(`<p>${text}</p><ul>${comment.repeat(3)}</ul>`);
    expect(before).toEqual({});
    expect(second?.inner).toEqual({
      items: 3,
      index: 0,
      prose: 3 * text.length,
      dated: 1,
      answerable: 1,
    });
    expect(second?.outer).toEqual(second?.inner);
  });

  test('paragraphs side by side are no items, nor are two elements', () => {
    expect(
      itemsOf(`<div>${`<p>${text}</p>`.repeat(5)}</div>`).every(({ inner }) => inner === undefined),
    ).toBe(true);
    const section = `<section><p>${text}</p><p>${text}</p></section>`;
    expect(itemsOf(section.repeat(2)).every(({ inner }) => inner === undefined)).toBe(true);
  });

  test('items in items: the innermost and the outermost count', () => {
    const reply = `<li><p>${text}</p><p>Reply</p></li>`;
    const post = `<article><h2>Title</h2><ul>${reply.repeat(3)}</ul></article>`;
    const last = itemsOf(`<div>${post.repeat(4)}</div>`).at(-1);
    expect([last?.inner?.items, last?.outer?.items, last?.outer?.index]).toEqual([3, 4, 3]);
  });
});
