import { describe, expect, test } from 'vitest';
import { binaryEvidence, decode } from '../../../../core/charset/charset.ts';
import { tidy } from '../../../../core/text/tidy.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const latin = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const wide = (text: string, bigEndian = false) =>
  Uint8Array.from(
    [...text].flatMap((character) =>
      bigEndian
        ? [character.charCodeAt(0) >> 8, character.charCodeAt(0) & 0xff]
        : [character.charCodeAt(0) & 0xff, character.charCodeAt(0) >> 8],
    ),
  );

describe('decode', () => {
  test('a byte-order mark decides, and is not part of the text', () => {
    expect(decode(Uint8Array.from([0xef, 0xbb, 0xbf, ...utf8('Zoë')]))).toEqual({
      text: 'Zoë',
      charset: 'utf-8',
      flags: [],
    });
    expect(decode(Uint8Array.from([0xff, 0xfe, ...wide('Zoë')]))).toEqual({
      text: 'Zoë',
      charset: 'utf-16le',
      flags: [],
    });
    expect(decode(Uint8Array.from([0xfe, 0xff, ...wide('Zoë', true)]))).toEqual({
      text: 'Zoë',
      charset: 'utf-16be',
      flags: [],
    });
  });

  test('UTF-8 without a mark', () => {
    expect(decode(utf8('Malmö–Åbo'))).toEqual({ text: 'Malmö–Åbo', charset: 'utf-8', flags: [] });
  });

  test('letters of Windows in what is declared as ISO 8859', () => {
    const polish = { text: 'część', charset: 'windows-1250', flags: ['charset-mislabelled'] };
    expect(decode(latin('cz\xea\x9c\xe6'), 'iso-8859-2')).toEqual(polish);
    expect(decode(latin('cz\xea\xb6\xe6'), 'iso-8859-2')).toMatchObject({ text: 'część', flags: [] });
    const quoted = decode(latin('\x84\xb6roda jest w\xb1ska\x94'), 'iso-8859-2');
    expect(quoted).toMatchObject({ text: '\x84środa jest wąska\x94', charset: 'iso-8859-2', flags: [] });
    const czech = decode(latin('\x84\xbee p\xf8\xedli\xb9\x93'), 'iso-8859-2');
    expect(czech).toMatchObject({ text: '\x84že příliš\x93', charset: 'iso-8859-2' });
    expect(decode(latin('\x93\xb6\xed\xe8\xf1\xf9\xf0\xef\xe9\x94'), 'iso-8859-7')?.text).toContain('Άν');
    expect(decode(latin('\x93\xa2\xed\xe8\xf1\xf9\xf0\xef\xe9\x94'), 'iso-8859-7')?.text).toContain('Άν');
    expect(decode(latin('Praha\x85Ko\xb9ice'), 'iso-8859-2')).toMatchObject({ text: 'Praha\x85Košice' });
    expect(decode(latin('\xc1\x81'), 'iso-8859-7')).toMatchObject({ charset: 'iso-8859-7' });
  });

  test('UTF-8 that was read as Latin 1 is repaired', () => {
    expect(decode(utf8('It\u00e2\u0080\u0099s at the CafÃ©'))?.text).toBe('It’s at the Café');
  });

  test('UTF-16 without a mark is detected by its NULs, and flagged', () => {
    expect(decode(wide('The harbour is closed'))).toEqual({
      text: 'The harbour is closed',
      charset: 'utf-16le',
      flags: ['charset-guessed'],
    });
    expect(binaryEvidence(wide('The harbour is closed'))).toBeUndefined();
  });

  test('bytes are decoded in the declared charset', () => {
    expect(decode(latin('\xcf\xf0\xe8\xe2\xe5\xf2'), 'windows-1251')).toEqual({
      text: 'Привет',
      charset: 'windows-1251',
      flags: [],
    });
  });

  test('a single-byte label on UTF-8 is ignored, and flagged', () => {
    expect(decode(utf8('Malmö'), 'iso-8859-1')).toEqual({
      text: 'Malmö',
      charset: 'utf-8',
      flags: ['charset-mislabelled'],
    });
  });

  test('Western bytes without a label are detected, and flagged', () => {
    expect(decode(latin('a fee of \xa315.8m from Parma'))).toEqual({
      text: 'a fee of £15.8m from Parma',
      charset: 'windows-1252',
      flags: ['charset-guessed'],
    });
  });

  test('UTF-8 with a stray byte among many valid characters is decoded, and flagged', () => {
    const text = 'ääkkösiä ja öljyä '.repeat(20);
    expect(decode(Uint8Array.from([...utf8(text), 0xc3]))).toMatchObject({
      charset: 'utf-8',
      flags: ['charset-damaged'],
    });
  });

  test('an unknown label is ignored', () => {
    expect(decode(utf8('plain'), 'x-no-such')).toEqual({ text: 'plain', charset: 'utf-8', flags: [] });
  });
});

describe('tidy', () => {
  test.each([
    ['line ends', 'a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
    ['NULs and controls', 'a\0b\x07c\x7fd\x81e', 'abcde'],
    [
      'soft hyphens, zero-width spaces, byte-order marks inside the text',
      'Blin\u00adken\u200b\ufeff',
      'Blinken',
    ],
    ['bidi overrides', 'a\u202eb\u2066c', 'abc'],
    ['unusual spaces', 'a\u00a0b\u2009c', 'a b c'],
    ['decomposed letters', 'Zoe\u0308', 'Zoë'],
    ['lone surrogates', 'a\ud800b', 'a\ufffdb'],
  ])('%s', (_, before, after) => {
    expect(tidy(before)).toBe(after);
  });

  test('joiners and direction marks stay, because scripts need them', () => {
    expect(tidy('می\u200cخواهم\u200f')).toBe('می\u200cخواهم\u200f');
  });
});
