/**
 * Strings that make a careless regular expression backtrack, in a text, a page and a mail, read in a child
 * process as the pipeline reads them. None may use up its time.
 */
import { afterAll, describe, expect, test } from 'vitest';
import { isolatedReader } from '../../../../runtime/isolated/reader.ts';
import { pieces } from '../../../pieces.ts';
import { stored } from '../../../unit/core/formats/upload.ts';

const reader = isolatedReader({ most: 1 });
afterAll(() => reader.close());

const sentence = 'The storm closed the harbour for the third day in a row. ';
const page = (body: string, head = '') =>
  `<!doctype html><html><head><title>Storm closes harbour</title>${head}</head><body>${body}</body></html>`;

/** The codes of the parts that were refused, and the processor seconds used in this process. */
async function outcome(text: string) {
  const before = process.cpuUsage();
  const reading = await reader.read(stored(text));
  const parts = 'code' in reading ? [{ refusal: reading }] : await Array.fromAsync(reading.members);
  const { user, system } = process.cpuUsage(before);
  return {
    codes: parts.flatMap((part) => ('refusal' in part ? [part.refusal.code] : [])),
    seconds: (user + system) / 1e6,
  };
}
const killed = (codes: string[]) =>
  codes.filter((code) => code === 'extract.timeout' || code === 'input.crashed');

/** A quarter of a megabyte of a repeated piece, which makes a careless regular expression backtrack. */
const many = (piece: string) => piece.repeat((256 * 1024) / piece.length);
const provoking = pieces(
  'a¦ ¦\n¦\t\n¦>¦> ¦<¦</¦<!--¦&¦&#¦(¦((¦[¦{¦"¦\\¦-¦- ¦*¦_¦#¦=¦:¦a:¦a: b\n¦---\n¦date ¦date 2021-¦2021-¦1',
  '1/¦12:¦May 3, ¦By ¦By A ¦LONDON ¦LONDON, ¦LONDON, May 3 ¦(Reuters) ¦— ¦A. ¦A ¦Mr. ¦and ¦http://¦www.¦a@',
  'a.¦a,¦charset=¦<meta ¦<meta charset¦<p ¦From ¦From a ¦Re: ¦Re:¦=?utf-8?q?¦=?utf-8?q?a?= ¦%25¦é',
  '\u00c3\u00a9¦\u0301¦\u200f',
);

describe('strings that make regular expressions backtrack', () => {
  test.each(provoking.map((piece) => [JSON.stringify(piece), piece]))('%s as a text', async (_, piece) => {
    for (const text of [`${many(piece)}!`, `Storm closes harbour\n\n${many(piece)}!`]) {
      const { codes, seconds } = await outcome(text);
      expect(killed(codes)).toEqual([]);
      expect(seconds).toBeLessThan(5);
    }
  });

  test.each(provoking.map((piece) => [JSON.stringify(piece), piece]))(
    '%s in a page and in a mail',
    async (_, piece) => {
      const text = `${many(piece).replaceAll('<', '&lt;')}!`;
      const line = text.replaceAll(/\s/g, ' ').replaceAll('"', '&quot;');
      for (const body of [
        page(
          `<h1>${text}</h1><p class="byline">${text}</p><time datetime="${line}">${text}</time>` +
            `<p>${sentence.repeat(6)}</p><p>${text}</p>`,
        ),
        page(
          `<h1>Storm</h1><p>${sentence.repeat(6)}</p>`,
          `<meta name="author" content="${line}"><meta property="article:published_time" content="${line}">`,
        ),
        `From: ${line.slice(0, 500_000)} <a@harbour.example>\r\nDate: ${line.slice(0, 300_000)} 12:00\r\n` +
          `Subject: ${line.slice(0, 100_000)}\r\nMIME-Version: 1.0\r\n\r\n${text}\r\n`,
      ]) {
        const { codes } = await outcome(body);
        expect(killed(codes)).toEqual([]);
      }
    },
  );
});
