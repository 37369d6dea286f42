/** The common field names as tables and databases write them: "Published At" and "published_at" are one. */
import { isObject, type JsonObject } from '../../jsonObject.ts';
import { unaccented } from '../../text/unaccented.ts';
import { fieldNames } from './fieldNames.ts';

/** A name without case, accents, spaces and punctuation. */
export function normalizedName(name: string): string {
  return unaccented(name.toLowerCase()).replace(/[^\p{L}\p{N}]+/gu, '');
}

/** JSON's field names by their normalized names. */
export const knownFields: ReadonlyMap<string, string> = new Map(
  Object.values(fieldNames)
    .flatMap((list) => list.map((name) => [normalizedName(name), name] as const))
    .reverse(),
);

/**
 * The record with its fields under JSON's names, too, where these have no value: "Full Text" and "FullText"
 * are `fulltext`. So are those of an object in it: an `Author` has a "Name".
 */
export function withKnownNames(record: JsonObject): JsonObject {
  const known = Object.entries(record).flatMap(([name, value]) => {
    const field = knownFields.get(normalizedName(name));
    if (field === undefined || field === name || (record[field] ?? null) !== null) return [];
    return [[field, isObject(value) ? withKnownNames(value) : value] as const];
  });
  return known.length === 0 ? record : { ...record, ...Object.fromEntries(known) };
}

/** The normalized names of these fields. */
export const namesOf = (...fields: (keyof typeof fieldNames)[]): ReadonlySet<string> =>
  new Set(fields.flatMap((field) => fieldNames[field].map(normalizedName)));

/** The names of fields or columns, for the evidence of a refusal. */
export function shownNames(names: readonly string[]): string {
  const shown = names.slice(0, 12).map((name) => name.slice(0, 30));
  return names.length === 0 ? 'none' : `${shown.join(', ')}${names.length > shown.length ? ', …' : ''}`;
}
