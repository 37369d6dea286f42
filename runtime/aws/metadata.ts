/**
 * An uploader's metadata of an object (`x-amz-meta-*`). Headers are ASCII, so other values are written as RFC
 * 2047 encoded words, as S3 itself stores them. Decoding accepts encoded words of both kinds, and
 * percent-encoded UTF-8, which many uploaders send.
 */

/** An encoded word has at most 75 characters: 12 around the base64 of 45 bytes. */
const bytesPerWord = 45;

/** A value as S3 takes it in a header: ASCII as it is, anything else in encoded words (RFC 2047). */
export function encodeMetadata(value: string): string {
  const plain = /^[\x20-\x7e]*$/.test(value) && value.trim() === value && decodeMetadata(value) === value;
  return plain ? value : encodedWords(value).join(' ');
}

/** Never fails: returns a badly encoded value as it is. */
export function decodeMetadata(value: string): string {
  if (/=\?[^?\s]+\?[bq]\?[^?\s]*\?=/i.test(value)) return decodeWords(value);
  if (!/%[0-9a-f]{2}/i.test(value)) return value;
  try {
    const decoded = decodeURIComponent(value);
    // Plain ASCII needs no encoding, so "100%25" means just that.
    return /[^\x20-\x7e]/.test(decoded) ? decoded : value;
  } catch {
    return value;
  }
}

function encodedWords(value: string): string[] {
  const words: Buffer[] = [];
  let bytes: Buffer[] = [];
  let size = 0;
  for (const character of value) {
    const encoded = Buffer.from(character);
    if (size + encoded.length > bytesPerWord) {
      words.push(Buffer.concat(bytes));
      bytes = [];
      size = 0;
    }
    bytes.push(encoded);
    size += encoded.length;
  }
  return [...words, Buffer.concat(bytes)].map((word) => `=?UTF-8?B?${word.toString('base64')}?=`);
}

/**
 * White space between two encoded words is not part of the value (RFC 2047, section 6.2). The decoder of mail
 * guesses character sets and mends mojibake; what was put here must be returned as it was.
 */
function decodeWords(value: string): string {
  return value
    .replace(/(\?=)\s+(?==\?[^?\s]+\?[bq]\?)/gi, '$1')
    .replace(
      /=\?([^?\s*]+)(?:\*[^?\s]*)?\?([bq])\?([^?\s]*)\?=/gi,
      (word, charset: string, encoding: string, text: string) => {
        const bytes = encoding.toLowerCase() === 'b' ? Buffer.from(text, 'base64') : decodeQ(text);
        try {
          return new TextDecoder(charset, { fatal: true }).decode(bytes);
        } catch {
          return word;
        }
      },
    );
}

/** The "Q" encoding: `_` for a space, `=C3` for a byte. */
function decodeQ(text: string): Buffer {
  const bytes = text
    .replaceAll('_', ' ')
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1');
}
