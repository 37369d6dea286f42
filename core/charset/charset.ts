/**
 * Decodes bytes into text. Evidence for the character set counts in this order: a byte-order mark; the
 * declared label, if the bytes agree; strict UTF-8; UTF-16 without a mark; UTF-8 with a few invalid bytes;
 * statistics of the bytes (`charsetDetection.ts`). Mojibake in the result is repaired (`mojibake.ts`).
 */
import { detectCharset, sampleBytes } from './charsetDetection.ts';
import { charsetOfLabel, decoderOf } from './codePages.ts';
import { mayHaveMojibake, repairMojibake } from './mojibake.ts';

export interface Decoded {
  text: string;
  /** The WHATWG name of the encoding, or that of a code page of DOS: `ibm850`. */
  charset: string;
  /**
   * `charset-guessed`: the source declared no character set; `charset-mislabelled`: it declared a wrong one;
   * `charset-damaged`: some characters are lost; `mojibake-mended`: mojibake was repaired.
   */
  flags: string[];
}

/** The label of a content type: `text/plain; charset="iso-8859-1"`. */
export const charsetIn = (contentType = ''): string | undefined =>
  /charset=["']?([\w-]+)/i.exec(contentType)?.[1];

/**
 * Decodes `bytes`. Returns `undefined` if no character set fits with enough certainty.
 *
 * @param declared the label that the source gives, such as `iso-8859-1`
 */
export function decode(bytes: Uint8Array, declared?: string): Decoded | undefined {
  const decoded = decodeUnrepaired(bytes, declared);
  if (decoded === undefined || (decoded.charset === 'utf-8' && !mayHaveMojibake(bytes))) return decoded;
  const repaired = repairMojibake(decoded.text);
  return repaired === undefined
    ? decoded
    : { ...decoded, text: repaired, flags: [...decoded.flags, 'mojibake-mended'] };
}

function decodeUnrepaired(bytes: Uint8Array, declared?: string): Decoded | undefined {
  const marked = byteOrderMark(bytes);
  if (marked !== undefined) return decodeStrictly(bytes, marked, []) ?? decodeDamaged(bytes, marked);

  const label = declared === undefined ? undefined : charsetOfLabel(declared);
  const utf8 = decodeStrictly(bytes, 'utf-8', []);
  if (utf8 !== undefined && (label === undefined || label === 'utf-8'))
    return decodeUnmarkedUtf16(bytes) ?? decodeIso2022Jp(bytes) ?? utf8;
  // Servers often put a single-byte label on UTF-8. Valid UTF-8 beyond ASCII is never an accident.
  if (utf8 !== undefined && isSingleByte(label) && utf8.text.length < bytes.length)
    return { ...utf8, flags: ['charset-mislabelled'] };
  const asDeclared = label === undefined ? undefined : decodeStrictly(bytes, label, []);
  if (asDeclared !== undefined) return decodeAsWindows(bytes, asDeclared) ?? asDeclared;

  const flag = label === undefined ? 'charset-guessed' : 'charset-mislabelled';
  if (utf8 !== undefined) return { ...utf8, flags: [flag] };
  const unicode = decodeUnmarkedUtf16(bytes) ?? decodeDamaged(bytes, 'utf-8');
  const detected = unicode === undefined ? detectCharset(bytes) : undefined;
  return detected === undefined ? unicode : decodeStrictly(bytes, detected, [flag]);
}

/** The pages of Windows for the letters of ISO 8859, which has controls from 0x80 to 0x9F. */
const windowsPages: Readonly<Record<string, string>> = {
  'iso-8859-2': 'windows-1250',
  'iso-8859-7': 'windows-1253',
};
/** NEL, 0x85, ends lines in texts of mainframes. */
const controlsOfIso = /[\x80-\x84\x86-\x9f]/;

/**
 * The text by the page of Windows, if it has controls by the part of ISO 8859 that was declared, and fewer
 * letters. A text that was declared rightly may have signs of Windows too, such as quotation marks from Word.
 */
function decodeAsWindows(bytes: Uint8Array, { charset, text }: Decoded): Decoded | undefined {
  const page = windowsPages[charset];
  if (page === undefined || !controlsOfIso.test(text)) return undefined;
  const decoded = decodeStrictly(bytes, page, ['charset-mislabelled']);
  if (decoded === undefined || controlsOfIso.test(decoded.text)) return undefined;
  return lettersIn(decoded.text) > lettersIn(text) ? decoded : undefined;
}

function lettersIn(text: string): number {
  return text.replace(/\P{L}+/gu, '').length;
}

/**
 * ISO-2022-JP (RFC 1468) consists of ASCII bytes and switches to Japanese by escape sequences that no other
 * encoding uses.
 */
function decodeIso2022Jp(bytes: Uint8Array): Decoded | undefined {
  const at = bytes.indexOf(0x1b);
  const switches = at >= 0 && bytes[at + 1] === 0x24 && (bytes[at + 2] === 0x42 || bytes[at + 2] === 0x40);
  return switches ? decodeStrictly(bytes, 'iso-2022-jp', ['charset-guessed']) : undefined;
}

/**
 * Says in words why the bytes are not text; `undefined` if they may be text.
 * A rare control character is a slip that `tidy` removes; more than one in 500 bytes means a binary format.
 */
export function binaryEvidence(bytes: Uint8Array): string | undefined {
  if (byteOrderMark(bytes) !== undefined || detectUtf16(bytes) !== undefined) return undefined;
  const sample = withoutDosEnd(bytes.subarray(0, sampleBytes));
  let controls = 0;
  let first = -1;
  for (let i = 0; i < sample.length; i++) {
    if (!isBinaryControl(sample[i] ?? 0)) continue;
    controls++;
    if (first < 0) first = i;
  }
  const { length } = sample;
  if (controls * 500 <= length) return undefined;
  const percent = ((100 * controls) / length).toFixed(1);
  return `${percent} % of the first ${length} bytes are control characters, the first at byte ${first}`;
}

/** DOS ended texts with Ctrl-Z, and CP/M filled up their last block with it. */
function withoutDosEnd(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, bytes.findLastIndex((byte) => byte !== 0x1a) + 1);
}

/** Text files contain tabs, line ends, form feeds and escapes, but no other control characters. */
function isBinaryControl(byte: number): boolean {
  return byte < 0x20 && !(byte >= 0x09 && byte <= 0x0d) && byte !== 0x1b;
}

function byteOrderMark(bytes: Uint8Array): string | undefined {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  return undefined;
}

/**
 * The first bytes of a file, for format detection. UTF-16 is converted to UTF-8, without a character that the
 * end cuts off; every other encoding stays as it is.
 */
export function asUtf8(head: Uint8Array): Uint8Array {
  const utf16 = utf16CharsetOf(head);
  return utf16 === undefined ? head : Buffer.from(new TextDecoder(utf16).decode(head, { stream: true }));
}

/** `utf-16le` or `utf-16be` if a byte-order mark or the bytes themselves show it; otherwise `undefined`. */
export function utf16CharsetOf(head: Uint8Array): string | undefined {
  const marked = byteOrderMark(head);
  return marked === undefined ? detectUtf16(head) : marked === 'utf-8' ? undefined : marked;
}

function isSingleByte(encoding: string | undefined): boolean {
  return encoding !== undefined && /^(windows-|iso-8859-|koi8|macintosh|ibm|x-mac)/.test(encoding);
}

function decodeStrictly(bytes: Uint8Array, charset: string, flags: string[]): Decoded | undefined {
  try {
    return { text: decoderOf(charset, { fatal: true }).decode(bytes), charset, flags };
  } catch {
    return undefined;
  }
}

/** UTF-16 without a mark: ASCII letters, spaces and line ends leave NULs in every other byte. */
function detectUtf16(bytes: Uint8Array): string | undefined {
  const sample = bytes.subarray(0, Math.min(bytes.length - (bytes.length % 2), sampleBytes));
  if (sample.length < 8 || (bytes.length % 2 !== 0 && bytes.length < sampleBytes)) return undefined;
  if (!sample.includes(0)) return undefined;
  let even = 0;
  let odd = 0;
  for (let i = 0; i + 1 < sample.length; i += 2) {
    if (sample[i] === 0) even++;
    if (sample[i + 1] === 0) odd++;
  }
  const pairs = sample.length / 2;
  if (odd > 0.2 * pairs && even === 0) return 'utf-16le';
  if (even > 0.2 * pairs && odd === 0) return 'utf-16be';
  return undefined;
}

function decodeUnmarkedUtf16(bytes: Uint8Array): Decoded | undefined {
  const encoding = detectUtf16(bytes);
  return encoding === undefined ? undefined : decodeStrictly(bytes, encoding, ['charset-guessed']);
}

/**
 * Decodes text that was cut inside a character or has stray bytes in it, if there are ten valid characters
 * for each invalid one. In UTF-8, ASCII characters do not count: they are valid in almost every encoding.
 */
function decodeDamaged(bytes: Uint8Array, charset: string): Decoded | undefined {
  const text = new TextDecoder(charset).decode(bytes);
  let valid = 0;
  let invalid = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0xfffd) invalid++;
    else if (unit > 0x7f || charset !== 'utf-8') valid++;
  }
  return valid >= 10 * invalid ? { text, charset, flags: ['charset-damaged'] } : undefined;
}
