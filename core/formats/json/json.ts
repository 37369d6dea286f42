/**
 * JSON (RFC 8259): one article, or a list of them, alone or in an object or two as programming interfaces give it; also objects one after
 * another. Read as a stream, a record at a time.
 */

import { asUtf8 } from '../../charset/charset.ts';
import { textSourceOf } from '../../charset/textDecoding.ts';
import { refuse } from '../../errors.ts';
import type { ContainerFormat, DocumentMember, RefusedMember } from '../format.ts';
import { type BrokenValue, type Value, valuesIn } from './jsonElements.ts';
import { beginsAsJson, listIn } from './jsonList.ts';
import { memberOf, type Records } from './jsonMember.ts';

export const json: ContainerFormat = {
  name: 'json',
  kind: 'container',
  isolated: false,
  seconds: 5,

  recognises: (head) => beginsAsJson(asUtf8(head.subarray(0, 8192))),

  async read(source) {
    const letters = textSourceOf(source);
    const list = listIn(letters.head);
    const values = valuesIn(letters.stream(), list?.start);
    const records = { extractor: 'json/1', letters };
    return { feed: false, members: list === undefined ? alone(values, records) : listed(values, records) };
  },
};

async function* listed(
  values: AsyncIterable<Value | BrokenValue>,
  records: Records,
): AsyncGenerator<DocumentMember | RefusedMember> {
  let number = 0;
  let articles = 0;
  for await (const value of values) {
    const member = memberOf(value, `element ${++number}`, records);
    if (member === undefined) continue;
    articles++;
    yield member;
  }
  const evidence =
    number === 0 ? 'an empty list' : `none of the ${number} elements of its list is an article`;
  if (articles === 0) yield { part: '', refusal: refuse('json.no_article', evidence) };
}

/** One value is the object's only document. Where more follow, each is known by its id or content, as in a list. */
async function* alone(
  values: AsyncIterable<Value | BrokenValue>,
  records: Records,
): AsyncGenerator<DocumentMember | RefusedMember> {
  let number = 0;
  let first: Value | BrokenValue | undefined;
  for await (const value of values) {
    number++;
    if (number === 1) {
      first = value;
      continue;
    }
    if (first !== undefined) yield* given(memberOf(first, 'element 1', records));
    first = undefined;
    yield* given(memberOf(value, `element ${number}`, records));
  }
  if (first === undefined) return;
  const member = memberOf(first, 'the object', records);
  const refusal = refuse(
    'json.no_article',
    'one object, which says that it is something else than an article',
  );
  yield member === undefined ? { part: '', refusal } : { ...member, part: '' };
}

function given<T>(member: T | undefined): T[] {
  return member === undefined ? [] : [member];
}
