/** Decodes the bodies of messages from what they were encoded as for the transfer. */

/** The bytes of a body, by RFC 2045, section 6. An unknown encoding leaves the bytes as they are. */
export function decodeTransferEncoding(body: Buffer, encoding: string): Uint8Array {
  const name = encoding.trim().toLowerCase();
  if (name === 'base64') return decodeBase64(body.toString('latin1'));
  if (name === 'quoted-printable') return decodeQuotedPrintable(body);
  return /^(?:x-)?uu(?:e|encode)?$/.test(name) ? decodeUuencoded(body) : body;
}

/** Padding in the middle: some programs encode a body piece by piece. */
const mostPieces = 1000;

/** A line of other characters alone, as above what mailing lists append: "____", "-- ". */
const rule = /^[^A-Za-z0-9+/=\s]{2,}[ \t]*\r?$/m;
/** Other characters, or two words. */
const notBase64 = /[^A-Za-z0-9+/\s]|\S[ \t]+\S/;

/**
 * RFC 2045, section 6.8: characters outside the alphabet are ignored, and padding ends the data. Mailing
 * lists append plain text to it: a rule ends it too, and after padding only what is base64 goes on.
 */
function decodeBase64(text: string): Buffer {
  const [above = ''] = text.split(rule, 1);
  const data = /[A-Za-z0-9]/.test(above) ? above : text;
  const pieces = data.split(/=+/, mostPieces);
  const foreign = pieces.findIndex((piece, i) => i > 0 && notBase64.test(piece));
  return Buffer.concat(
    pieces
      .slice(0, foreign < 0 ? undefined : foreign)
      .map((piece) => Buffer.from(piece.replace(/[^A-Za-z0-9+/]+/g, ''), 'base64')),
  );
}

/** RFC 2045, section 6.7. A `=` that begins no escape stays a `=`. */
function decodeQuotedPrintable(body: Buffer): Uint8Array {
  const bytes = Buffer.alloc(body.length);
  let length = 0;
  for (let at = 0; at < body.length; at++) {
    const byte = body[at] ?? 0;
    if (byte !== 0x3d) {
      bytes[length++] = byte;
      continue;
    }
    const softEnd = endOfLine(body, at + 1);
    const escaped = (hexDigit(body[at + 1]) << 4) | hexDigit(body[at + 2]);
    if (softEnd >= 0) at = softEnd - 1;
    else if (escaped >= 0) {
      bytes[length++] = escaped;
      at += 2;
    } else bytes[length++] = byte;
  }
  return bytes.subarray(0, length);
}

/**
 * The offset behind the line end at `at`, spaces before it allowed; -1 if the line continues. 78 is a line's
 * length.
 */
function endOfLine(body: Buffer, at: number): number {
  const last = Math.min(at + 78, body.length);
  let i = at;
  while (i < last && (body[i] === 0x20 || body[i] === 0x09)) i++;
  if (i === body.length || body[i] === 0x0a) return i + 1;
  return body[i] === 0x0d && body[i + 1] === 0x0a ? i + 2 : -1;
}

/** -1 for anything but a digit: combined with another digit by shift and or, it stays negative. */
function hexDigit(byte = 0): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x61 + 10 : -1;
}

/**
 * POSIX, uuencode: between a line "begin 644 name" and a line "end", each line has its number of bytes and
 * four characters for each three of them. Without a "begin" the body stays as it is.
 */
function decodeUuencoded(body: Buffer): Uint8Array {
  const bytes = Buffer.alloc(body.length);
  let length = 0;
  let begun = false;
  for (let start = 0; start < body.length; ) {
    const newline = body.indexOf(0x0a, start);
    const end = newline < 0 ? body.length : newline;
    const line = body.toString('latin1', start, Math.min(end, start + maxUuencodedLine)).replace(/\r$/, '');
    start = end + 1;
    if (!begun) begun = /^begin [0-7]{3,4} /.test(line);
    else if (line === 'end') break;
    else length += decodeUuencodedLine(line, bytes, length);
  }
  return begun ? bytes.subarray(0, length) : body;
}

/** The first character says how many bytes follow, 63 at most. */
const maxUuencodedLine = 128;

/** Writes the bytes of a line at an offset, and returns how many it has. */
function decodeUuencodedLine(line: string, bytes: Buffer, offset: number): number {
  const valueAt = (i: number) => (Math.max(0x20, line.charCodeAt(i) || 0x20) - 0x20) & 0x3f;
  const size = Math.max(0, Math.min(valueAt(0), Math.floor((3 * (line.length - 1)) / 4)));
  for (let i = 0; i < size; i++) {
    const at = 1 + 4 * Math.floor(i / 3) + (i % 3);
    const [high, low] = [valueAt(at), valueAt(at + 1)];
    bytes[offset + i] = (high << (2 + 2 * (i % 3))) | (low >> (4 - 2 * (i % 3)));
  }
  return size;
}
