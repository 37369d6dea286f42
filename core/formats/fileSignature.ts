/** Names the format of a file by its first bytes, so that a refusal can say what the file is. */
import { asciiHead } from '../charset/asciiHead.ts';
import { anyOf } from '../text/anyOf.ts';
import { bufferOf } from './bytes.ts';

/**
 * Magic numbers of files that newsrooms upload, in hexadecimal, from the formats' published specifications.
 */
const magic: readonly [name: string, bytes: string][] = [
  ['a PDF', '25504446'],
  ['an office file or an e-book', '504b0304'],
  ['gzip', '1f8b'],
  ['bzip2', '425a68'],
  ['xz', 'fd377a585a00'],
  ['zstandard', '28b52ffd'],
  ['a 7-Zip archive', '377abcaf271c'],
  ['a RAR archive', '526172211a07'],
  ['a PNG image', '89504e47'],
  ['a JPEG image', 'ffd8ff'],
  ['a GIF image', '47494638'],
  ['a TIFF image', '49492a00'],
  ['an old office file', 'd0cf11e0a1b11ae1'],
  ['an MP3 file', '49443303'],
  ['an MP3 file', '49443304'],
  ['a program', '7f454c46'],
  ['an SQLite database', '53514c69746520666f726d617420'],
];

/** Elements of HTML that no XML has as its root, but a piece of a page may begin with. */
const piecesOfPages = anyOf`
  span, div, p, a, b, i, em, strong, font, table, ul, ol, blockquote, center, img, h[1-6]
`;
const xhtml = String.raw`[^<>]*=["']http:\/\/www\.w3\.org\/1999\/xhtml`;

/** Text formats that would otherwise be read as plain text. */
const textual: readonly [name: string, start: RegExp][] = [
  ['XML', /^\s*<(?:\?xml\b|!DOCTYPE\s(?!\s*html\b))/i],
  // A root with a namespace, unless it is a piece of a page.
  [
    'XML',
    new RegExp(
      String.raw`^\s*<(?!(?:${piecesOfPages})\s)[a-z_][\w.:-]*\s(?!${xhtml})[^<>]*?xmlns(?::[\w.-]+)?=["']`,
      'i',
    ),
  ],
  ['RTF', /^\{\\rtf/],
  ['an address card', /^BEGIN:VCARD\b/],
  ['a calendar', /^BEGIN:VCALENDAR\b/],
  ['a shortcut', /^\[InternetShortcut\]/],
];

/**
 * The name of the format whose signature the bytes begin with. Returns `undefined` for plain text, HTML and
 * unknown signatures.
 */
export function foreignFormat(bytes: Uint8Array): string | undefined {
  const start = bufferOf(bytes.subarray(0, 16)).toString('hex');
  const binary = magic.find(([, signature]) => start.startsWith(signature));
  if (binary !== undefined) return binary[0];
  const head = asciiHead(bytes, 4096);
  const text = textual.find(([, pattern]) => pattern.test(head));
  if (text !== undefined) return text[0];
  return /^\s*[{[]/.test(head) && isJson(bytes) ? 'JSON' : undefined;
}

/**
 * Ordinary lines can begin with a bracket too ("[Corrected] …"), so the text or its first line must parse as
 * JSON.
 */
function isJson(bytes: Uint8Array): boolean {
  const text = new TextDecoder().decode(bytes).trim();
  return [text, text.slice(0, 1_000_000).split('\n', 1)[0] ?? ''].some((candidate) => {
    try {
      JSON.parse(candidate);
      return true;
    } catch {
      return false;
    }
  });
}

/** The first 16 bytes in hexadecimal, for the evidence of a refusal. */
export function firstBytesInHex(bytes: Uint8Array): string {
  return [...bytes.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
}
