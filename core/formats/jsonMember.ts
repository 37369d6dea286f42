/** One record of a file of JSON: a document of its own, or refused alone. */
import { hash } from '../document/identity.ts';
import { refuse } from '../errors.ts';
import type { Member, RefusedMember } from './format.ts';
import { articleIn } from './jsonArticle.ts';
import type { BrokenValue, Value } from './jsonElements.ts';
import { isObject, type JsonObject } from './jsonFields.ts';
import { parseJson } from './jsonText.ts';

/** How the records of a file are read. */
export interface Records {
  /** The extractor of a record in the common field names. */
  extractor: string;
  /** Where the file was rewritten as UTF-8, the charset that it was in. */
  rewritten?: string | undefined;
  /** What the file says of all its records, unless a record says otherwise. */
  shared?: JsonObject;
}

/**
 * A record is known by its id, else by its content; one that is refused by its place. `undefined`: by its own account it is no article.
 *
 * @param place for people, and for the part of a record that is refused: «line 7»
 */
export function memberOf(found: Value | BrokenValue, place: string, records: Records): Member | RefusedMember | undefined {
  const refused = ({ code, evidence }: ReturnType<typeof refuse>) => ({
    part: place,
    refusal: refuse(code, `${place}, from byte ${found.offset}: ${evidence}`),
  });
  if ('refusal' in found) return refused(found.refusal);
  const parsed = parseJson(found.bytes);
  if ('code' in parsed) return refused(parsed);
  const { value, flags } = parsed;
  if (!isObject(value)) return refused(refuse('json.no_article', 'it is no object'));
  const article = articleIn({ ...records.shared, ...value }, records.extractor, flags);
  if (article === undefined) return undefined;
  if ('code' in article) return refused(article);
  const { content, id, identity } = article;
  return {
    part: id === undefined ? `content ${hash(found.bytes)}` : `id ${id}`,
    ...(identity === undefined ? {} : { identity }),
    charset: records.rewritten ?? parsed.charset,
    bytes: found.bytes.length,
    content,
  };
}
