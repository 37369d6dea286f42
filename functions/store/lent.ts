/**
 * What a posting has from links and decisions ("lent"). It is no evidence of who is meant in other documents:
 * otherwise links would confirm one another.
 */
import type { AnnotatedEntity } from '../../core/entities/annotation.ts';
import { isShortName } from '../../core/identity/askedNames.ts';
import type { IdentifiedEntity } from '../../core/identity/decisions/identify.ts';
import type { Posting } from '../../core/records/entity.ts';

/**
 * What titles say of the name in a posting, and what of the posting is lent. Several names of a document may
 * come together in one posting. Those are its own that would be there without any link: the name of the
 * entity itself, and names of which it is never asked who is meant. A posting that only a link makes has no
 * name of its own; its `via` says already that it is no evidence.
 *
 * @param named the entities of the document by id, as the document alone has them
 */
export function titlesAndLent(
  entity: IdentifiedEntity,
  named: ReadonlyMap<string, AnnotatedEntity>,
): Pick<Posting, 'role' | 'sex' | 'lent'> {
  const { id, from, also, via } = entity;
  if (via !== undefined) return titlesOf([entity]);
  const names = from.flatMap((each) => named.get(each) ?? []);
  const own = names.filter((each) => each.id === id || !isShortName(each));
  if (own.length === 0) return { ...titlesOf([entity]), lent: 'row' };
  const hasForms = own.length > 1 || own.some((each) => each.also !== undefined);
  return { ...titlesOf(own), ...(also && !hasForms && { lent: 'forms' }) };
}

/** What the titles of these names say: the first that says something. */
function titlesOf(names: readonly AnnotatedEntity[]): Pick<Posting, 'role' | 'sex'> {
  const role = names.find((each) => each.role !== undefined)?.role;
  const sex = names.find((each) => each.sex !== undefined)?.sex;
  return { ...(role && { role }), ...(sex && { sex }) };
}
