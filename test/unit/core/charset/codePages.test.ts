/** Code pages that a source declares. */
import { describe, expect, test } from 'vitest';
import { decode } from '../../../../core/charset/charset.ts';
import { charsetOfCodePage, charsetOfLabel, decoderOf } from '../../../../core/charset/codePages.ts';
import { contentOf, readOne } from '../formats/upload.ts';

const latin = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const sentence = 'The harbour stayed closed for a third day, its manager said on Tuesday. ';
const cafe = `${sentence.repeat(3)}The caf\x82 is in Malm\x94.`;
const read = `${sentence.repeat(3)}The café is in Malmö.`;

test.each([
  ['IBM437 cp437 CP-437 437 dos-437', 'ibm437'],
  ['ibm850 cp850 850 x-cp850', 'ibm850'],
  ['cp852', 'ibm852'],
  ['cp866', 'ibm866'],
  ['cp932 ms932', 'shift_jis'],
  ['cp949', 'euc-kr'],
  ['iso-8859-13', 'iso-8859-13'],
  ['cp1257', 'windows-1257'],
  ['cp819 ibm819', 'windows-1252'],
])('%s', (labels, charset) => {
  for (const label of labels.split(' ')) expect(charsetOfLabel(label), label).toBe(charset);
});

test('the pages of the Macintosh', () => {
  const read = (page: string) => decoderOf(charsetOfCodePage(page)).decode(latin('\x8e'));
  expect(['10000', '10007'].map(read)).toEqual(['é', 'О']);
});

test('a label of no character set is none', () => {
  for (const label of ['cp', 'cp000', '100', 'constructor', 'ebcdic-cp-us', '__proto__', 'utf-7'])
    expect(charsetOfLabel(label), label).toBeUndefined();
});

describe('a text is read by the code page that it declares', () => {
  test('a page, XML, a message and its subject, rich text', async () => {
    const page = `<!doctype html><meta charset="ibm850"><title>Caf\x82</title><h1>Caf\x82</h1><p>${cafe}</p>`;
    expect(await readOne(latin(page))).toMatchObject({
      charset: 'ibm850',
      content: { title: 'Café', paragraphs: [{ text: read }], quality: { flags: [] } },
    });
    const nitf = `<nitf><body><body.content><p>${cafe}</p></body.content></body></nitf>`;
    const xml = `<?xml version="1.0" encoding="IBM850"?>${nitf}`;
    expect(await contentOf(latin(xml))).toMatchObject({ paragraphs: [{ text: read }] });
    const head = 'From: a@b.example\nMIME-Version: 1.0\nSubject: =?cp850?Q?Caf=82?=\n';
    expect(
      await contentOf(latin(`${head}Content-Type: text/plain; charset=ibm437\n\n${cafe}`)),
    ).toMatchObject({ title: 'Café', paragraphs: [{ text: read }] });
    expect(await contentOf(latin(`{\\rtf1\\pca Quay\\par ${cafe}}`))).toMatchObject({
      paragraphs: [{ text: read }],
    });
  });

  test('ISO 8859-13', () => {
    expect(decode(latin('\xd0iauliai, \xdeuvis'), 'iso-8859-13')?.text).toBe('Šiauliai, Žuvis');
  });

  test('but UTF-8 and marks count more', () => {
    const utf8 = new TextEncoder().encode('Café in Malmö');
    expect(decode(utf8, 'cp850')).toMatchObject({ text: 'Café in Malmö', charset: 'utf-8' });
    expect(decode(Uint8Array.from([0xef, 0xbb, 0xbf, ...utf8]), 'cp437')?.text).toBe('Café in Malmö');
    expect(decode(latin('plain'), 'cp850')?.text).toBe('plain');
  });
});
