/** Texts of printed pages, which programs divide by form feeds. */
import { describe, expect, it } from 'vitest';
import { joinPages } from '../../../../../core/formats/plain/pageEdges.ts';
import { contentOf } from '../upload.ts';

const texts = [
  'The harbour at Kelmere stayed closed for a third day, said its manager.',
  'Ferries to the islands will sail again when the wind has gone down.',
  'Nobody was hurt.',
];

describe('a text of pages', () => {
  it('has no form feeds, heads that recur, or numbers of pages', () => {
    const pages = texts.map((text, i) => `HARBOUR NEWS No ${i}\n\n${text}\n\n- ${i} -\n`);
    expect(joinPages(pages.join('\f'))).toBe(texts.join('\n\n'));
    expect(joinPages(pages.slice(0, 2).join('\f\n\n'))).toBe(texts.slice(0, 2).join('\n\n'));
  });

  it('goes on in the next line where the end of a page divides a sentence', () => {
    expect(joinPages('The manager said\r\n\r\n2\r\n\f\r\nthat it was closed.\r\n\fPage 3\nIt is.')).toBe(
      'The manager said\nthat it was closed.\n\nIt is.',
    );
  });

  it('keeps what recurs within its pages, or stands once at their edges', () => {
    const page = (n: number) => ['a', 'b', 'c', 'Refrain', texts[n], 'd', 'e', texts[n]].join('\n');
    const kept = (n: number) => ['Refrain', texts[n], texts[n]].join('\n');
    expect(joinPages(`${page(0)}\f${page(1)}`)).toBe(`${kept(0)}\n\n${kept(1)}`);
  });

  it('keeps a line on two of many pages, but not one on three', () => {
    const heads = ['COURIER', 'HERALD', 'COURIER', 'HERALD', 'COURIER', '', '', ''];
    const joined = joinPages(
      heads.map((head, i) => `${head}\n${texts[i % 3]} ${'Rain. '.repeat(i)}`).join('\f'),
    );
    expect(joined.match(/[A-Z]{4,}/g)).toEqual(['HERALD', 'HERALD']);
  });

  it('keeps what most of its lines repeat, as verses do', () => {
    const verses = ['Row the boat away\nto the other shore\nrow', 'Row the boat away\nfor evermore\nrow'];
    expect(joinPages(verses.join('\f')).split('\n')).toEqual(verses.join('\n').split('\n'));
  });

  it('stays as it is without form feeds, or with very many', () => {
    expect(joinPages('7\n\nSeven')).toBe('7\n\nSeven');
    const many = 'a\f'.repeat(10_001);
    expect(joinPages(many)).toBe(many);
  });

  it('has the day of its first running head', async () => {
    const head = (n: number) => `THE KELMERE COURIER, Tuesday, March 31, 2026     ${n}`;
    const pages = [`${head(1)}\n\nStorm closes harbour\n\n${texts[0]}`, `${head(2)}\n\n${texts[1]}`];
    const { title, published, paragraphs } = await contentOf(pages.join('\f'));
    expect([title, published?.value]).toEqual(['Storm closes harbour', '2026-03-31']);
    expect(JSON.stringify(paragraphs)).not.toContain('COURIER');
  });
});
