/**
 * MIME: a message as the tree of its parts (RFC 2045 and 2046), under limits that are checked while it is read. Parts are slices of the
 * message until someone asks for their bytes. What real programs write is forgiven (bare line feeds, a missing last boundary), and only
 * what no reader could make sense of is refused.
 */
import { BadInput, type Refusal, refuse } from '../../errors.ts';
import { type Fields, fieldsOf, structured } from './mimeFields.ts';

export const mailLimits = { bytes: 25 * 1024 * 1024, parts: 1000, depth: 20, fieldBytes: 1024 * 1024 };

export interface Part {
  fields: Fields;
  /** In lower case, `text/plain` where nothing is said (RFC 2045, section 5.2). */
  type: string;
  /** Of Content-Type: `charset`, `format`, `boundary`, `start`, … */
  parameters: Record<string, string>;
  /** In lower case, '' where nothing is said. */
  disposition: string;
  /** As it was named by Content-Disposition or Content-Type, encoded words decoded. */
  filename?: string;
  /** Of a multipart; empty for any other. */
  parts: Part[];
  /** A multipart without its last boundary. */
  cut: boolean;
  /** The body with its transfer encoding undone. */
  bytes(): Uint8Array;
}

/** The message, or `mail.malformed` where it passes a limit or has no header fields. */
export function parseMime(bytes: Uint8Array): Part | Refusal {
  const message = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const budget = { parts: mailLimits.parts, fieldBytes: mailLimits.fieldBytes };
  try {
    const root = partOf(message, 0, 'text/plain', budget);
    return root.fields.size > 0 ? root : refuse('mail.malformed', 'no header fields at its beginning');
  } catch (error) {
    if (error instanceof BadInput) return error.refusal;
    throw error;
  }
}

/** All parts that hold no others, in the order of the message. */
export function leavesOf(part: Part): Part[] {
  return part.parts.length === 0 ? [part] : part.parts.flatMap(leavesOf);
}

function malformed(evidence: string): BadInput {
  return new BadInput(refuse('mail.malformed', evidence));
}

interface Budget {
  parts: number;
  fieldBytes: number;
}

function partOf(message: Buffer, depth: number, usual: string, budget: Budget): Part {
  if (--budget.parts < 0) throw malformed(`more than ${mailLimits.parts} parts`);
  if (depth > mailLimits.depth) throw malformed(`parts inside parts, more than ${mailLimits.depth} deep`);
  const end = endOfFields(message);
  budget.fieldBytes -= end;
  if (budget.fieldBytes < 0) throw malformed(`more than ${mailLimits.fieldBytes} bytes of header fields`);
  const fields = fieldsOf(message.subarray(0, end));
  const body = message.subarray(end);
  const content = structured(fields.get('content-type') ?? usual);
  const type = /^[\w.+-]+\/[\w.+-]+$/.test(content.value) ? content.value : usual;
  const disposition = structured(fields.get('content-disposition') ?? '');
  const filename = disposition.parameters.filename ?? content.parameters.name;
  const boundary = type.startsWith('multipart/') ? content.parameters.boundary : undefined;
  const { slices, cut } = boundary ? slicesOf(body, boundary, budget.parts) : { slices: [], cut: false };
  const within = type === 'multipart/digest' ? 'message/rfc822' : 'text/plain';
  return {
    fields,
    type,
    parameters: content.parameters,
    disposition: disposition.value,
    ...(filename === undefined || filename === '' ? {} : { filename }),
    parts: slices.map((slice) => partOf(slice, depth + 1, within, budget)),
    cut,
    bytes: () => undone(body, fields.get('content-transfer-encoding') ?? ''),
  };
}

/** Where the empty line after the header fields ends; a message of fields alone has no body. */
function endOfFields(message: Buffer): number {
  for (let at = 0; at < message.length && at <= mailLimits.fieldBytes; ) {
    if (message[at] === 0x0a) return at + 1;
    if (message[at] === 0x0d && message[at + 1] === 0x0a) return at + 2;
    const line = message.indexOf(0x0a, at);
    if (line < 0) return message.length;
    at = line + 1;
  }
  return message.length;
}

/** The parts between the boundary lines of a multipart (RFC 2046, section 5.1.1): `--boundary`, the last one `--boundary--`. */
function slicesOf(body: Buffer, boundary: string, most: number): { slices: Buffer[]; cut: boolean } {
  const delimiter = Buffer.from(`--${boundary}`, 'latin1');
  const slices: Buffer[] = [];
  let start = -1;
  for (let at = body.indexOf(delimiter); at >= 0; at = body.indexOf(delimiter, at + delimiter.length)) {
    if (at > 0 && body[at - 1] !== 0x0a) continue;
    const lineEnd = body.indexOf(0x0a, at);
    const after = at + delimiter.length;
    const rest = body
      .toString('latin1', after, Math.min(lineEnd < 0 ? body.length : lineEnd, after + 80))
      .trim();
    if (rest !== '' && rest !== '--') continue;
    if (start >= 0) slices.push(body.subarray(start, withoutLineEnd(body, start, at)));
    if (slices.length > most) throw malformed(`more than ${mailLimits.parts} parts`);
    if (rest === '--') return { slices, cut: false };
    start = lineEnd < 0 ? body.length : lineEnd + 1;
  }
  if (start >= 0 && start < body.length) slices.push(body.subarray(start));
  return { slices, cut: true };
}

/** The line end before a boundary belongs to the boundary. */
function withoutLineEnd(body: Buffer, start: number, end: number): number {
  const cut = body[end - 2] === 0x0d ? end - 2 : end - 1;
  return Math.max(start, cut);
}

/** RFC 2045, section 6. Letters that are no base64 are passed over, as the RFC asks. */
function undone(body: Buffer, encoding: string): Uint8Array {
  const name = encoding.trim().toLowerCase();
  if (name === 'base64')
    return Buffer.from(body.toString('latin1').replace(/[^A-Za-z0-9+/]+/g, ''), 'base64');
  return name === 'quoted-printable' ? quotedPrintable(body) : body;
}

/** RFC 2045, section 6.7. A `=` that begins no escape stands for itself. */
function quotedPrintable(body: Buffer): Uint8Array {
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

/** Past the line end at `at`, spaces before it forgiven up to a line's length; -1 where the line goes on. */
function endOfLine(body: Buffer, at: number): number {
  const last = Math.min(at + 78, body.length);
  let i = at;
  while (i < last && (body[i] === 0x20 || body[i] === 0x09)) i++;
  if (i === body.length || body[i] === 0x0a) return i + 1;
  return body[i] === 0x0d && body[i + 1] === 0x0a ? i + 2 : -1;
}

/** -1 for what is no digit, which keeps its sign when two are put together. */
function hexDigit(byte = 0): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x61 + 10 : -1;
}
