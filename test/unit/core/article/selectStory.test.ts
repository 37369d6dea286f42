/** Which of the likely blocks of a page are its story. */
import { expect, test } from 'vitest';
import { type Block, blocksUnder } from '../../../../core/article/blocks.ts';
import { selectStory } from '../../../../core/article/selectStory.ts';
import { storyParagraphs } from '../../../../core/article/storyParagraphs.ts';
import { type HtmlPage, parseHtml } from '../../../../core/markup/htmlTree.ts';

const told =
  '<p>The clock at the station was four minutes late for thirty years, and the village with it.</p>';

/** The story of a page, with the role of each paragraph; all blocks are likely unless told. */
function story(body: string, isLikely: (block: Block) => boolean = () => true) {
  const { root } = parseHtml(`<body>${body}</body>`) as HtmlPage;
  const blocks = blocksUnder(root, () => false);
  const selected = selectStory(
    blocks,
    blocks.map((block) => (isLikely(block) ? 0.95 : 0.05)),
  );
  const roles = storyParagraphs(selected.blocks, []).map(({ role, text }) => `${role} ${text.slice(0, 9)}`);
  return { roles, standfirst: selected.standfirst?.text };
}

test('headings of parts may be h1 too, below the headline and between paragraphs of one element', () => {
  const part = '<h1>The man from the railway</h1>';
  expect(story(`<h1>The clock that lied</h1><main>${told}${part}${told}</main>`).roles).toEqual([
    'text The clock',
    'subheading The man f',
    'text The clock',
  ]);
  expect(story(`<main>${told}${part}${told}</main>`).roles).toHaveLength(2);
  expect(story(`<h1>The clock that lied</h1><div>${told}</div>${part}<div>${told}</div>`).roles).toHaveLength(
    2,
  );
});

test('an h1 that is a link or leads elsewhere is no heading of a part', () => {
  for (const other of ['<h1><a href="/b">A bell rings again</a></h1>', '<h1>Read more</h1>'])
    expect(story(`<h1>The clock that lied</h1><main>${told}${other}${told}</main>`).roles).toEqual([
      'text The clock',
      'text The clock',
    ]);
});

test("a correction among readers' comments or in a link is none of the story", () => {
  const fix = 'Correction: it was five minutes.';
  const after = (html: string) =>
    story(`<main>${told}${told}</main>${html}`, ({ element }) => element.parent?.tag === 'main').roles;
  expect(after(`<p>${fix}</p>`)).toHaveLength(3);
  expect(after(`<h3>Comments</h3><p>${fix}</p>`)).toHaveLength(2);
  expect(after(`<p><a href="/b">${fix}</a></p>`)).toHaveLength(2);
});

test('a time of day is no standfirst', () => {
  const posts = `<article><div>16:45 Uhr</div><section>${told}${told}${told}</section></article>`;
  expect(story(posts).standfirst).toBeUndefined();
});
