/**
 * What an entity's id says about its name. Ids are `type/slug`, and a slug is a folded name with hyphens for
 * spaces.
 */
import { particles } from '../entities/data/people.ts';
import { nameCore } from '../entities/personName.ts';

/** The folded name in an id. A very long name is truncated there, so it matches no variant. */
export function foldedNameOf(id: string): string {
  return id.slice(id.indexOf('/') + 1).replaceAll('-', ' ');
}

/** Whether the id is a surname without a given name: `person/okoye`, `person/van-der-meulen`. */
export function isSurnameOnly(id: string): boolean {
  const words = foldedNameOf(id).split(' ');
  return id.startsWith('person/') && (words.length === 1 || particles.has(words[0] ?? ''));
}

/** Whether the id may belong to another identity: a surname, a name with a middle initial, or an acronym. */
export function isShortForm(id: string): boolean {
  return (
    isSurnameOnly(id) ||
    (id.startsWith('person/') && nameCore(foldedNameOf(id)).initials !== '') ||
    /^organization\/\p{L}{2,6}$/u.test(id)
  );
}
