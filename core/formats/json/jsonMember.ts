/** One record of a file of JSON: a document of its own, or refused alone. */

import type { Decoded } from '../../charset/charset.ts';
import type { TextSource } from '../../charset/textDecoding.ts';
import { type Refusal, refuse } from '../../errors.ts';
import { hash } from '../../hash.ts';
import type { DocumentMember, RefusedMember } from '../format.ts';
import { articleIn } from './jsonArticle.ts';
import type { BrokenValue, Value } from './jsonElements.ts';
import { isObject, type JsonObject } from './jsonFields.ts';
import { parseJson } from './jsonText.ts';

/** How the records of a file are read. */
export interface Records {
  /** The extractor of a record in the common field names. */
  extractor: string;
  letters: TextSource;
  /** What the file says of all its records, unless a record says otherwise. */
  shared?: JsonObject;
}

/**
 * One that is refused is known by its place. `undefined`: by its own account it is no article.
 *
 * @param place for people, and for the part of a record that is refused: «line 7»
 */
export function memberOf(
  found: Value | BrokenValue,
  place: string,
  records: Records,
): DocumentMember | RefusedMember | undefined {
  const refused = ({ code, evidence }: Refusal) => ({
    part: place,
    refusal: refuse(code, `${place}, from byte ${found.offset}: ${evidence}`),
  });
  if ('refusal' in found) return refused(found.refusal);
  const parsed = parseJson(found.bytes, records.letters.decode);
  if ('code' in parsed) return refused(parsed);
  const { value, charset, flags } = parsed;
  if (!isObject(value)) return refused(refuse('json.no_article', 'it is no object'));
  const member = documentIn(
    { ...records.shared, ...value },
    { charset, flags },
    found.bytes,
    records.extractor,
  );
  return member !== undefined && 'code' in member ? refused(member) : member;
}

/** The document in a record: known by its id, else by its bytes. */
export function documentIn(
  record: JsonObject,
  { charset, flags }: Pick<Decoded, 'charset' | 'flags'>,
  bytes: Uint8Array,
  extractor: string,
): DocumentMember | Refusal | undefined {
  const article = articleIn(record, extractor, flags);
  if (article === undefined || 'code' in article) return article;
  const { content, id, identity } = article;
  return {
    part: id === undefined ? `content ${hash(bytes)}` : `id ${id}`,
    ...(identity === undefined ? {} : { identity }),
    charset,
    bytes: bytes.length,
    content,
  };
}
