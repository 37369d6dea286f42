import { describe, expect, test } from 'vitest';
import { extractArticle } from '../../../../../core/article/article.ts';
import { findArticle } from '../../../../../core/article/findArticle.ts';
import { foreignParts } from '../../../../../core/article/foreign/foreignParts.ts';
import { type HtmlPage, lineOf, parseHtml } from '../../../../../core/markup/htmlTree.ts';

const title = 'Storm closes the harbour of Kelmere for days';
const other = 'Council of Ostrava votes for a second tram line';
const paragraphs = (sentence: string, count: number) =>
  Array.from({ length: count }, (_, n) => `<p>${sentence.repeat(3)} Part ${n}.</p>`).join('');
const storm = paragraphs('The harbour at Kelmere stayed closed for a third day, its manager said. ', 4);
const tram = paragraphs('Nine of the fifteen members in Ostrava voted for the line on Monday. ', 4);
const consent = paragraphs('We and our partners store cookies on your device if you give consent. ', 3);
const own = `<div class="a"><h1>${title}</h1><p>By Jane Doe</p>${storm}</div>`;

/** What is left out of a page of which every text is taken for the story. */
function leftOut(body: string, headline = title): string[] {
  const page = parseHtml(`<html><body><main>${body}</main></body></html>`) as HtmlPage;
  const { visibleBlocks } = findArticle(page);
  const blocks = visibleBlocks.filter(({ element }) => element.tag === 'p');
  const doubts = { confidence: 1, missed: 0, unsure: 0, prose: 0 };
  const story = { blocks, first: 1, last: visibleBlocks.length - 1, ...doubts };
  const parts = [...foreignParts(visibleBlocks, story, headline, undefined)];
  return [...new Set(parts.map((element) => lineOf(element).slice(0, 12)))];
}

describe('parts of a page that are not its story', () => {
  test('another story with a headline and a date or a byline is left out', () => {
    for (const credit of ['May 4, 2026', 'May 4, 2026 (10:30 a.m.)', 'By Jan Novak'])
      expect(leftOut(`${own}<div class="b"><h1>${other}</h1><p>${credit}</p>${tram}</div>`)).toEqual([
        other.slice(0, 12),
      ]);
  });

  test('a heading of a part of the story is not', () => {
    expect(leftOut(`${own}<div class="b"><h1>${other}</h1>${tram}</div>`)).toEqual([]);
    expect(leftOut(`${own}<div class="b"><h1>Comments</h1><p>May 4, 2026</p>${tram}</div>`)).toEqual([]);
    expect(leftOut(`${own}<div class="b"><h1>${title}</h1><p>May 4, 2026</p>${tram}</div>`)).toEqual([]);
    const beside = own.replace('</div>', `<h1>${other}</h1><p>May 4, 2026</p>${tram}</div>`);
    expect(leftOut(beside)).toEqual([]);
  });

  test('nothing is, if the page prints no headline of its own or little would remain', () => {
    const next = `<div class="b"><h1>${other}</h1><p>May 4, 2026</p>${tram}</div>`;
    expect(leftOut(own + next, 'Quite another title of the page')).toEqual([]);
    expect(leftOut(own + next, 'Storm keeps Kelmere harbour closed')).toEqual([other.slice(0, 12)]);
    const short = `<div><h1>${title}</h1><p>Closed.</p></div>`;
    expect(leftOut(short + next)).toEqual([]);
    const third = next.replace(other, `Later, ${other}`);
    expect(leftOut(short + next + third)).toEqual([other.slice(0, 12)]);
    expect(leftOut(own + next + third)).toHaveLength(2);
  });

  test('a date is a headline’s if it is a line of its own before the story', () => {
    const section = (heading: string, inside: string) => `<div><h1>${heading}</h1>${inside}</div>`;
    const standfirst = '<p>The council decided after a long debate about what the line would cost.</p>';
    expect(leftOut(own + section(other, `${standfirst}<p>May 4, 2026</p>${tram}`))).toHaveLength(1);
    expect(leftOut(`${own}<div><div>May 4, 2026</div><h1>${other}</h1>${tram}</div>`)).toHaveLength(1);
    for (const inside of [
      `${tram}<p>May 4, 2026</p>`,
      `<p>Members met on May 4, 2026.</p>${tram}`,
      `<h1>Votes of the members in May</h1><p>May 4, 2026</p>${tram}`,
    ])
      expect(leftOut(own + section(other, inside))).toEqual([]);
    expect(leftOut(own + section(`May 4, 2026: ${other}`, tram))).toEqual([]);
  });

  test('parts beside the beginning of the story are its own, whatever their dates', () => {
    const part = (n: number) => `<div><h1>${n}. ${other}</h1><p>May ${n}, 2026</p>${tram}</div>`;
    const inner = own.replace('</div>', '');
    expect(leftOut(`${inner}${part(4)}${part(5)}</div>`)).toEqual([]);
    expect(leftOut(`${inner}${part(4)}</div>`)).toHaveLength(1);
    const inHeader = inner.replace(/(<h1>.*<\/h1>)/, '<header>$1</header>');
    expect(leftOut(`${inHeader}${part(4)}${part(5)}</div>`)).toEqual([]);
    expect(leftOut(`${own}${part(4)}<div>${part(5)}</div>`)).toHaveLength(2);
  });

  test('a text that asks for consent to cookies is, unless the story is about cookies', () => {
    const asks = `<div class="x">${consent}</div>`;
    expect(leftOut(own + asks)).toEqual(['We and our p']);
    expect(leftOut(asks + own)).toEqual(['We and our p']);
    const about = own.replace('The harbour', 'Cookies in the harbour');
    expect(leftOut(about + asks)).toEqual([]);
  });

  test('a notice within the story takes no paragraph of it away', () => {
    const video = 'We recommend this video. It is shown by our partners, who set cookies if you play it. ';
    const choice = 'Cookies need consent, for privacy’s sake, and consent can be withdrawn under Privacy. ';
    const [one] = storm.split('</p>');
    const around = (inside: string) => `${own}<section>${one}</p>${inside}${one}</p></section>`;
    expect(leftOut(around(`<p>${video}${choice}</p>`))).toEqual(['We recommend']);
    expect(leftOut(around(`<div><p>${video}</p><p>${choice}</p></div>`))).toEqual(['We recommend']);
    expect(leftOut(around(`<p>${video}</p><p>${choice}</p>`))).toEqual([]);
  });

  test('neither its text nor its date and authors are the story’s', () => {
    const credit = '<p>By Jan Novak</p><time datetime="2026-05-04">May 4</time>';
    const next = `<div class="a"><h1>${other}</h1>${credit}${tram}</div>`;
    const page = parseHtml(`<html><head><title>${title}</title></head><body>${own}${next}</body></html>`);
    const read = extractArticle(page as HtmlPage, { flags: [], put: 0 });
    if ('code' in read) throw new Error(read.message);
    expect(read.paragraphs.map(({ text }) => text.slice(0, 11))).toEqual(Array(4).fill('The harbour'));
    expect(read).toMatchObject({ title, authors: ['Jane Doe'] });
    expect(read.published).toBeUndefined();
  });

  test('a box of facts is left out; a box without a heading may be a paragraph of the story', () => {
    const facts = '<h3>Facts: the harbour</h3><p>It was built in 1911.</p>';
    for (const names of ['factbox', 'fact-box border', 'infobox box', 'expandable-box js-box'])
      expect(leftOut(`${own}<div class="${names}">${facts}</div>`)).toEqual(['Facts: the h']);
    expect(leftOut(`${own}<div class="infobox"><p>Our harbour law is of 1965.</p></div>`)).toEqual([]);
    expect(leftOut(`${own}<div class="content-info"><h3>Facts</h3>${storm}</div>`)).toEqual([]);
  });

  test('boxes that are much of the story are its places or steps', () => {
    const place = (name: string) => `<div class="info-box"><h3>${name}</h3>${storm}</div>`;
    expect(leftOut(`${own}${place('The Harbour Inn')}${place('The Old Mill')}`)).toEqual([]);
  });

  test('a text about cookies before the headline is not the start of the story', () => {
    expect(leftOut(`<div class="layer">${consent}</div><h2>${title}</h2><div>${storm}</div>`)).toEqual([
      'We and our p',
    ]);
  });
});
