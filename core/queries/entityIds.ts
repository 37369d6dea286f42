/** Which ids of entities may stand for others. */
import { nameCore } from '../entities/personName.ts';
import { foldedNameOf } from '../entities/slug.ts';

/** Whether the id may belong to another identity: a name with a middle initial, or an acronym. */
export function isShortForm(id: string): boolean {
  return (
    (id.startsWith('person/') && nameCore(foldedNameOf(id)).initials !== '') ||
    /^organization\/\p{L}{2,6}$/u.test(id)
  );
}
