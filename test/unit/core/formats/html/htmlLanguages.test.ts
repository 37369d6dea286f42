import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { contentOf } from '../upload.ts';

/** Pages of newspapers that nobody knows, in the languages of the larger press. */
interface Paper {
  language: string;
  site: string;
  sections: string[];
  /** Heads the links to other stories. */
  more: string;
  links: string[];
  title: string;
  texts: string[];
  pages: Lines[];
}

/** How a page prints who wrote the story and when. */
interface Lines {
  byline: string;
  date: string;
  authors: string[];
  /** A line among the paragraphs that links to another story. */
  also?: string;
}

const papers = JSON.parse(readFileSync(join(import.meta.dirname, 'languages.json'), 'utf8')) as Paper[];

const listOf = (texts: readonly string[]) =>
  `<ul>${texts.map((text, i) => `<li><a href="/${i}">${text}</a></li>`).join('')}</ul>`;

/** Byline and date on one line, in elements of the usual names. */
function usualPage({ site, sections, more, links, title, texts }: Paper, lines: Lines): string {
  const [first, second, ...rest] = texts.map((text) => `<p>${text}</p>`);
  const also = lines.also === undefined ? '' : `<p>${lines.also}</p>`;
  return `<header><div class="logo"><a href="/">${site}</a></div><nav>${listOf(sections)}</nav></header>
    <div class="wrapper"><div class="col-main"><h1>${title}</h1>
    <div class="article-meta"><span>${lines.byline}</span> <span>${lines.date}</span></div>
    <div class="article-body">${first}${second}${also}${rest.join('')}</div>
    <div class="more"><h3>${more}</h3>${listOf(links)}</div></div></div><footer>© 2024 ${site}</footer>`;
}

/** Each on a line of its own, in elements whose names say nothing. */
function barePage({ sections, more, links, title, texts }: Paper, { byline, date }: Lines): string {
  return `<div id="top">${listOf(sections)}</div><div id="page"><div class="c1"><h1 class="x1">${title}</h1>
    <div class="x2">${byline}</div><div class="x3">${date}</div>
    <div class="x4">${texts.map((text) => `<div class="x5">${text}</div>`).join('')}</div></div>
    <div class="c2"><b>${more}</b>${listOf(links)}</div></div>`;
}

const cases = papers.flatMap((paper) =>
  paper.pages.flatMap((lines) =>
    [usualPage, barePage].map((shape) => [paper.language, shape.name, lines.byline, paper, lines] as const),
  ),
);

describe('a story in another language', () => {
  test.each(cases)('%s, %s: %s', async (language, shape, _, paper, lines) => {
    const body = shape === usualPage.name ? usualPage(paper, lines) : barePage(paper, lines);
    const title = `<title>${paper.title} | ${paper.site}</title>`;
    const head = `<head><meta charset="utf-8">${title}</head>`;
    const content = await contentOf(`<!doctype html><html lang="${language}">${head}<body>${body}</body>`);
    expect(content.title).toBe(paper.title);
    expect(content.paragraphs.map(({ text }) => text)).toEqual(paper.texts);
    expect(content.authors).toEqual(lines.authors);
    expect(content.published?.value.slice(0, 10)).toBe('2024-03-05');
  });
});
