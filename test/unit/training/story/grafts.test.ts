import { describe, expect, test } from 'vitest';
import { findArticle } from '../../../../core/article/findArticle.ts';
import { readMetadata } from '../../../../core/article/metadata.ts';
import { type HtmlPage, isWithin, lineOf, parseHtml } from '../../../../core/markup/htmlTree.ts';
import type { ArticlePage } from '../../../../training/articlePages.ts';
import { graft, graftsIn } from '../../../../training/story/grafts.ts';

const sentence = 'The harbour at Kelmere stayed closed for a third day, its manager said on Monday. ';
const remark = 'I was there myself and I can tell you that nobody saw a ship all day long. ';
const comments = [1, 2, 3].map((n) => `<li><b>Reader ${n}</b><p>${remark}</p></li>`);
const thread = `<ol class="comment-list">${comments.join('')}</ol>`;
const paragraphs = `<p>${sentence.repeat(3)}</p>`.repeat(4);
const story = `<article><h1>Storm closes the harbour</h1>${paragraphs}</article>`;

function pageOf(site: string, body: string): ArticlePage {
  const page = parseHtml(`<html><body><main>${body}</main></body></html>`) as HtmlPage;
  const truth = { id: site, file: '', body: sentence };
  const read = { metadata: readMetadata(page), found: findArticle(page) };
  return { set: 'test', site, url: undefined, truth, page, flags: [], ...read };
}

const isStory = (page: ArticlePage) => (i: number) =>
  page.found.visibleBlocks[i]?.text.startsWith('The harbour') ?? false;

describe('grafts', () => {
  test('a thread of comments and a whole story can be grafted', () => {
    const page = pageOf('a.example', story + thread);
    expect(graftsIn(page, isStory(page)).map(({ kind }) => kind)).toEqual(['thread', 'story']);
  });

  test('the part comes after the story, in a copy of the page', () => {
    const donor = pageOf('a.example', story + thread);
    const target = pageOf('b.example', story);
    const [part] = graftsIn(donor, isStory(donor));
    const last = target.found.visibleBlocks.findLast((_, i) => isStory(target)(i));
    if (part === undefined || last === undefined) throw new Error('nothing to graft');
    for (const random of [0.1, 0.6, 0.9]) {
      const { page, grafted } = graft(target, part, last.element, () => random);
      const texts = page.found.visibleBlocks.map(({ text }) => text);
      expect(texts.findLastIndex((text) => text.startsWith('The harbour'))).toBeLessThan(
        texts.findIndex((text) => text.startsWith('I was there')),
      );
      expect(isWithin(grafted, page.page.root)).toBe(true);
      expect(lineOf(target.page.root)).not.toContain('I was there');
    }
  });
});
