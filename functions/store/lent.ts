/** What links and decisions lend a posting, and so is no evidence of who is meant in another document. */
import type { AnnotatedEntity } from '../../core/entities/annotation.ts';
import { isShortName } from '../../core/identity/askedNames.ts';
import type { IdentifiedEntity } from '../../core/identity/decisions/identify.ts';
import type { Posting } from '../../core/records/entity.ts';

/**
 * The role that a posting says, and what is lent. Of the names that come together in a posting, those are
 * its own that are there whatever links do: the one that it stands under, and those of which it is never
 * asked who is meant. A posting that a link makes has none, and its `via` says that it is no evidence.
 *
 * @param named the entities of the document by id, as the document alone has them
 */
export function roleAndLent(
  { id, from, also, via, role }: IdentifiedEntity,
  named: ReadonlyMap<string, AnnotatedEntity>,
): Pick<Posting, 'role' | 'lent'> {
  if (via !== undefined) return role ? { role } : {};
  const names = from.flatMap((each) => named.get(each) ?? []);
  const own = names.filter((each) => each.id === id || !isShortName(each));
  if (own.length === 0) return { ...(role && { role }), lent: 'row' };
  const ownRole = own.find((each) => each.role !== undefined)?.role;
  const hasForms = own.length > 1 || own.some((each) => each.also !== undefined);
  return { ...(ownRole && { role: ownRole }), ...(also && !hasForms && { lent: 'forms' }) };
}
