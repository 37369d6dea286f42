/**
 * From bytes to letters. A byte-order mark is believed; then what the source declares, if the bytes agree; then strict UTF-8; then UTF-16
 * without a mark; then UTF-8 with a few broken letters; then what the bytes look like (`guess.ts`). UTF-8 that was mangled on its way is set
 * right (`mojibake.ts`).
 */
import { detectCharset } from './charsetDetection.ts';
import { unmangled } from './mojibake.ts';

export interface Decoded {
  text: string;
  /** The WHATWG name of the encoding. */
  charset: string;
  /**
   * `charset-guessed`: nothing said so; `charset-mislabelled`: something said otherwise; `charset-damaged`: some letters are lost;
   * `mojibake-mended`: letters that had been mangled are set right.
   */
  flags: string[];
}

/** How much of the bytes is looked at to judge what they are. */
const sampleBytes = 64 * 1024;

/** `undefined`: the bytes are in no character set that can be told for certain. `declared`: a label such as `iso-8859-1`. */
export function decode(bytes: Uint8Array, declared?: string): Decoded | undefined {
  const decoded = decodedAs(bytes, declared);
  const meant = decoded === undefined ? undefined : unmangled(decoded.text);
  return decoded === undefined || meant === undefined
    ? decoded
    : { ...decoded, text: meant, flags: [...decoded.flags, 'mojibake-mended'] };
}

function decodedAs(bytes: Uint8Array, declared?: string): Decoded | undefined {
  const marked = byteOrderMark(bytes);
  if (marked !== undefined) return attempt(bytes, marked, []) ?? damaged(bytes, marked);

  const label = declared === undefined ? undefined : encodingNamed(declared);
  const utf8 = attempt(bytes, 'utf-8', []);
  // Bytes beyond ASCII that happen to be UTF-8 are UTF-8: a single-byte label on them is a common mistake of servers.
  if (utf8 !== undefined && (label === undefined || label === 'utf-8'))
    return wideWithoutMark(bytes) ?? escapedJapanese(bytes) ?? utf8;
  if (utf8 !== undefined && isSingleByte(label) && utf8.text.length < bytes.length)
    return { ...utf8, flags: ['charset-mislabelled'] };
  const asDeclared = label === undefined ? undefined : attempt(bytes, label, []);
  if (asDeclared !== undefined) return asDeclared;

  const flag = label === undefined ? 'charset-guessed' : 'charset-mislabelled';
  if (utf8 !== undefined) return { ...utf8, flags: [flag] };
  const known = wideWithoutMark(bytes) ?? damaged(bytes, 'utf-8');
  const guessed = known === undefined ? detectCharset(bytes) : undefined;
  return guessed === undefined ? known : attempt(bytes, guessed, [flag]);
}

/** ISO-2022-JP (RFC 1468) is made of ASCII bytes, and switches to Japanese letters by escape sequences that nothing else has. */
function escapedJapanese(bytes: Uint8Array): Decoded | undefined {
  const at = bytes.indexOf(0x1b);
  const switches = at >= 0 && bytes[at + 1] === 0x24 && (bytes[at + 2] === 0x42 || bytes[at + 2] === 0x40);
  return switches ? attempt(bytes, 'iso-2022-jp', ['charset-guessed']) : undefined;
}

/**
 * What in the bytes says that they are no text at all, in words; `undefined` where they may be text.
 * A stray control character now and then is a slip of the pen (`tidy` removes it); more of them are a binary format.
 */
export function binaryEvidence(bytes: Uint8Array): string | undefined {
  if (byteOrderMark(bytes) !== undefined || wideEncoding(bytes) !== undefined) return undefined;
  const sample = bytes.subarray(0, sampleBytes);
  let controls = 0;
  let first = -1;
  for (let i = 0; i < sample.length; i++) {
    if (!isBinaryControl(sample[i] ?? 0)) continue;
    controls++;
    if (first < 0) first = i;
  }
  if (controls * 500 <= sample.length) return undefined;
  const percent = ((100 * controls) / sample.length).toFixed(1);
  return `${percent} % of the first ${sample.length} bytes are control characters, the first at byte ${first}`;
}

/** Control characters that text does not have; tabs, line ends, form feeds and escapes are not among them. */
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
 * The beginning of a file as UTF-8, to tell its format by: UTF-16 is rewritten, everything else stays as it is. What the first bytes cut
 * off in the middle of a letter is left out.
 */
export function asUtf8(head: Uint8Array): Uint8Array {
  const wide = wideCharset(head);
  return wide === undefined ? head : Buffer.from(new TextDecoder(wide).decode(head, { stream: true }));
}

/** `utf-16le` or `utf-16be` where a mark or the bytes themselves say so. */
export function wideCharset(head: Uint8Array): string | undefined {
  const marked = byteOrderMark(head);
  return marked === undefined ? wideEncoding(head) : marked === 'utf-8' ? undefined : marked;
}

function encodingNamed(label: string): string | undefined {
  try {
    return new TextDecoder(label.trim()).encoding;
  } catch {
    return undefined;
  }
}

function isSingleByte(encoding: string | undefined): boolean {
  return encoding !== undefined && /^(windows-|iso-8859-|koi8|macintosh|ibm|x-mac)/.test(encoding);
}

function attempt(bytes: Uint8Array, charset: string, flags: string[]): Decoded | undefined {
  try {
    return { text: new TextDecoder(charset, { fatal: true }).decode(bytes), charset, flags };
  } catch {
    return undefined;
  }
}

/** UTF-16 without a mark, told by the NULs that its ASCII letters, spaces and line ends leave on one side. */
function wideEncoding(bytes: Uint8Array): string | undefined {
  const sample = bytes.subarray(0, Math.min(bytes.length - (bytes.length % 2), sampleBytes));
  if (sample.length < 8 || (bytes.length % 2 !== 0 && bytes.length < sampleBytes)) return undefined;
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

function wideWithoutMark(bytes: Uint8Array): Decoded | undefined {
  const encoding = wideEncoding(bytes);
  return encoding === undefined ? undefined : attempt(bytes, encoding, ['charset-guessed']);
}

/**
 * Text that was cut in the middle of a letter, or had a stray byte pasted in: ten good letters for each broken one, of which those of ASCII
 * count only in UTF-16, since in UTF-8 they prove nothing.
 */
function damaged(bytes: Uint8Array, charset: string): Decoded | undefined {
  const text = new TextDecoder(charset).decode(bytes);
  let good = 0;
  let broken = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0xfffd) broken++;
    else if (unit > 0x7f || charset !== 'utf-8') good++;
  }
  return good >= 10 * broken ? { text, charset, flags: ['charset-damaged'] } : undefined;
}
