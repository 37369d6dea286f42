/** What links and decisions lend a posting, and so is no evidence of who is meant in another document. */
import type { AnnotatedEntity } from '../../core/entities/annotation.ts';
import type { IdentifiedEntity } from '../../core/identity/decisions/identify.ts';
import { isShortName } from '../../core/queries/links.ts';
import type { Posting } from '../../core/records/entity.ts';

/**
 * The role that a posting says, and whether it lends something. Of the names that come together in a posting,
 * those are its own that are there whatever links do: the one that it stands under, and those of which it is
 * never asked who is meant.
 *
 * @param named the entities of the document by id, as the document alone has them
 */
export function roleAndLent(
  { id, from, also, via, role }: IdentifiedEntity,
  named: ReadonlyMap<string, AnnotatedEntity>,
): Pick<Posting, 'role' | 'lent'> {
  const names = from.flatMap((each) => named.get(each) ?? []);
  const own = names.filter((each) => each.id === id || !isShortName(each));
  const ownRole = own.find((each) => each.role !== undefined)?.role;
  const shown = ownRole ?? role;
  const hasForms = own.length > 1 || own.some((each) => each.also !== undefined);
  const isLent = (also !== undefined && !hasForms) || shown !== ownRole;
  const lent = own.length === 0 ? 'row' : isLent ? 'details' : undefined;
  // A posting by a link is no evidence anyway.
  return { ...(shown && { role: shown }), ...(via === undefined && lent && { lent }) };
}
