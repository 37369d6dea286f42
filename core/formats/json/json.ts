/**
 * JSON (RFC 8259): one article, a list of articles (at the top level or in an object or two, as APIs return
 * it), objects one after another, or a table. Read as a stream, one record at a time; a table as a whole.
 */

import { asUtf8 } from '../../charset/charset.ts';
import { textSourceOf } from '../../charset/textDecoding.ts';
import { refuse } from '../../errors.ts';
import type { ContainerFormat, DocumentMember, RefusedMember } from '../format.ts';
import { type BrokenJsonElement, type JsonElement, splitJson } from './jsonElements.ts';
import { beginsLikeJson, findArticleList } from './jsonList.ts';
import { memberOfElement, type RecordContext } from './jsonMember.ts';
import { rowsOfTable } from './jsonTable.ts';

export const json: ContainerFormat = {
  name: 'json',
  kind: 'container',
  seconds: 5,

  recognises: (head) => beginsLikeJson(asUtf8(head.subarray(0, 8192))),

  async read(input) {
    const textSource = textSourceOf(input);
    const list = findArticleList(textSource.head);
    const values = splitJson(textSource.stream(), list?.start);
    const context = { extractor: 'json/1', textSource };
    return {
      feed: false,
      members: list === undefined ? readValues(values, context) : readList(values, context),
    };
  },
};

async function* readList(
  values: AsyncIterable<JsonElement | BrokenJsonElement> | Iterable<JsonElement>,
  context: RecordContext,
): AsyncGenerator<DocumentMember | RefusedMember> {
  let number = 0;
  let articles = 0;
  for await (const value of values) {
    const member = memberOfElement(value, `element ${++number}`, context);
    if (member === undefined) continue;
    articles++;
    yield member;
  }
  const evidence =
    number === 0 ? 'an empty list' : `none of the ${number} elements of its list is an article`;
  if (articles === 0) yield { part: '', refusal: refuse('json.no_article', evidence) };
}

/**
 * A single value is the file's only document. If more values follow, each is identified by its id or content,
 * as in a list.
 */
async function* readValues(
  values: AsyncIterable<JsonElement | BrokenJsonElement>,
  context: RecordContext,
): AsyncGenerator<DocumentMember | RefusedMember> {
  let number = 0;
  let first: JsonElement | BrokenJsonElement | undefined;
  for await (const value of values) {
    number++;
    if (number === 1) {
      first = value;
      continue;
    }
    if (first !== undefined) yield* ifAny(memberOfElement(first, 'element 1', context));
    first = undefined;
    yield* ifAny(memberOfElement(value, `element ${number}`, context));
  }
  if (first === undefined) return;
  const rows = 'refusal' in first ? undefined : rowsOfTable(first, context.textSource);
  if (rows !== undefined) {
    yield* readList(rows, context);
    return;
  }
  const member = memberOfElement(first, 'the object', context);
  const refusal = refuse(
    'json.no_article',
    'one object, which declares to be something else than an article',
  );
  yield member === undefined ? { part: '', refusal } : { ...member, part: '' };
}

function ifAny<T>(member: T | undefined): T[] {
  return member === undefined ? [] : [member];
}
