/** The header fields of messages (RFC 5322, section 2.2): unfolded, with encoded words (RFC 2047) and parameters (RFC 2045, 2231) decoded. */
import { domainToUnicode } from 'node:url';
import { decode } from '../../charset/charset.ts';
import { tidy } from '../../text/tidy.ts';

/** By name in lower case, the first of each; values are unfolded, their encoded words not yet decoded. */
export type Fields = ReadonlyMap<string, string>;

/** In characters; addresses of a thousand recipients are longer, and nobody reads them here. */
const longestValue = 16 * 1024;

export function fieldsOf(bytes: Uint8Array): Fields {
  const text = decode(bytes)?.text ?? Buffer.from(bytes).toString('latin1');
  const fields = new Map<string, string>();
  let name = '';
  let value: string[] = [];
  const note = () => {
    if (name !== '' && !fields.has(name)) fields.set(name, value.join(' ').slice(0, longestValue));
  };
  for (const line of text.split(/\r?\n/)) {
    if (line.startsWith(' ') || line.startsWith('\t')) {
      value.push(line.trim());
      continue;
    }
    note();
    const colon = line.indexOf(':');
    name = /^[\x21-\x7e]{1,100}$/.test(line.slice(0, Math.max(colon, 0)).trimEnd())
      ? line.slice(0, colon).trimEnd().toLowerCase()
      : '';
    value = [line.slice(colon + 1).trim()];
  }
  note();
  return fields;
}

/** Those at the beginning of a file, for telling what it is. */
export function headFields(head: Uint8Array): Fields {
  const text = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  const ends = [text.indexOf('\r\n\r\n'), text.indexOf('\n\n')].filter((at) => at >= 0);
  return fieldsOf(text.subarray(0, Math.min(text.length, ...ends)));
}

/** A field of free text (Subject, a display name) as people read it: one tidy line. */
export function lineOfField(value: string | undefined): string {
  return value === undefined ? '' : tidy(decodedWords(value)).replace(/\s+/g, ' ').trim();
}

const encodedWord = /=\?([\w-]{2,40})(?:\*[\w-]{1,20})?\?([bq])\?([^?\s]*)\?=/gi;

/**
 * RFC 2047: `=?charset?B?…?=` and `=?charset?Q?…?=`. White space between two words is part of neither (section 6.2). Words of one charset
 * that follow each other are decoded together, since many programs part a letter's bytes between two of them.
 */
function decodedWords(value: string): string {
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
    open.bytes.push(kind.toLowerCase() === 'b' ? Buffer.from(data, 'base64') : qBytes(data));
    end = match.index + whole.length;
  }
  close();
  return out + value.slice(end);
}

/** The «Q» encoding (RFC 2047, section 4.2); what is beyond ASCII in it does not belong there, and stays as UTF-8. */
function qBytes(data: string): Uint8Array {
  const parts = data.replaceAll('_', ' ').split(/(=[0-9a-f]{2})/i);
  return Buffer.concat(
    parts.map((part, i) => (i % 2 === 1 ? Buffer.from(part.slice(1), 'hex') : Buffer.from(part))),
  );
}

export interface Structured {
  /** What stands before the first parameter, in lower case. */
  value: string;
  /** By name in lower case, the first of each. */
  parameters: Record<string, string>;
}

const parameter = /;\s*([\w!#$%&'*+.^`|~-]{1,60})\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;"\s]*))/g;

/** `text/plain; charset="utf-8"`, with the continuations and charsets of RFC 2231 put together. */
export function structured(field: string): Structured {
  const semicolon = field.indexOf(';');
  const value = (semicolon < 0 ? field : field.slice(0, semicolon))
    .replace(/\([^()]*\)/g, '')
    .trim()
    .toLowerCase();
  const parameters: Record<string, string> = Object.create(null);
  const pieces = new Map<string, { piece: string; encoded: boolean }[]>();
  for (const [, name = '', quoted, token = ''] of field
    .slice(semicolon < 0 ? field.length : semicolon)
    .matchAll(parameter)) {
    const text = quoted === undefined ? token : quoted.replace(/\\(.)/g, '$1');
    const [base = '', ...marks] = name.toLowerCase().split('*');
    if (marks.length === 0) parameters[base] ??= lineOfField(text);
    else {
      const order = /^\d{1,3}$/.test(marks[0] ?? '') ? Number(marks[0]) : 0;
      const list = pieces.get(base) ?? [];
      list[order] ??= { piece: text, encoded: marks.at(-1) === '' };
      pieces.set(base, list);
    }
  }
  for (const [name, list] of pieces) parameters[name] = together(list.filter((piece) => piece !== undefined));
  return { value, parameters };
}

/** RFC 2231, sections 3 and 4: the first piece names the charset, `utf-8''a%20b`. */
function together(pieces: readonly { piece: string; encoded: boolean }[]): string {
  const [, charset, first] = /^([\w-]*)'[\w-]*'(.*)$/s.exec(pieces[0]?.piece ?? '') ?? [];
  const bytes = pieces.map(({ piece, encoded }, i) => {
    const text = i === 0 && encoded ? (first ?? piece) : piece;
    return encoded ? percentBytes(text) : Buffer.from(text);
  });
  const joined = Buffer.concat(bytes);
  return tidy(decode(joined, charset === '' ? undefined : charset)?.text ?? joined.toString('latin1'));
}

function percentBytes(text: string): Uint8Array {
  const parts = text.split(/(%[0-9a-f]{2})/i);
  return Buffer.concat(
    parts.map((part, i) => (i % 2 === 1 ? Buffer.from(part.slice(1), 'hex') : Buffer.from(part))),
  );
}

export interface Mailbox {
  /** '' where the field has an address alone. */
  name: string;
  /** What stands before the `@`, in lower case; '' where there is no address. */
  local: string;
  /** In lower case, the host without `www.`; `undefined` where there is no address. */
  domain?: string;
}

/** The first mailbox of From or Sender (RFC 5322, section 3.4): `"Name" <a@b.example>`, `a@b.example (Name)` or the address alone. */
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
