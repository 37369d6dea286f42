/**
 * Parses one JSON text (RFC 8259) within limits: deep nesting or many values take far more memory than their
 * bytes.
 */

import { type Decoded, decode as decodeAlone } from '../../charset/charset.ts';
import { repairMojibake } from '../../charset/mojibake.ts';
import { type Refusal, refuse } from '../../errors.ts';
import { limits } from '../limits.ts';

export interface ParsedJson {
  value: unknown;
  charset: string;
  flags: string[];
}

/**
 * @param decode decodes the bytes; a file of several texts shows more about their character set than one of
 *   them
 */
export function parseJson(
  bytes: Uint8Array,
  decode: (bytes: Uint8Array) => Decoded | undefined = decodeAlone,
): ParsedJson | Refusal {
  const refused = exceededLimit(bytes);
  if (refused !== undefined) return refused;
  const decoded = decode(bytes);
  if (decoded === undefined) return refuse('decode.charset', 'its character set could not be detected');
  const { charset, flags } = decoded;
  const mended = mendedEscapes(decoded.text);
  try {
    const value = parseNumbersOfPython(mended ?? decoded.text);
    return { value, charset, flags: mended === undefined ? flags : [...flags, 'mojibake-mended'] };
  } catch (error) {
    return refuse('json.malformed', syntaxErrorOf(error));
  }
}

const mangledEscapes = /\\u00[c-f][\da-f]\\u(?:00[89ab]|0[12]|2[01])/i;
const anyEscape = /\\(?:u([\da-f]{4})|[\s\S])/gi;

/** The text without mojibake that a program wrote as escapes: exports of Facebook have "\u00c3\u00a9". */
function mendedEscapes(text: string): string | undefined {
  if (!mangledEscapes.test(text)) return undefined;
  const unescaped = text.replace(anyEscape, (each, digits = '0') => {
    const code = Number.parseInt(digits, 16);
    return code < 0x80 ? each : String.fromCharCode(code);
  });
  return repairMojibake(unescaped);
}

/** The value of a text, with nulls for the numbers that Python writes and JSON does not have. */
function parseNumbersOfPython(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const known = text.replace(stringOrNoNumber, (each) => (each.startsWith('"') ? each : 'null'));
    if (known === text) throw error;
    return JSON.parse(known);
  }
}

/** Also a string that is not closed: else the engine would begin anew at each quotation mark in it. */
const stringOrNoNumber = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"?|-?\b(?:NaN|Infinity)\b/g;

/** The engine's error message without the piece of the text that it quotes. */
function syntaxErrorOf(error: unknown): string {
  const [what = '', place] =
    /^([^"]*?)(?:,? ?"[\s\S]*)?( in JSON at position \d+.*)?$/.exec((error as Error).message)?.slice(1) ?? [];
  return (
    `${what}${place?.replace(/ \(line \d+ column \d+\)$/, '') ?? ''}`
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, 200) || 'it cannot be parsed'
  );
}

function exceededLimit(bytes: Uint8Array): Refusal | undefined {
  let depth = 0;
  let values = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (byte === 0x22) i = endOfString(bytes, i);
    else if (byte === 0x2c) values++;
    else if (byte === 0x7b || byte === 0x5b) {
      values++;
      if (++depth > limits.jsonDepth)
        return refuse('json.malformed', `nested deeper than ${limits.jsonDepth}, at byte ${i}`);
    } else if (byte === 0x7d || byte === 0x5d) depth--;
    if (values > limits.jsonValues)
      return refuse('input.too_large', `more than ${limits.jsonValues} values in one record`);
  }
  return undefined;
}

/**
 * The offset of the quotation mark that closes a string: the first one with an even number of backslashes
 * before it.
 */
function endOfString(bytes: Uint8Array, start: number): number {
  for (let end = bytes.indexOf(0x22, start + 1); end >= 0; end = bytes.indexOf(0x22, end + 1)) {
    let before = end;
    while (bytes[before - 1] === 0x5c) before--;
    if ((end - before) % 2 === 0) return end;
  }
  return bytes.length;
}
