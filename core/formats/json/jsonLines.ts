/** JSON Lines (jsonlines.org) of articles: one JSON object a line, each a document. A line without an id is known by its content. */

import { asUtf8 } from '../../charset/charset.ts';
import { textSourceOf } from '../../charset/textDecoding.ts';
import { refuse } from '../../errors.ts';
import type { ContainerFormat, DocumentMember, RefusedMember } from '../format.ts';
import { limits } from '../limits.ts';
import { idOf } from './jsonArticle.ts';
import type { BrokenValue, Value } from './jsonElements.ts';
import { isObject, type JsonObject } from './jsonFields.ts';
import { memberOf, type Records } from './jsonMember.ts';
import { parseJson } from './jsonText.ts';

/** Lines looked at to tell the format. */
const sampleLines = 20;

export const jsonLines: ContainerFormat = {
  name: 'jsonl',
  kind: 'container',
  isolated: false,
  seconds: 5,

  /**
   * A second line follows the first, and the first is an object, or half of the first twenty are. A line alone is so only where it has its
   * line end and an id, as the first record of a file that grows has; else it is plain JSON, and the file is the article.
   */
  recognises(head) {
    const lines = new TextDecoder().decode(asUtf8(head)).split('\n', sampleLines + 1);
    const [first = '', ...more] = lines.filter((line) => line.trim() !== '');
    if (!/^\uFEFF?\s*\{/.test(first)) return false;
    const record = recordOn(first);
    if (more.length === 0) return record !== undefined && lines.length > 1 && idOf(record) !== undefined;
    const records = more.filter((line) => recordOn(line) !== undefined).length;
    return record !== undefined || (records > 0 && 2 * records >= more.length);
  },

  async read(source) {
    const letters = textSourceOf(source);
    return { feed: false, members: members(linesIn(letters.stream()), { extractor: 'jsonl/1', letters }) };
  },
};

function recordOn(line: string): JsonObject | undefined {
  const parsed = parseJson(Buffer.from(line));
  return 'code' in parsed || !isObject(parsed.value) ? undefined : parsed.value;
}

async function* members(
  lines: AsyncIterable<(Value | BrokenValue) & { line: number }>,
  records: Records,
): AsyncGenerator<DocumentMember | RefusedMember> {
  for await (const { line, ...value } of lines) {
    const member = memberOf(value, `line ${line}`, records);
    if (member !== undefined) yield member;
  }
}

/** Lines that are not empty, with their numbers from 1. One that is too long is passed over in as little memory as any other. */
async function* linesIn(
  stream: AsyncIterable<Uint8Array>,
): AsyncGenerator<(Value | BrokenValue) & { line: number }> {
  let parts: Uint8Array[] = [];
  let [size, line, offset, position] = [0, 1, 0, 0];
  const keep = (bytes: Uint8Array) => {
    size += bytes.length;
    if (size <= limits.single) parts.push(bytes);
    else parts = [];
  };
  function* ended(): Generator<(Value | BrokenValue) & { line: number }> {
    if (size > limits.single)
      yield {
        line,
        offset,
        refusal: refuse('input.too_large', `${size} bytes; single documents may have ${limits.single}`),
      };
    else {
      const bytes = parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
      if (!isBlank(bytes)) yield { line, offset, bytes };
    }
    [parts, size] = [[], 0];
  }
  for await (const chunk of stream) {
    let from = 0;
    for (let end = chunk.indexOf(0x0a); end >= 0; end = chunk.indexOf(0x0a, from)) {
      keep(chunk.subarray(from, end));
      yield* ended();
      from = end + 1;
      offset = position + from;
      line++;
    }
    keep(chunk.subarray(from));
    position += chunk.length;
  }
  yield* ended();
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d));
}
