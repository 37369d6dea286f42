/**
 * Names of files inside archives. They are never used as paths on disk, but names that look like an attack
 * are refused.
 */
import { type Refusal, refuse } from '../../errors.ts';
import { hash } from '../../hash.ts';

/** UTF-16 code units of a path or a name that is shown. */
const longestPath = 400;

/**
 * The name as a relative path of plain segments; `archive.path` if it is absolute or leads out of the
 * archive.
 */
export function memberPath(name: string): string | Refusal {
  const path = name.replaceAll('\\', '/').toWellFormed();
  const leadsOut =
    path.startsWith('/') || /^[a-z]:/i.test(path) || path.includes('\0') || path.split('/').includes('..');
  if (leadsOut) return refuse('archive.path', `a member named ${JSON.stringify(path.slice(0, longestPath))}`);
  const plain = path.split('/').filter((segment) => segment !== '' && segment !== '.');
  return plain.join('/').slice(-longestPath).toWellFormed();
}

/** The name of a refused member as quarantine shows it. */
export function displayName(name: string): string {
  return name.replaceAll('\0', '').slice(0, longestPath).toWellFormed();
}

/** UTF-16 code units of a document's part, without the hash of a part that is longer. */
const longestPart = 500;

/** A part as rows and URLs carry it: a long one, such as an id of 400 KB, ends with a hash instead. */
export function boundPart(part: string): string {
  return part.length <= longestPart ? part : `${part.slice(0, longestPart).toWellFormed()}~${hash(part)}`;
}

/** The path of a document inside a file inside a container: `feeds/world.xml/items/3`. */
export function joinedPart(outer: string, inner: string): string {
  return outer === '' || inner === '' ? outer + inner : `${outer}/${inner}`;
}

/**
 * The key of a file inside an object, from which its source and date are derived. If the object is in no
 * folder, the first folder inside is the source.
 */
export function keyInside(key: string, part: string): string {
  return key.includes('/') ? joinedPart(key, part) : part;
}
