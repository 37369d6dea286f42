/**
 * The order that S3 and DynamoDB share: by the bytes of UTF-8, which is by code point. UTF-16 orders astral
 * characters otherwise.
 */
import fc from 'fast-check';

export function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/**
 * Any character that UTF-8 can say and XML and JSON can carry: no half surrogates, no controls, no
 * noncharacters.
 */
export const scalars: fc.Arbitrary<string> = fc
  .integer({ min: 0x20, max: 0x10ffff })
  .filter(
    (code) =>
      !(code >= 0x7f && code <= 0x9f) &&
      !(code >= 0xd800 && code <= 0xdfff) &&
      !(code >= 0xfdd0 && code <= 0xfdef),
  )
  .filter((code) => (code & 0xfffe) !== 0xfffe)
  .map((code) => String.fromCodePoint(code));
