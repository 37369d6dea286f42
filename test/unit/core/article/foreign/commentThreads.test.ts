import { describe, expect, test } from 'vitest';
import { findArticle } from '../../../../../core/article/findArticle.ts';
import { commentThreads } from '../../../../../core/article/foreign/commentThreads.ts';
import { type HtmlPage, lineOf, parseHtml } from '../../../../../core/markup/htmlTree.ts';
import { contentOf } from '../../formats/upload.ts';

const sentence =
  'The harbour at Kelmere stayed closed for a third day, its manager said, as the storm went on along the coast. ';
const paragraphs = (count: number) =>
  Array.from({ length: count }, (_, n) => `<p>${n}. ${sentence.repeat(2)}</p>`).join('');
const remark =
  'People in Kelmere knew years ago that the old wall would never hold, and the council did nothing about it at all. ';

async function textOf(body: string): Promise<string> {
  const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Storm</title></head>
    <body><main><h1>Storm closes the harbour for a third day</h1>${body}</main></body></html>`;
  const { paragraphs: found } = await contentOf(page, { modified: Date.UTC(2026, 5, 1) });
  return found.map(({ text }) => text).join('\n');
}

/** A thread of six comments, each with a line below it. */
const thread = (names: (part: 'list' | 'item') => string, line: string, text = remark) =>
  `<ol${names('list')}>${[1, 2, 3, 4, 5, 6]
    .map((n) => `<li${names('item')}><i>Reader ${n}</i><p>${n}. ${text.repeat(2)}</p><div>${line}</div></li>`)
    .join('')}</ol>`;
const unnamed = () => '';
const named = (part: string) => ` class="${part === 'list' ? 'comment-list' : 'comment-item'}"`;

describe('readers’ comments are left out', () => {
  test('where buttons to answer stand below each text, whatever the names', async () => {
    const text = await textOf(`<div>${paragraphs(5)}</div>${thread(unnamed, 'Reply · Like 3')}`);
    expect(text).toContain('4. The harbour');
    expect(text).not.toContain('People in Kelmere');
  });

  test('where the names say so, and a line says how long ago each was', async () => {
    const text = await textOf(`<div>${paragraphs(5)}</div>${thread(named, '3小时前')}`);
    expect(text).not.toContain('People in Kelmere');
  });

  test('and paragraphs of the story before them in the same part are kept', async () => {
    const last = `<p>At last. ${sentence.repeat(2)}</p>`;
    const body = `<div>${paragraphs(4)}</div><div>${last}${thread(unnamed, 'Reply')}</div>`;
    expect(await textOf(body)).toContain('At last.');
  });
});

/** The first words of the parts of a page, of which all was taken for the story, that are threads. */
function threadsIn(body: string): string[] {
  const page = parseHtml(`<html><body><div>${paragraphs(3)}</div>${body}</body></html>`) as HtmlPage;
  const threads = commentThreads(findArticle(page).visibleBlocks, page.elements);
  return threads.map((element) => lineOf(element).slice(0, 12));
}

test('who speaks and when may be lines of one block', () => {
  const line = (name: string) =>
    `<li><cite>${name}</cite> Says:<br><small>May 15th, 2026</small>${remark}</li>`;
  expect(threadsIn(`<ul class="commentlist">${line('Rob')}${line('Lin')}</ul>`)).toHaveLength(1);
});

describe('what only looks like comments stays', () => {
  test('lines that somebody says, in an opinion', () => {
    const rhyme = '<p>As the ferryman says:<br>the tide does not vote,<br>and it does not wait.</p>';
    expect(threadsIn(`<section class="comment">${rhyme}${paragraphs(2)}</section>`)).toEqual([]);
  });

  test('an opinion in a section of that name', () => {
    expect(threadsIn(`<section class="comment">${paragraphs(2)}</section>`)).toEqual([]);
    expect(threadsIn(`<section class="comment">${paragraphs(2)}<p>Reply</p></section>`)).toHaveLength(1);
  });

  test('the entries of a live page with buttons to share them', () => {
    expect(threadsIn(thread(unnamed, 'Share · Link'))).toEqual([]);
    expect(threadsIn(thread(unnamed, 'Reply · Link'))).toEqual(['Reader 1 1. ']);
  });

  test.each(['<h4>Svar</h4>', '<p><b>Svar:</b></p>'])('questions and answers below %s', (heading) => {
    const answers = [1, 2, 3, 4].map(
      (n) => `<p>${n}. Hvornår åbner broen? ${sentence}</p>${heading}<p>${n}. ${sentence}</p>`,
    );
    expect(threadsIn(`<div>${answers.join('')}</div>`)).toEqual([]);
  });

  test('a story that quotes messages', () => {
    const quoted = `<div>${paragraphs(3)}<p>Reply</p><p>Reply</p><p>Reply</p>${paragraphs(11)}</div>`;
    expect(threadsIn(quoted)).toEqual([]);
    expect(threadsIn(`<div>${paragraphs(4)}<p>Reply</p><p>Reply</p><p>Reply</p></div>`)).toEqual([]);
  });
});
