/**
 * What an entity's id says about its name. Ids are `type/slug`, and a slug is a folded name with hyphens for
 * spaces.
 */
import { nameCore } from '../entities/personName.ts';
import { slugOfEntity } from '../entities/slug.ts';

/** The folded name in an id. A very long name is truncated there, so it matches no variant. */
export function foldedNameOf(id: string): string {
  return slugOfEntity(id).replaceAll('-', ' ');
}

/** Whether the id may belong to another identity: a name with a middle initial, or an acronym. */
export function isShortForm(id: string): boolean {
  return (
    (id.startsWith('person/') && nameCore(foldedNameOf(id)).initials !== '') ||
    /^organization\/\p{L}{2,6}$/u.test(id)
  );
}
