/** Captions that stand with their pictures. */
import { expect, test } from 'vitest';
import { blocksUnder } from '../../../../../core/article/blocks.ts';
import { isBesidePicture } from '../../../../../core/article/captions/pictureBoxes.ts';
import { type HtmlPage, parseHtml } from '../../../../../core/markup/htmlTree.ts';

/** Which texts of a page stand with a picture. */
function captions(body: string): string[] {
  const { root } = parseHtml(`<body><main>${body}<p>Another paragraph of it.</p></main></body>`) as HtmlPage;
  return blocksUnder(root, () => false)
    .filter(isBesidePicture)
    .map(({ text }) => text);
}

test('a caption may have no element of its own beside its picture', () => {
  const caption = 'Biscuit on the way to the gym';
  expect(captions(`<div><span><img src="b.jpg"></span><span>${caption}</span></div>`)).toEqual([caption]);
  expect(captions(`<p><img src="b.jpg"><br>${caption}</p>`)).toEqual([caption]);
  const told = 'The boats were all in by May, as he had said.<br><br>Nobody knew what he meant by it';
  expect(captions(`<p> <img src="b.jpg"><span>${caption}</span><br><br>${told}</p>`)).toEqual([caption]);
});

test('a text before a picture, beside a sign or in a line of a table is none', () => {
  const text = 'The keeper, who came later';
  expect(captions(`<p>${text} <img src="b.jpg"></p>`)).toEqual([]);
  expect(captions(`<p><img class="icon" src="i.png">${text}</p>`)).toEqual([]);
  expect(captions(`<ul><li><img src="check.svg">${text}</li></ul>`)).toEqual([]);
  expect(captions(`<p><img class="alignleft" src="b.jpg">${text}</p>`)).toEqual([]);
  const told =
    'The keeper came in May and stayed until the boats were all in, as he had said he would do then.';
  expect(captions(`<div><img src="b.jpg"><br>${told}<br><br>${text}<br><br>${told}</div>`)).toEqual([]);
});
