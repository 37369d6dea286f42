import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { ReadMember } from '../../../../../core/formats/format.ts';
import { readObject } from '../../../../../core/formats/read.ts';
import { chunked, httpOf, together, warcRecord } from '../makeArchives.ts';
import { partsOf, stored } from '../upload.ts';

const page = (title: string, letters = '') =>
  `<!doctype html><title>${title}</title><h1>${title}</h1>` +
  `<p>${'The storm closed the harbour for the third day. '.repeat(6)}${letters}</p>`;
const info = warcRecord({
  type: 'warcinfo',
  contentType: 'application/warc-fields',
  body: 'software: by hand\r\n',
});
const answer = (path: string, body: Uint8Array) =>
  warcRecord({ uri: `https://harbour.example${path}`, body });
const packed = (...records: Uint8Array[]) =>
  together(...records.map((record) => new Uint8Array(gzipSync(record))));

async function pagesOf(bytes: Uint8Array): Promise<ReadMember[]> {
  const reading = await readObject(stored(bytes, { key: 'crawl.warc' }));
  if ('code' in reading) throw new Error(reading.evidence);
  return (await Array.fromAsync(reading.members)).filter((member) => 'content' in member);
}

describe('pages of a crawl', () => {
  const records = [
    info,
    warcRecord({
      type: 'request',
      uri: 'https://harbour.example/',
      contentType: 'application/http;msgtype=request',
      body: 'GET / HTTP/1.1\r\n\r\n',
    }),
    answer('/2026/03/storm.html', httpOf(page('Storm closes harbour'))),
    answer('/gone.html', httpOf(page('Not found'), {}, '404 Not Found')),
    answer('/robots.txt', httpOf('User-agent: *\nDisallow: /private\n', { 'Content-Type': 'text/plain' })),
    answer('/site.css', httpOf('p { color: red }', { 'Content-Type': 'text/css' })),
    warcRecord({
      type: 'resource',
      uri: 'https://harbour.example/note.txt',
      contentType: 'text/plain',
      body: 'A note\n\nThe harbour is open again.',
    }),
    warcRecord({
      type: 'metadata',
      uri: 'https://harbour.example/',
      contentType: 'application/warc-fields',
      body: 'via: x\r\n',
    }),
  ];

  test('are documents under their addresses; everything else is skipped', async () => {
    for (const bytes of [together(...records), packed(...records)]) {
      expect(await partsOf(bytes)).toEqual([
        ['harbour.example/2026/03/storm.html', 'Storm closes harbour'],
        ['harbour.example/note.txt', 'A note'],
      ]);
    }
  });

  test('the address is the identity, and gives source and domain', async () => {
    const [storm] = await pagesOf(together(...records));
    expect(storm).toMatchObject({
      format: 'html',
      identity: { provider: 'harbour.example', guid: 'https://harbour.example/2026/03/storm.html' },
      content: { source: { url: 'https://harbour.example/2026/03/storm.html', domain: 'harbour.example' } },
    });
  });

  test("the record's date is when the page was fetched, never when it was published", async () => {
    const fetched = { value: '2026-03-06T09:00:00Z', precision: 'second', tzKnown: true, source: 'warc' };
    for (const member of await pagesOf(together(...records, answer('/undated.html', httpOf(page('Storm'))))))
      expect(member).toMatchObject({ retrieved: fetched });
    const [undated] = await pagesOf(answer('/undated.html', httpOf(page('Storm'))));
    expect(undated?.content.published).toBeUndefined();
  });

  test('an invalid date is ignored', async () => {
    const text = Buffer.from(answer('/a.html', httpOf(page('Storm')))).toString('latin1');
    for (const date of ['WARC-Date: yesterday', 'WARC-Date: 2026-02-31T09:00:00Z', 'X-Date: none'])
      expect(await pagesOf(Buffer.from(text.replace(/WARC-Date: .*Z/, date), 'latin1'))).toMatchObject([
        { part: 'harbour.example/a.html' },
      ]);
    const [none] = await pagesOf(
      Buffer.from(text.replace(/WARC-Date: .*Z/, 'WARC-Date: yesterday'), 'latin1'),
    );
    expect(none?.retrieved).toBeUndefined();
  });

  test('the charset of the response is used', async () => {
    const body = Buffer.from(page('Sturm', ' Gr\u00fc\u00dfe'), 'latin1');
    const [sturm] = await pagesOf(
      answer('/a', httpOf(body, { 'Content-Type': 'text/html; charset=iso-8859-1' })),
    );
    expect(sturm?.content.paragraphs.map(({ text }) => text).join()).toContain('Grüße');
  });
});

describe('HTTP bodies', () => {
  const body = page('Storm closes harbour');
  test.each<[string, Uint8Array, Record<string, string>]>([
    ['in chunks', chunked(body, 100), { 'Transfer-Encoding': 'chunked' }],
    ['in chunks that the crawler took away', Buffer.from(body), { 'Transfer-Encoding': 'chunked' }],
    ['gzip', gzipSync(body), { 'Content-Encoding': 'gzip' }],
    ['gzip that the crawler took away', Buffer.from(body), { 'Content-Encoding': 'gzip' }],
    [
      'gzip in chunks',
      chunked(gzipSync(body), 64),
      { 'Content-Encoding': 'gzip', 'Transfer-Encoding': 'chunked' },
    ],
    ['deflate', deflateSync(body), { 'Content-Encoding': 'deflate' }],
    ['deflate without its frame', deflateRawSync(body), { 'Content-Encoding': 'deflate' }],
    ['br', brotliCompressSync(body), { 'Content-Encoding': 'br' }],
  ])('%s', async (_, bytes, fields) => {
    expect(await partsOf(answer('/a', httpOf(bytes, fields)))).toEqual([
      ['harbour.example/a', 'Storm closes harbour'],
    ]);
  });

  test.each<[string, Uint8Array, Record<string, string>, string]>([
    [
      'gzip that breaks off',
      gzipSync(body).subarray(0, -20),
      { 'Content-Encoding': 'gzip' },
      'input.truncated',
    ],
    [
      'chunks that break off',
      chunked(body, 100).subarray(0, 250),
      { 'Transfer-Encoding': 'chunked' },
      'input.truncated',
    ],
    [
      'br with a fault',
      together(brotliCompressSync(body).subarray(0, 60), Buffer.alloc(80, 0xaa)),
      { 'Content-Encoding': 'br' },
      'input.truncated',
    ],
    [
      'a coding that nobody knows',
      Buffer.from(body),
      { 'Content-Encoding': 'x-secret' },
      'input.unknown_format',
    ],
  ])('%s is refused, and the next page is read', async (_, bytes, fields, code) => {
    expect(await partsOf(together(answer('/a', httpOf(bytes, fields)), answer('/b', httpOf(body))))).toEqual([
      ['harbour.example/a', code],
      ['harbour.example/b', 'Storm closes harbour'],
    ]);
  });

  test('a bomb in a response', async () => {
    const bomb = gzipSync(new Uint8Array(100 * 1024 * 1024).fill(0x61));
    expect(
      (
        await partsOf(
          answer('/a', httpOf(bomb, { 'Content-Encoding': 'gzip', 'Content-Type': 'text/plain' })),
        )
      ).at(-1),
    ).toEqual(['', 'archive.bomb']);
  });
});

describe('a damaged archive keeps the records before the damage', () => {
  const first = answer('/a', httpOf(page('Storm closes harbour')));
  const good = ['harbour.example/a', 'Storm closes harbour'];

  test('cut inside a page', async () => {
    const whole = together(first, answer('/b', httpOf(page('Second'))));
    expect(await partsOf(whole.subarray(0, whole.length - 200))).toEqual([
      good,
      ['harbour.example/b', 'input.truncated'],
    ]);
  });

  test('cut inside a header', async () => {
    expect(await partsOf(together(first, first.subarray(0, 80)))).toEqual([
      good,
      [expect.stringMatching(/^byte \d+$/), 'input.truncated'],
    ]);
  });

  test('cut while compressed', async () => {
    const gz = packed(
      first,
      answer('/b', httpOf(page('Second', Array.from({ length: 3000 }, (_, i) => ` ${i * 7919}`).join('')))),
    );
    expect(await partsOf(gz.subarray(0, gz.length - 2000))).toEqual([
      good,
      ['harbour.example/b', 'input.truncated'],
    ]);
  });

  test('a missing record, a missing length, a response without a header', async () => {
    const odd = (text: string) => together(first, Buffer.from(text));
    expect(await partsOf(odd('HELLO\r\n\r\n'))).toEqual([
      good,
      [expect.stringMatching(/^byte \d+$/), 'warc.malformed'],
    ]);
    expect(await partsOf(odd('WARC/1.0\r\nWARC-Type: response\r\n\r\n'))).toEqual([
      good,
      [expect.stringMatching(/^byte \d+$/), 'warc.malformed'],
    ]);
    expect(await partsOf(together(answer('/x', Buffer.from('no header')), first))).toEqual([
      ['harbour.example/x', 'warc.malformed'],
      good,
    ]);
  });

  test('a header without an end', async () => {
    expect(await partsOf(together(first, Buffer.from(`WARC/1.0\r\n${'X-A: b\r\n'.repeat(20_000)}`)))).toEqual(
      [good, [expect.stringMatching(/^byte \d+$/), 'input.truncated']],
    );
  });
});
