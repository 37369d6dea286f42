import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeMetadata, encodeMetadata } from '../../../../runtime/aws/metadata.ts';

describe('metadata', () => {
  it('round-trips any text as ASCII', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc.string({
        unit: fc.constantFrom('=', '?', 'UTF-8', 'B', 'Q', '%', 'C3', 'A9', ' ', '_', 'é'),
        maxLength: 20,
      }),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const encoded = encodeMetadata(text);
        expect(encoded).toMatch(/^[\x20-\x7e]*$/);
        expect(decodeMetadata(encoded)).toBe(text);
      }),
      { numRuns: 2_000 },
    );
  });

  it('keeps plain ASCII readable', () => {
    expect(encodeMetadata('Reuters; 2021-05-03 100% +0')).toBe('Reuters; 2021-05-03 100% +0');
  });

  it('has encoded words of at most 75 characters that split no character', () => {
    const words = encodeMetadata('Zoë in Zürich '.repeat(20)).split(' ');
    for (const word of words) {
      expect(word.length).toBeLessThanOrEqual(75);
      expect(decodeMetadata(word)).not.toContain('\uFFFD');
    }
  });

  it.each([
    ['=?UTF-8?Q?Z=C3=BCrich_am_See?=', 'Zürich am See'],
    ['=?iso-8859-1?q?caf=E9?=', 'café'],
    ['=?UTF-8?B?WsO8?= =?UTF-8?B?cmljaA==?=', 'Zürich'],
    ['from =?UTF-8?B?WsO8cmljaA==?= today', 'from Zürich today'],
    ['Z%C3%BCrich%20am%20See', 'Zürich am See'],
    ['100%25 sure', '100%25 sure'],
    ['%C3%28', '%C3%28'],
    ['=?no-such-charset?B?WsO8?=', '=?no-such-charset?B?WsO8?='],
    ['=?UTF-8?B?/w==?=', '=?UTF-8?B?/w==?='],
    ['a=?b', 'a=?b'],
  ])('decodes the encodings of uploaders: %s', (written, read) => {
    expect(decodeMetadata(written)).toBe(read);
  });
});
