/**
 * Parses the header fields of messages (RFC 5322, section 2.2): unfolds them and decodes encoded words (RFC
 * 2047) and parameters (RFC 2045 and 2231).
 */
import { domainToUnicode } from 'node:url';
import { decode } from '../../charset/charset.ts';
import { decodeReferences } from '../../markup/characterReferences.ts';
import { tidy, tidyLine } from '../../text/tidy.ts';
import { bufferOf } from '../bytes.ts';

/** Values by lower-case name, the first of each: unfolded, with their encoded words not yet decoded. */
export type HeaderFields = ReadonlyMap<string, string>;

/** In characters. Only long lists of recipients exceed it, and no reader needs those. */
const maxValueLength = 16 * 1024;

/** The header fields (RFC 5322) by their names in lower case; the first of a name counts. */
export function parseHeaderFields(bytes: Uint8Array): HeaderFields {
  const text = decode(bytes)?.text ?? Buffer.from(bytes).toString('latin1');
  const fields = new Map<string, string>();
  let name = '';
  let value: string[] = [];
  const addField = () => {
    if (name !== '' && !fields.has(name)) fields.set(name, value.join(' ').slice(0, maxValueLength));
  };
  for (const line of text.split(/\r?\n/)) {
    if (line.startsWith(' ') || line.startsWith('\t')) {
      value.push(line.trim());
      continue;
    }
    addField();
    const colon = line.indexOf(':');
    name = /^[\x21-\x7e]{1,100}$/.test(line.slice(0, Math.max(colon, 0)).trimEnd())
      ? line.slice(0, colon).trimEnd().toLowerCase()
      : '';
    value = [line.slice(colon + 1).trim()];
  }
  addField();
  return fields;
}

/** The header fields at the start of a file, for format detection. */
export function headerFieldsAtStart(head: Uint8Array): HeaderFields {
  const text = bufferOf(head);
  const ends = [text.indexOf('\r\n\r\n'), text.indexOf('\n\n')].filter((at) => at >= 0);
  return parseHeaderFields(text.subarray(0, Math.min(text.length, ...ends)));
}

/** A field of free text (Subject, a display name) decoded, as one tidy line. */
export function lineOfField(value: string | undefined): string {
  return (value && tidyLine(decodeReferences(decodeEncodedWords(value)))) || '';
}

const encodedWord = /=\?([\w-]{2,40})(?:\*[\w-]{1,20})?\?([bq])\?([^?\s]*)\?=/gi;

/**
 * RFC 2047: `=?charset?B?…?=` and `=?charset?Q?…?=`. White space between two encoded words is dropped
 * (section 6.2). Adjacent words in one charset are decoded together, because many programs split the bytes of
 * a character between them.
 */
export function decodeEncodedWords(value: string): string {
  let out = '';
  let end = 0;
  let open: { charset: string; bytes: Uint8Array[] } | undefined;
  const close = () => {
    if (open !== undefined)
      out +=
        decode(Buffer.concat(open.bytes), open.charset)?.text ?? Buffer.concat(open.bytes).toString('latin1');
    open = undefined;
  };
  for (const match of value.matchAll(encodedWord)) {
    const [whole, label = '', kind = '', data = ''] = match;
    const between = value.slice(end, match.index);
    const charset = label.toLowerCase();
    if (open === undefined || between.trim() !== '' || open.charset !== charset) {
      const follows = open !== undefined && between.trim() === '';
      close();
      if (!follows) out += between;
      open = { charset, bytes: [] };
    }
    open.bytes.push(kind.toLowerCase() === 'b' ? Buffer.from(data, 'base64') : decodeQ(data));
    end = match.index + whole.length;
  }
  close();
  return out + value.slice(end);
}

/**
 * The Q encoding (RFC 2047, section 4.2). Characters beyond ASCII are not allowed in it; they are kept as
 * UTF-8.
 */
function decodeQ(data: string): Uint8Array {
  const parts = data.replaceAll('_', ' ').split(/(=[0-9a-f]{2})/i);
  return Buffer.concat(
    parts.map((part, i) => (i % 2 === 1 ? Buffer.from(part.slice(1), 'hex') : Buffer.from(part))),
  );
}

export interface ParameterizedField {
  /** The text before the first parameter, in lower case. */
  value: string;
  /** Values by lower-case name, the first of each. */
  parameters: Record<string, string>;
}

const parameter = /;\s*([\w!#$%&'*+.^`|~-]{1,60})\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;"\s]*))/g;

/** Parses `text/plain; charset="utf-8"`, with the continuations and charsets of RFC 2231. */
export function parseParameters(field: string): ParameterizedField {
  const semicolon = field.indexOf(';');
  const value = (semicolon < 0 ? field : field.slice(0, semicolon))
    .replace(/\([^()]*\)/g, '')
    .trim()
    .toLowerCase();
  const parameters: Record<string, string> = Object.create(null);
  const segments = new Map<string, ParameterSegment[]>();
  for (const [, name = '', quoted, token = ''] of field
    .slice(semicolon < 0 ? field.length : semicolon)
    .matchAll(parameter)) {
    const text = quoted === undefined ? token : quoted.replace(/\\(.)/g, '$1');
    const [base = '', ...suffixes] = name.toLowerCase().split('*');
    if (suffixes.length === 0) parameters[base] ??= lineOfField(text);
    else {
      const order = /^\d{1,3}$/.test(suffixes[0] ?? '') ? Number(suffixes[0]) : 0;
      const list = segments.get(base) ?? [];
      list[order] ??= { text, encoded: suffixes.at(-1) === '' };
      segments.set(base, list);
    }
  }
  for (const [name, list] of segments)
    parameters[name] = joinSegments(list.filter((segment) => segment !== undefined));
  return { value, parameters };
}

/** A part of a long parameter value, such as `filename*0*`. */
interface ParameterSegment {
  text: string;
  /** Whether it is percent-encoded. */
  encoded: boolean;
}

/** RFC 2231, sections 3 and 4: the first segment names the charset, as in `utf-8''a%20b`. */
function joinSegments(segments: readonly ParameterSegment[]): string {
  const [, charset, first] = /^([\w-]*)'[\w-]*'(.*)$/s.exec(segments[0]?.text ?? '') ?? [];
  const bytes = segments.map(({ text, encoded }, i) => {
    const value = i === 0 && encoded ? (first ?? text) : text;
    return encoded ? decodePercent(value) : Buffer.from(value);
  });
  const joined = Buffer.concat(bytes);
  return tidy(decode(joined, charset === '' ? undefined : charset)?.text ?? joined.toString('latin1'));
}

function decodePercent(text: string): Uint8Array {
  const parts = text.split(/(%[0-9a-f]{2})/i);
  return Buffer.concat(
    parts.map((part, i) => (i % 2 === 1 ? Buffer.from(part.slice(1), 'hex') : Buffer.from(part))),
  );
}

export interface Mailbox {
  /** '' if the field has only an address. */
  name: string;
  /** The part before the `@`, in lower case; '' without an address. */
  local: string;
  /** In lower case, internationalized names in Unicode. */
  domain?: string;
}

/**
 * The first mailbox of From or Sender (RFC 5322, section 3.4): `"Name" <a@b.example>`, `a@b.example (Name)`
 * or the address alone.
 */
export function mailboxOf(field: string | undefined): Mailbox | undefined {
  if (field === undefined) return undefined;
  const head = field.slice(0, 2000);
  const angle = /<([^<>@\s]{0,320})@([^<>@\s]{1,255})>/.exec(head);
  const bare = angle ?? /([^\s<>@",;:()]{1,320})@([^\s<>@",;:()]{1,255})/.exec(head);
  const comment = /\(([^()]{1,200})\)/.exec(head)?.[1];
  const before = angle === null ? (bare === null ? head : (comment ?? '')) : head.slice(0, angle.index);
  const name = lineOfField(before.replace(/^\s*"|"\s*$/g, '').replace(/\\(.)/g, '$1')).replace(
    /^['"]+|['"]+$/g,
    '',
  );
  const host = bare?.[2]?.toLowerCase().replace(/\.$/, '');
  if (name === '' && host === undefined) return undefined;
  const local = bare?.[1]?.toLowerCase() ?? '';
  return {
    name: name.includes('@') ? '' : name,
    local,
    ...(host === undefined ? {} : { domain: domainToUnicode(host) || host }),
  };
}
