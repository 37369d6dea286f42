/** Turns one record of a JSON or CSV file into a document or a refusal of its own. */

import type { Decoded } from '../../charset/charset.ts';
import type { TextSource } from '../../charset/textDecoding.ts';
import { type Refusal, refuse } from '../../errors.ts';
import { hash } from '../../hash.ts';
import { isObject, type JsonObject } from '../../jsonObject.ts';
import { omitUndefined } from '../../omitUndefined.ts';
import type { DocumentMember, RefusedMember } from '../format.ts';
import { readArticle } from './jsonArticle.ts';
import type { BrokenJsonElement, JsonElement } from './jsonElements.ts';
import { parseJson } from './jsonText.ts';

/** What the records of a file have in common. */
export interface RecordContext {
  /** The extractor's name for a record in the common field names. */
  extractor: string;
  textSource: TextSource;
  /** Fields that apply to every record that does not have them itself. */
  shared?: JsonObject;
}

/**
 * The member for an element of a JSON file. Returns `undefined` if the element declares to be something else
 * than an article.
 *
 * @param place names the element for people and is the part of a refused one, such as "line 7"
 */
export function memberOfElement(
  element: JsonElement | BrokenJsonElement,
  place: string,
  context: RecordContext,
): DocumentMember | RefusedMember | undefined {
  const refused = ({ code, evidence }: Refusal) => ({
    part: place,
    refusal: refuse(code, `${place}, from byte ${element.offset}: ${evidence}`),
  });
  if ('refusal' in element) return refused(element.refusal);
  const parsed = parseJson(element.bytes, context.textSource.decode);
  if ('code' in parsed) return refused(parsed);
  const { value, charset, flags } = parsed;
  if (!isObject(value)) return refused(refuse('json.no_article', 'it is no object'));
  const member = memberOfRecord(
    { ...context.shared, ...value },
    { charset, flags },
    element.bytes,
    context.extractor,
  );
  return member !== undefined && 'code' in member ? refused(member) : member;
}

/** The member for a record. It is identified by the record's id, else by its bytes. */
export function memberOfRecord(
  record: JsonObject,
  { charset, flags }: Pick<Decoded, 'charset' | 'flags'>,
  bytes: Uint8Array,
  extractor: string,
): DocumentMember | Refusal | undefined {
  const article = readArticle(record, extractor, flags);
  if (article === undefined || 'code' in article) return article;
  const { content, id, identity } = article;
  return {
    part: id === undefined ? `content ${hash(bytes)}` : `id ${id}`,
    ...omitUndefined({ identity }),
    charset,
    bytes: bytes.length,
    content,
  };
}
