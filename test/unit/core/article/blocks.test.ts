import { expect, test } from 'vitest';
import { blocksUnder } from '../../../../core/article/blocks.ts';
import { type HtmlPage, parseHtml } from '../../../../core/markup/htmlTree.ts';

const linkedIn = (html: string) =>
  blocksUnder((parseHtml(html) as HtmlPage).root, () => false).map(({ linked }) => linked);

test('an anchor that is not closed makes no links of what follows', () => {
  expect(linkedIn('<a name="top"><p>Harbour</p><p>See <a href="/x">here</a></p>')).toEqual([0, 4]);
  expect(linkedIn('<a id="top"><p>Harbour</p>')).toEqual([0]);
});

test('links without an address are links', () => {
  expect(linkedIn('<p><a class="button">More</a></p>')).toEqual([4]);
  expect(linkedIn('<p><a id="more" href="/x">More</a></p>')).toEqual([4]);
  expect(linkedIn('<p><a id="more" class="button">More</a></p>')).toEqual([4]);
});

test('the sign that links to a heading is no part of it', () => {
  const { root } = parseHtml(
    '<h2>The harbour<a class="headerlink" href="#harbour">¶</a></h2><h2><a href="/port#sea">#</a> Sea</h2>' +
      '<p>Berth <a href="#note1">1</a> and <a href="/tags">#</a> or <a href="#four">#<b>4</b></a></p>',
  ) as HtmlPage;
  expect(blocksUnder(root, () => false).map(({ text }) => text)).toEqual([
    'The harbour',
    'Sea',
    'Berth 1 and # or #4',
  ]);
});

test('a mark of a note behind a word is no part of it', () => {
  const { root } = parseHtml(
    '<p>She reads on the boat.<a href="#note-1">1</a> It is slow.<sup><a href="#n2">[2]</a></sup></p><p>No<a href="/2">2</a></p>',
  ) as HtmlPage;
  expect(blocksUnder(root, () => false).map(({ text }) => text)).toEqual([
    'She reads on the boat. It is slow.',
    'No2',
  ]);
});

test('a number in a word or a score may lead elsewhere on the page, and is part of it', () => {
  const { root } = parseHtml(
    '<p>Lerwick won 3:<a href="#g5">2</a> and CO<a href="#co">2</a> fell.</p>' +
      '<p>In 1911<sup><a href="#x">3</a></sup> and 1912<a href="#fn4"><b>4</b></a> it was new.</p>' +
      '<p>It rained.<sup>[<a href="#x">6</a>, <a href="#y">7</a>]</sup> It cleared[<a href="#n8">8</a>].</p>' +
      '<p>See the plan<a href="#a">[<span>5</span>]</a>, says Ann<a href="#x">*</a>.</p>',
  ) as HtmlPage;
  expect(blocksUnder(root, () => false).map(({ text }) => text)).toEqual([
    'Lerwick won 3:2 and CO2 fell.',
    'In 1911 and 1912 it was new.',
    'It rained. It cleared[8].',
    'See the plan, says Ann.',
  ]);
});
