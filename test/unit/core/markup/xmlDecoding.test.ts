import { describe, expect, test } from 'vitest';
import { XmlDecoder } from '../../../../core/markup/xmlDecoding.ts';
import { bytesOf, inChunks } from './readXml.ts';

describe('decoding XML', () => {
  async function decode(all: Uint8Array, contentType?: string, size = 1000) {
    const decoder = new XmlDecoder(contentType);
    const text = (await Array.fromAsync(decoder.decode(inChunks(all, size)))).join('');
    return { text, charset: decoder.charset, flags: decoder.flags };
  }
  const long = `<a>${'x'.repeat(200_000)}`;
  const latin1 = (text: string) => Buffer.from(text, 'latin1');

  test.each([
    ['UTF-8 with a late first character beyond ASCII', bytesOf(`${long}é`), 'utf-8', [], 'é'],
    [
      'windows-1252 without a declaration, with a late first character beyond ASCII',
      latin1(`${long}é na`),
      'windows-1252',
      ['charset-mislabelled'],
      'é na',
    ],
    [
      'the declared character set',
      latin1(`<?xml version="1.0" encoding="ISO-8859-1"?>${long}é`),
      'windows-1252',
      [],
      'é',
    ],
    [
      'ASCII that declares UTF-16',
      bytesOf(`<?xml version="1.0" encoding="utf-16"?>${long}é`),
      'utf-8',
      ['charset-mislabelled'],
      'é',
    ],
    [
      'UTF-16 with a mark',
      Buffer.from(`\ufeff<?xml version="1.0" encoding="utf-16"?>${long}é`, 'utf16le'),
      'utf-16le',
      [],
      'é',
    ],
    ['UTF-16 without a mark', Buffer.from(`${long}é`, 'utf16le'), 'utf-16le', ['charset-guessed'], 'é'],
  ])('%s', async (_, all, charset, flags, end) => {
    const found = await decode(all);
    expect({ ...found, text: found.text.slice(-end.length) }).toEqual({ text: end, charset, flags });
  });

  test('the content type of the upload counts if the XML declares nothing', async () => {
    expect(
      await decode(Buffer.from([0x3c, 0x61, 0x3e, 0xe4, 0xe5]), 'text/xml; charset=koi8-r'),
    ).toMatchObject({ charset: 'koi8-r' });
  });

  test('the chunks make no difference', async () => {
    const all = bytesOf(`<a>${'żółw — '.repeat(20_000)}`);
    const whole = await decode(all, undefined, all.length);
    for (const size of [977, 65_536, 65_537]) expect(await decode(all, undefined, size)).toEqual(whole);
  });
});
