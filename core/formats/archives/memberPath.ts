/** Names of files inside archives. They come from outside and are never used as a path; what looks like an attack is refused all the same. */
import { type Refusal, refuse } from '../../errors.ts';

const longest = 400;

/** The name as a path of plain segments, or `archive.path` where it leads out of the archive or to a place of its own. */
export function memberPath(name: string): string | Refusal {
  const path = name.replaceAll('\\', '/').toWellFormed();
  const leadsOut =
    path.startsWith('/') || /^[a-z]:/i.test(path) || path.includes('\0') || path.split('/').includes('..');
  if (leadsOut) return refuse('archive.path', `a member named ${JSON.stringify(path.slice(0, longest))}`);
  const plain = path.split('/').filter((segment) => segment !== '' && segment !== '.');
  return plain.join('/').slice(-longest).toWellFormed();
}

/** What systems leave beside people's files: resource forks, folder views. */
export function isLitter(path: string): boolean {
  return /(?:^|\/)(?:__MACOSX\/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i.test(path);
}

/** What a refused member is called in quarantine. */
export function shownName(name: string): string {
  return name.replaceAll('\0', '').slice(0, longest).toWellFormed();
}

/** The path of a document inside a file inside a container: `feeds/world.xml/items/3`. */
export function joinedPart(outer: string, inner: string): string {
  return outer === '' || inner === '' ? outer + inner : `${outer}/${inner}`;
}

/** A key of its own for what a path may tell: of an archive that lies in no folder, the first folder inside is the source. */
export function keyInside(key: string, part: string): string {
  return key.includes('/') ? joinedPart(key, part) : part;
}
