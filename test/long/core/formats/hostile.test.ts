/**
 * Hostile files, read as the pipeline reads them: in a child process. No file may
 * get its process killed: each is read or refused for what it is, within its time and memory, and the next
 * file is read.
 */
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, expect, test } from 'vitest';
import type { ReadableObject } from '../../../../core/formats/format.ts';
import { isolatedReader } from '../../../../runtime/isolated/reader.ts';
import { zipOf } from '../../../unit/core/formats/makeArchives.ts';
import { stored } from '../../../unit/core/formats/upload.ts';

const MB = 1024 * 1024;
const reader = isolatedReader({ most: 1 });
afterAll(() => reader.close());

const sentence = 'The storm closed the harbour for the third day in a row. ';
const page = (body: string, head = '') =>
  `<!doctype html><html><head><title>Storm closes harbour</title>${head}</head><body>${body}</body></html>`;
const good = page(`<h1>Storm closes harbour</h1><p>${sentence.repeat(6)}</p>`);

/**
 * Titles and codes of the parts, the processor seconds used in this process, and the additional resident
 * memory in bytes.
 */
async function outcome(object: ReadableObject) {
  const [cpu, before] = [process.cpuUsage(), process.memoryUsage.rss()];
  const reading = await reader.read(object);
  const parts = 'code' in reading ? [{ refusal: reading }] : await Array.fromAsync(reading.members);
  const { user, system } = process.cpuUsage(cpu);
  return {
    parts: parts.map((part) => ('refusal' in part ? part.refusal.code : part.content.title)),
    seconds: (user + system) / 1e6,
    memory: process.memoryUsage.rss() - before,
  };
}

afterEach(async () => {
  expect((await outcome(stored(good))).parts).toEqual(['Storm closes harbour']);
});

const utf16 = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'));
const mailOf = (parts: string) =>
  [
    'From: a@harbour.example',
    'Date: Fri, 6 Mar 2026 08:30:00 +0000',
    'Message-ID: <1@harbour.example>',
    'Subject: Parts',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=X',
    '',
    `${parts}--X--\r\n`,
  ].join('\r\n');

test.each<[string, () => string | Uint8Array, string[]]>([
  ['a line of 60 MB', () => new Uint8Array(60 * MB).fill(0x61), ['input.too_large']],
  ['a line of 24 MB', () => sentence.repeat((24 * MB) / sentence.length), [sentence.trim()]],
  [
    'a line of 60 MB in a zip',
    () =>
      zipOf([
        { name: 'a.txt', body: new Uint8Array(60 * MB).fill(0x61), stored: true },
        { name: 'b.txt', body: 'Storm\n\nThe storm closed the harbour.' },
      ]),
    ['input.too_large', 'Storm'],
  ],
  [
    'UTF-16 without a byte-order mark',
    () => utf16(`Storm closes harbour\n\n${sentence.repeat(4)}`),
    ['Storm closes harbour'],
  ],
  [
    'a lone surrogate in UTF-16',
    () => utf16(`\ufeffStorm \ud800 harbour\n\n${sentence}`),
    ['Storm \ufffd harbour'],
  ],
  [
    'a lone surrogate in UTF-8',
    () => new Uint8Array([...Buffer.from('Storm '), 0xed, 0xa0, 0x80, ...Buffer.from(`\n\n${sentence}`)]),
    ['Storm í €'],
  ],
  [
    'NUL bytes',
    () => `Storm closes harbour\n\n${'The storm\0 closed the\0 harbour. '.repeat(20)}`,
    ['input.unknown_format'],
  ],
  [
    'direction overrides',
    () => `Storm \u202eruobrah\u202c closes\n\n\u2067${sentence}\u2069`,
    ['Storm ruobrah closes'],
  ],
  [
    'a page 200 deep',
    () =>
      page(
        `${'<div>'.repeat(200)}<h1>Storm closes harbour</h1><p>${sentence.repeat(6)}</p>${'</div>'.repeat(200)}`,
      ),
    ['Storm closes harbour'],
  ],
  ['50,000 nested div elements', () => page(`${'<div>'.repeat(50_000)}x`), ['html.too_complex']],
  [
    '50,000 sibling div elements',
    () => page(`<h1>Storm closes harbour</h1>${`<div>${sentence}</div>`.repeat(50_000)}`),
    ['html.too_complex'],
  ],
  [
    'an e-mail of 10,000 parts',
    () => mailOf('--X\r\nContent-Type: text/plain\r\n\r\nA part.\r\n'.repeat(10_000)),
    ['mail.malformed'],
  ],
  [
    'JSON nested 100,000 deep',
    () => `{"title":"Deep","text":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    ['json.malformed'],
  ],
  [
    'gzip that breaks off',
    () => new Uint8Array(gzipSync(`Storm\n\n${sentence.repeat(100)}`)).subarray(0, -20),
    ['input.truncated'],
  ],
])('%s', async (_, make, parts) => {
  const { seconds, memory, ...found } = await outcome(stored(make()));
  expect(found.parts).toEqual(parts);
  expect(seconds).toBeLessThan(5);
  expect(memory).toBeLessThan(300 * MB);
});
