/**
 * Deep recursion: what nests a hundred thousand deep, in a file of any format, in a text that is annotated
 * and in a query, is read or refused, and overflows no stack.
 */
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { formatNames } from '../../../../core/formats/formats.ts';
import { readObject } from '../../../../core/formats/read.ts';
import { parseQuery } from '../../../../core/search/queryLanguage.ts';
import { carriers, docxOf, wordOf } from '../../../hostile/carriers.ts';
import { annotated } from '../entities/annotatedStory.ts';
import { httpOf, tarOf, warcRecord, zipOf } from './makeArchives.ts';
import { stored } from './upload.ts';

const depth = 100_000;
const elements = '<b>'.repeat(depth);
const list = '['.repeat(depth) + ']'.repeat(depth);
const brackets = '('.repeat(depth) + ')'.repeat(depth);

/** A small file of the format, in which this takes the place of its text. */
function holding(format: string, deep: string): Buffer {
  const carrier = carriers.find((each) => each.format === format);
  const file = Buffer.from(carrier?.wrap('Deep', 'PLACE') ?? '').toString('latin1');
  return Buffer.from(file.replace(/"PLACE"|PLACE/, deep), 'latin1');
}

/** The format's own way to put a file into a file, fifty times. */
function boxed(pack: (body: Uint8Array) => Uint8Array): Uint8Array {
  let body: Uint8Array = new TextEncoder().encode('Harbour closed\n\nThe harbour is closed.');
  for (let i = 0; i < 50; i++) body = pack(body);
  return body;
}

function parts(level: number): string {
  if (level === 0) return 'Content-Type: text/plain\r\n\r\nThe harbour is closed.\r\n';
  const header = `Content-Type: multipart/mixed; boundary=B${level}\r\n\r\n`;
  return `${header}--B${level}\r\n${parts(level - 1)}--B${level}--\r\n`;
}
const mail = `From: a@coast.example\r\nSubject: Deep\r\nMIME-Version: 1.0\r\n${parts(1_000)}`;

/** A file of each format, and how its documents end: `read`, or the code of the refusal. */
const files: Record<string, [body: string | Uint8Array, ends: string[]]> = {
  zip: [boxed((body) => zipOf([{ name: 'inner.zip', body }])), ['archive.nested']],
  tar: [boxed((body) => tarOf([{ name: 'inner.tar', body }])), ['archive.nested']],
  gzip: [boxed((body) => new Uint8Array(gzipSync(body))), ['archive.nested']],
  warc: [
    warcRecord({ uri: 'https://coast.example/', body: httpOf(holding('html', elements)) }),
    ['html.too_complex'],
  ],
  mbox: [`From a@coast.example Fri Mar  6 08:30:00 2026\n${mail}`, ['mail.malformed']],
  mail: [mail, ['mail.malformed']],
  mhtml: [holding('mhtml', elements), ['html.too_complex']],
  rss: [holding('rss', elements), ['xml.too_deep']],
  'rss-1.0': [holding('rss-1.0', elements), ['xml.too_deep']],
  atom: [holding('atom', elements), ['xml.too_deep']],
  'newsml-g2': [holding('newsml', elements), ['xml.too_deep']],
  'newsml-1': [holding('newsml-1', elements), ['xml.too_deep']],
  xml: [holding('xml', elements), ['xml.too_deep']],
  alto: [`<alto><Layout>${elements}`, ['xml.too_deep']],
  'page-xml': [holding('page-xml', elements), ['xml.too_deep']],
  hocr: [holding('hocr', elements), ['xml.too_deep']],
  nitf: [holding('nitf', elements), ['xml.too_deep']],
  docx: [docxOf(wordOf('<w:sdt>'.repeat(depth))), ['xml.too_deep']],
  rtf: [`{\\rtf1 Storm\\par ${'{'.repeat(depth)}The harbour is closed.${'}'.repeat(depth)}}`, ['read']],
  html: [holding('html', elements), ['html.too_complex']],
  json: [holding('json', list), ['json.malformed']],
  jsonl: [holding('jsonl', list), ['json.malformed', 'read']],
  'json-feed': [holding('json-feed', list), ['json.malformed']],
  csv: [holding('csv', brackets), ['read', 'read']],
  text: [holding('text', `${'> '.repeat(depth)}The harbour is closed.`), ['read']],
  'news-database': [holding('news-database', brackets), ['read']],
  'wire-text': [holding('wire-text', brackets), ['read', 'read']],
  pdf: [holding('pdf', `closed) Tj ${list} TJ (again`), ['read']],
  authority: [`{"id":"place/x","name":${list}}`, ['authority.malformed']],
};

test('every format has a deep file', () => {
  expect(new Set(Object.keys(files))).toEqual(new Set([...formatNames, 'gzip', 'authority']));
});

test.each(Object.entries(files))('%s', async (format, [body, ends]) => {
  const key = format === 'authority' ? 'authority/deep.jsonl' : 'deep';
  const reading = await readObject(stored(body, { key }));
  const members = 'code' in reading ? [{ refusal: reading }] : await Array.fromAsync(reading.members);
  expect(members.map((member) => ('refusal' in member ? member.refusal.code : 'read'))).toEqual(ends);
});

test('a text that is annotated', () => {
  const deep = brackets.slice(depth - 10_000, depth + 10_000);
  const { mentions } = annotated(`${deep}\nThe harbour was closed, said Maria Quelle.`);
  expect(mentions.map(({ surface }) => surface)).toContain('Maria Quelle');
});

test.each(['(', '-(', '-', 'a OR ('])('a query of thousands of %s', (piece) => {
  const times = 8_000 / piece.length / 2;
  for (const query of [piece.repeat(times), `${piece.repeat(times)}storm${')'.repeat(times)}`])
    expect(parseQuery(query)).toMatchObject({ position: expect.any(Number) });
});
