/** Names the format of a file by its first bytes, so that a refusal can say what the file is. */
import { asciiHead } from '../charset/asciiHead.ts';
import { anyOf } from '../text/anyOf.ts';
import { bufferOf } from './bytes.ts';

const zip = '504b0304';

/**
 * Magic numbers of files that newsrooms upload, in hexadecimal, from the formats' published specifications.
 */
const magic: readonly [name: string, bytes: string][] = [
  ['a PDF', '25504446'],
  ['an office file or an e-book', zip],
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
  ['a property list, as of a page saved by Safari', '62706c6973743030'],
  ['an SQLite database', '53514c69746520666f726d617420'],
  ['a WordPerfect text', 'ff575043'],
  ['an InDesign page', '0606edf5d81d46e5bd31efe7fe74b71d'],
  ['a QuarkXPress page', '00004d4d585052'],
  ['a QuarkXPress page', '000049495850'],
  ['PostScript', 'c5d0d3c6'],
];

/** Elements of HTML that no XML has as its root, but a piece of a page may begin with. */
const piecesOfPages = anyOf`
  span, div, p, a, b, i, em, strong, font, table, ul, ol, blockquote, center, img, h[1-6]
`;
/** More of them, which XML without a namespace does not begin with. */
const morePieces = anyOf`
  ${piecesOfPages}, u, s, q, small, big, sub, sup, nobr, code, cite, time, address, label, dl, pre, br, hr,
  video, audio, iframe, picture, noscript, nav, aside, section, header, footer, details, form, button, link,
  meta
`;
const xhtml = String.raw`[^<>]*=["']http:\/\/www\.w3\.org\/1999\/xhtml`;

/** Files in a zip that is one file to its user, by the names and types in its first bytes. */
const packages: readonly [name: string, sign: RegExp][] = [
  ['an e-book', /^.{30}mimetypeapplication\/epub\+zip/s],
  ['an OpenDocument spreadsheet', /^.{30}mimetypeapplication\/vnd\.oasis\.opendocument\.spreadsheet/s],
  ['an OpenDocument text', /^.{30}mimetypeapplication\/vnd\.oasis\.opendocument/s],
  ['an Excel table', /PK.{28}xl\//s],
  ['a PowerPoint file', /PK.{28}ppt\//s],
];

/** What its user can do with a file of a format that is not read. */
const advice: Readonly<Record<string, string>> = {
  'an Excel table': 'save it as CSV',
  'an OpenDocument spreadsheet': 'save it as CSV',
  'an OpenDocument text': 'save it as .docx',
  'an old office file': 'save a text as .docx, a table as CSV, a message as .eml',
  'a PowerPoint file': 'save it as PDF',
  'a WordPerfect text': 'save it as .docx',
  'an InDesign page': 'save it as PDF',
  'a QuarkXPress page': 'save it as PDF',
  PostScript: 'save it as PDF',
  'a property list, as of a page saved by Safari': 'save the page as its source',
};

const tag = String.raw`<[a-z_][\w.:-]*(?:\s[^<>]*)?>`;

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
  // A root with an element in it right away, and soon an end: people may begin a line with names in such brackets.
  [
    'XML',
    new RegExp(String.raw`^\s*(?!<(?:${morePieces})[\s>])${tag}\s*${tag}(?:[^<]*${tag}){0,8}[^<]*<\/`, 'i'),
  ],
  ['an address card', /^BEGIN:VCARD\b/],
  ['a calendar', /^BEGIN:VCALENDAR\b/],
  ['a shortcut', /^\[InternetShortcut\]/],
  ['PostScript', /^%!PS-Adobe-/],
];

/**
 * The name of the format whose signature the bytes begin with. Returns `undefined` for plain text, HTML and
 * unknown signatures.
 */
export function foreignFormat(bytes: Uint8Array): string | undefined {
  const start = bufferOf(bytes.subarray(0, 16)).toString('hex');
  const binary = magic.find(([, signature]) => start.startsWith(signature));
  if (binary !== undefined) {
    const head = binary[1] === zip ? bufferOf(bytes.subarray(0, 8192)).toString('latin1') : '';
    return packages.find(([, sign]) => sign.test(head))?.[0] ?? binary[0];
  }
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

/** The evidence of a file in a format that is not read: what it is, and what its user can do with it. */
export function foreignEvidence(format: string): string {
  const remedy = advice[format];
  return `it begins as ${format} does${remedy === undefined ? '' : `: ${remedy}`}`;
}

/** The first 16 bytes in hexadecimal, for the evidence of a refusal. */
export function firstBytesInHex(bytes: Uint8Array): string {
  return [...bytes.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
}
