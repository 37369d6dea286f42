/** Readable entity ids: `person/antony-blinken`, `place/north-korea`, `organization/nato`. */
import { hash } from '../hash.ts';
import type { EntityType } from './annotation.ts';
import { hyphenated } from './fold.ts';

export { fold } from './fold.ts';

/**
 * In code points, at most 480 bytes: ids go into partition keys and messages. A longer slug is cut, and a
 * hash of the whole slug keeps it unique.
 */
const maxSlugLength = 120;

/** The last word of a name, mostly the surname of a person. */
export function lastWord(name: string): string {
  return name.slice(name.lastIndexOf(' ') + 1);
}

/** `undefined` for a name without a letter or digit. */
export function slug(name: string): string | undefined {
  const folded = hyphenated(name);
  if (folded === '') return undefined;
  if (folded.length <= maxSlugLength) return folded;
  // Code points, because half a surrogate pair makes every JSON that contains the id invalid.
  const letters = Array.from(folded);
  if (letters.length <= maxSlugLength) return folded;
  const cut = hyphenated(letters.slice(0, maxSlugLength).join(''));
  return `${cut}-${hash(folded).slice(0, 8)}`;
}

/** `undefined` for a name without a letter or digit. */
export function entityId(type: EntityType, name: string): string | undefined {
  const nameSlug = slug(name);
  return nameSlug === undefined ? undefined : `${type}/${nameSlug}`;
}

/** `person` of `person/antony-blinken`. */
export function typeOfEntity(id: string): EntityType {
  return id.slice(0, id.indexOf('/')) as EntityType;
}

/** `antony-blinken` of `person/antony-blinken`. */
export function slugOfEntity(id: string): string {
  return id.slice(id.indexOf('/') + 1);
}

/** The folded name in an id. A very long name is truncated there, so it matches no variant. */
export function foldedNameOf(id: string): string {
  return slugOfEntity(id).replaceAll('-', ' ');
}

/** Whether some name makes this slug: it is folded, with hyphens for spaces. */
export function isSlug(text: string): boolean {
  return text !== '' && hyphenated(text) === text;
}
