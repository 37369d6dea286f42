/**
 * JSON Lines (jsonlines.org): each line is one article. A line without an id is identified by its content. Of
 * requests in bulk to Elasticsearch, which have a line above each article, that line has its id.
 */

import { asUtf8 } from '../../charset/charset.ts';
import { textSourceOf } from '../../charset/textDecoding.ts';
import { isObject, type JsonObject } from '../../jsonObject.ts';
import { concat } from '../bytes.ts';
import type { ContainerFormat, DocumentMember, RefusedMember } from '../format.ts';
import { limits, tooLarge } from '../limits.ts';
import { recordId } from './jsonArticle.ts';
import type { BrokenJsonElement, JsonElement } from './jsonElements.ts';
import { findArticleList } from './jsonList.ts';
import { memberOfElement, type RecordContext } from './jsonMember.ts';
import { parseJson } from './jsonText.ts';

/** How many lines decide on the format. */
const sampleLines = 20;

export const jsonLines: ContainerFormat = {
  name: 'jsonl',
  kind: 'container',
  seconds: 5,

  /**
   * There are several lines, and the first or half of the first twenty are objects. A single line is JSON
   * Lines only if it has a line end and an id, like the first record of a growing file; otherwise the file is
   * an article, or a list of them, in plain JSON.
   */
  recognises(head) {
    const lines = new TextDecoder().decode(asUtf8(head)).split('\n', sampleLines + 1);
    const [first = '', ...more] = lines.filter((line) => line.trim() !== '');
    if (!/^\uFEFF?\s*\{/.test(first)) return false;
    const record = parseRecord(first);
    if (more.length === 0)
      return (
        record !== undefined &&
        lines.length > 1 &&
        recordId(record) !== undefined &&
        findArticleList(asUtf8(head)) === undefined
      );
    const records = more.filter((line) => parseRecord(line) !== undefined).length;
    return record !== undefined || (records > 0 && 2 * records >= more.length);
  },

  async read(input) {
    const textSource = textSourceOf(input);
    return {
      feed: false,
      members: readRecords(splitLines(textSource.stream()), { extractor: 'jsonl/1', textSource }),
    };
  },
};

function parseRecord(line: string): JsonObject | undefined {
  const parsed = parseJson(Buffer.from(line));
  return 'code' in parsed || !isObject(parsed.value) ? undefined : parsed.value;
}

async function* readRecords(
  lines: AsyncIterable<(JsonElement | BrokenJsonElement) & { line: number }>,
  context: RecordContext,
): AsyncGenerator<DocumentMember | RefusedMember> {
  let above: JsonObject | undefined;
  for await (const { line, ...value } of lines) {
    const action = bulkActionOf(value);
    const shared = action === undefined ? above : undefined;
    above = action;
    if (action !== undefined) continue;
    const member = memberOfElement(value, `line ${line}`, { ...context, ...(shared && { shared }) });
    if (member !== undefined) yield member;
  }
}

const longestAction = 1000;
/** What an action may say; an article in an object named "index" or "create" says something else. */
const actionField = /^(?:_\w+|routing|pipeline|version|version_type|require_alias|dynamic_templates|if_\w+)$/;

/**
 * What a line says that tells Elasticsearch where to put the record of the next line: the record's id. One
 * that deletes a record has no line below it, and says nothing.
 */
function bulkActionOf(value: JsonElement | BrokenJsonElement): JsonObject | undefined {
  if (!('bytes' in value) || value.bytes.length > longestAction) return undefined;
  const line = Buffer.from(value.bytes).toString();
  const record = /^\s*\{\s*"(?:index|create|delete)"/.test(line) ? parseRecord(line) : undefined;
  const [action, ...others] = Object.values(record ?? {});
  const isAction = isObject(action) && Object.keys(action).every((name) => actionField.test(name));
  if (!isAction || others.length > 0) return undefined;
  return action._id === undefined || 'delete' in (record ?? {}) ? {} : { _id: action._id };
}

/**
 * The lines that are not empty, numbered from 1. A line that is too long is refused without keeping its
 * bytes.
 */
async function* splitLines(
  stream: AsyncIterable<Uint8Array>,
): AsyncGenerator<(JsonElement | BrokenJsonElement) & { line: number }> {
  let parts: Uint8Array[] = [];
  let [size, line, offset, position] = [0, 1, 0, 0];
  const keep = (bytes: Uint8Array) => {
    size += bytes.length;
    if (size <= limits.single) parts.push(bytes);
    else parts = [];
  };
  function* finish(): Generator<(JsonElement | BrokenJsonElement) & { line: number }> {
    if (size > limits.single) yield { line, offset, refusal: tooLarge(size) };
    else {
      const bytes = concat(parts);
      if (!isBlank(bytes)) yield { line, offset, bytes };
    }
    [parts, size] = [[], 0];
  }
  for await (const chunk of stream) {
    let from = 0;
    for (let end = chunk.indexOf(0x0a); end >= 0; end = chunk.indexOf(0x0a, from)) {
      keep(chunk.subarray(from, end));
      yield* finish();
      from = end + 1;
      offset = position + from;
      line++;
    }
    keep(chunk.subarray(from));
    position += chunk.length;
  }
  yield* finish();
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d));
}
