/** Lists and tables that stand among the paragraphs of a story. */
import { expect, test } from 'vitest';
import { blocksUnder } from '../../../../../core/article/blocks.ts';
import { withPartsAmong } from '../../../../../core/article/tables/storyParts.ts';
import { type HtmlPage, parseHtml } from '../../../../../core/markup/htmlTree.ts';

const told = 'The shelter moved to the old brick yard, which stays dry in a wet winter, its keeper said.';
const list = '<ul><li>A dry floor</li><li>A wide road</li></ul>';
const table = '<table><tr><td>January</td><td>5.41</td></tr><tr><td>February</td><td>5.12</td></tr></table>';

/** The texts that are raised, of a page whose paragraphs and headings are likely and nothing else is. */
function raised(body: string): string[] {
  const { root } = parseHtml(`<body><main>${body}</main></body>`) as HtmlPage;
  const blocks = blocksUnder(root, () => false);
  const given = blocks.map(({ element }) => (/^(?:p|h2)$/.test(element.tag) ? 0.9 : 0.05));
  const result = withPartsAmong(blocks, given, 0.25);
  return blocks.filter((_, i) => result[i] === 0.25).map(({ text }) => text);
}

const paragraph = `<p>${told}</p>`;

test('a list or a table between paragraphs is of the story', () => {
  expect(raised(`${paragraph}${list}${paragraph}`)).toEqual(['A dry floor', 'A wide road']);
  expect(raised(`${paragraph}<figure>${table}</figure>${paragraph}`)).toEqual([
    'January',
    '5.41',
    'February',
    '5.12',
  ]);
});

test('one at the end is, where a heading or a colon announces it', () => {
  const two = `${paragraph}${paragraph}`;
  expect(raised(`${two}<h2>What they looked for</h2>${list}`)).toHaveLength(2);
  expect(raised(`${two}<p>They looked for:</p>${list}`)).toHaveLength(2);
  expect(raised(`${two}${list}`)).toEqual([]);
});

test('one that leads elsewhere or stands in another element is not', () => {
  const links = '<ul><li><a href="/a">A dry floor</a></li><li><a href="/b">A wide road</a></li></ul>';
  expect(raised(`${paragraph}${links}${paragraph}`)).toEqual([]);
  expect(raised(`${paragraph}<h2>Read more</h2>${list}${paragraph}`)).toEqual([]);
  expect(raised(`${paragraph}<div><span>Menu</span>${list}</div>${paragraph}`)).toEqual([]);
  expect(raised(`<div>${paragraph}${paragraph}</div>${list}`)).toEqual([]);
  expect(raised(`${paragraph}<ul>${'<li>A dry floor</li>'.repeat(40)}</ul>${paragraph}`)).toEqual([]);
});

test('buttons, what is hidden and what its names call a widget is not', () => {
  const between = (part: string) => raised(`${paragraph}${part}${paragraph}`);
  expect(between('<ul class="share-bar"><li>Send</li><li>Save</li></ul>')).toEqual([]);
  expect(between(`<div class="poll">${list}</div>`)).toEqual([]);
  expect(between('<ul style="display:none"><li>A dry floor</li><li>A wide road</li></ul>')).toEqual([]);
  expect(between('<ul><li>Facebook</li><li>WhatsApp</li><li>Mail</li></ul>')).toEqual([]);
  expect(
    between('<ul><li>Facebook took 5.41 million</li><li>Twitter took 0.12 million</li></ul>'),
  ).toHaveLength(2);
});
