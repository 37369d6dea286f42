/**
 * Parses MIME messages (RFC 2045 and 2046) into a tree of parts, under limits that are checked on the way. A
 * part is a slice of the message until a caller reads its bytes. The parser accepts what real programs write
 * (bare line feeds, a missing last boundary) and refuses only what has no sensible reading.
 */
import { BadInput, type Refusal, refuse } from '../../errors.ts';
import { bufferOf } from '../bytes.ts';
import { type HeaderFields, parseHeaderFields, parseParameters } from './mimeFields.ts';
import { decodeTransferEncoding } from './transferEncoding.ts';

export const mailLimits = { bytes: 25 * 1024 * 1024, parts: 1000, depth: 20, fieldBytes: 1024 * 1024 };

export interface MimePart {
  fields: HeaderFields;
  /** The media type in lower case; `text/plain` by default (RFC 2045, section 5.2). */
  type: string;
  /** The parameters of Content-Type: `charset`, `format`, `boundary`, `start`, … */
  parameters: Record<string, string>;
  /** In lower case; '' if not declared. */
  disposition: string;
  /** From Content-Disposition or Content-Type, decoded. */
  filename?: string;
  /** The parts of a multipart; empty for any other type. */
  parts: MimePart[];
  /** Whether the last boundary of a multipart is missing. */
  truncated: boolean;
  /** The body, with its transfer encoding decoded. */
  bytes(): Uint8Array;
}

/** The message as its root part; or `mail.malformed` if it exceeds a limit or has no header fields. */
export function parseMime(bytes: Uint8Array): MimePart | Refusal {
  const message = bufferOf(bytes);
  const budget = { parts: mailLimits.parts, fieldBytes: mailLimits.fieldBytes };
  try {
    const root = parsePart(message, 0, 'text/plain', budget);
    return root.fields.size > 0
      ? root
      : refuse('mail.malformed', 'the message does not begin with header fields');
  } catch (error) {
    if (error instanceof BadInput) return error.refusal;
    throw error;
  }
}

/** All parts that contain no others, in message order. */
export function leavesOf(part: MimePart): MimePart[] {
  return part.parts.length === 0 ? [part] : part.parts.flatMap(leavesOf);
}

function malformed(evidence: string): BadInput {
  return new BadInput('mail.malformed', evidence);
}

/** What is left of the limits for one message. */
interface MimeBudget {
  parts: number;
  fieldBytes: number;
}

function parsePart(message: Buffer, depth: number, defaultType: string, budget: MimeBudget): MimePart {
  if (--budget.parts < 0) throw malformed(`more than ${mailLimits.parts} parts`);
  if (depth > mailLimits.depth) throw malformed(`parts nested more than ${mailLimits.depth} deep`);
  const end = endOfFields(message);
  budget.fieldBytes -= end;
  if (budget.fieldBytes < 0) throw malformed(`more than ${mailLimits.fieldBytes} bytes of header fields`);
  const fields = parseHeaderFields(message.subarray(0, end));
  const body = message.subarray(end);
  const content = parseParameters(fields.get('content-type') ?? defaultType);
  const type = /^[\w.+-]+\/[\w.+-]+$/.test(content.value) ? content.value : defaultType;
  const disposition = parseParameters(fields.get('content-disposition') ?? '');
  const filename = disposition.parameters.filename ?? content.parameters.name;
  const boundary = type.startsWith('multipart/') ? content.parameters.boundary : undefined;
  const { slices, truncated } = boundary
    ? splitMultipart(body, boundary, budget.parts)
    : { slices: [], truncated: false };
  const partType = type === 'multipart/digest' ? 'message/rfc822' : 'text/plain';
  return {
    fields,
    type,
    parameters: content.parameters,
    disposition: disposition.value,
    ...(filename && { filename }),
    parts: slices.map((slice) => parsePart(slice, depth + 1, partType, budget)),
    truncated,
    bytes: () => decodeTransferEncoding(body, fields.get('content-transfer-encoding') ?? ''),
  };
}

/**
 * The offset behind the empty line that ends the header fields; without that line, the message has no body.
 */
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

/**
 * The parts between the boundary lines of a multipart (RFC 2046, section 5.1.1): `--boundary`, the last one
 * `--boundary--`.
 */
function splitMultipart(
  body: Buffer,
  boundary: string,
  maxParts: number,
): { slices: Buffer[]; truncated: boolean } {
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
    if (start >= 0) slices.push(body.subarray(start, beforeLineEnd(body, start, at)));
    if (slices.length > maxParts) throw malformed(`more than ${mailLimits.parts} parts`);
    if (rest === '--') return { slices, truncated: false };
    start = lineEnd < 0 ? body.length : lineEnd + 1;
  }
  if (start >= 0 && start < body.length) slices.push(body.subarray(start));
  return { slices, truncated: true };
}

/** The line end before a boundary belongs to the boundary. */
function beforeLineEnd(body: Buffer, start: number, end: number): number {
  return Math.max(start, body[end - 2] === 0x0d ? end - 2 : end - 1);
}
