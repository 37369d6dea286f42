/** The filter `near:` of the search language: the ids of the places around a point or a place. */
import { type Authority, authorityRecord } from '../../core/entities/authority/authority.ts';
import type { AuthorityEntry } from '../../core/entities/authority/entry.ts';
import type { Point } from '../../core/entities/authority/nearbyPlaces.ts';
import { entityId } from '../../core/entities/slug.ts';
import type { QueryPlace } from '../../core/search/queryTerms.ts';
import { parameterProblem } from '../http/problem.ts';

/** Places that one filter looks for. */
const mostPlaces = 1000;
/** Shown of the places that a name may mean. */
const mostShown = 5;

/**
 * The ids that documents may use for the places: those of the authority, and those of their other names that
 * no other place has.
 *
 * @param parameter the one that has the query
 * @throws HttpProblem 400 if the place is not known or not clear, or if there are too many around it
 */
export function placesAround(
  authority: Authority,
  { near, kilometres, position }: { near: QueryPlace; kilometres: number; position: number },
  parameter: string,
): string[] {
  const refuse = (expected: string, got?: string) =>
    parameterProblem(parameter, `At ${position}: expected ${expected}.`, {
      position,
      allowed: expected,
      ...(got !== undefined && { got }),
    });
  const at = 'name' in near ? pointOf(authority, near.name, refuse) : near;
  const places = authority.near(at, kilometres);
  if (places.length > mostPlaces)
    throw refuse(
      `a smaller distance: ${places.length} places are so near, and at most ${mostPlaces} are searched`,
    );
  return [...new Set(places.flatMap((place) => idsOf(authority, place)))];
}

function pointOf(
  authority: Authority,
  name: string,
  refuse: (expected: string, got: string) => Error,
): Point {
  const id = /^place\//.test(name) ? name : (entityId('place', name) ?? '');
  const { entry, candidates } = authorityRecord(authority, id);
  if (entry?.lat !== undefined && entry.lon !== undefined) return { lat: entry.lat, lon: entry.lon };
  const [first] = candidates;
  if (first === undefined)
    throw refuse('a place whose coordinates the authority has, or coordinates like 51.5,-3.2', name);
  const ids = candidates.slice(0, mostShown).map((each) => each.id);
  throw refuse(`one place: ${ids.join(' or ')}`, name);
}

function idsOf(authority: Authority, place: AuthorityEntry): string[] {
  const others = [place.name, ...place.aliases]
    .flatMap((name) => entityId('place', name) ?? [])
    .filter((id) => authorityRecord(authority, id).entry?.id === place.id);
  return [place.id, ...others];
}
