/**
 * The people, organisations and places in the news, by rank. Each name is computed from parts, so no table of
 * names is needed.
 */
import { entityId } from '../../core/entities/slug.ts';
import type { Random } from '../../core/random.ts';
import {
  familyEnds,
  familyStarts,
  givenNames,
  organizationKinds,
  placeEnds,
  placeStarts,
} from './vocabulary.ts';

export interface NamedEntity {
  type: 'person' | 'organization' | 'place';
  /** The form at first mention. */
  name: string;
  /** The form of later mentions. */
  short: string;
}

/** The entities of one story. */
export interface Cast {
  people: NamedEntity[];
  organizations: NamedEntity[];
  places: NamedEntity[];
}

/** The number of entities of each type. */
export const population = { person: 40_000, organization: 8_000, place: 1_200 } as const;

/**
 * Coprime to the numbers of combinations, so that multiplying by it gives neighbouring ranks distant,
 * distinct names.
 */
const stride = 7_919;

const at = (list: readonly string[], index: number): string => list[index % list.length] ?? '';

/** @param rank 0 for the person most in the news */
export function person(rank: number): NamedEntity {
  const families = familyStarts.length * familyEnds.length;
  const index = (rank * stride) % (families * givenNames.length);
  const family = at(familyStarts, Math.floor(index / familyEnds.length)) + at(familyEnds, index);
  return { type: 'person', name: `${at(givenNames, Math.floor(index / families))} ${family}`, short: family };
}

/** The place of this rank. */
export function place(rank: number): NamedEntity {
  const index = (rank * stride) % (placeStarts.length * placeEnds.length);
  const name = at(placeStarts, Math.floor(index / placeEnds.length)) + at(placeEnds, index);
  return { type: 'place', name, short: name };
}

/** The organisation of this rank: a place's name and a kind. */
export function organization(rank: number): NamedEntity {
  const index = (rank * stride) % (population.place * organizationKinds.length);
  const name = `${place(Math.floor(index / organizationKinds.length)).name} ${at(organizationKinds, index)}`;
  return { type: 'organization', name, short: name };
}

/**
 * Draws a rank in [0, n) by Zipf's law with exponent 1: rank r has a probability proportional to 1 / (r + 1).
 */
export function zipf(random: Random, n: number): number {
  return Math.min(n - 1, Math.floor((n + 1) ** random.next()) - 1);
}

/**
 * Draws the entities of a story.
 * @param rank draws a rank below `n`; events draw uniformly, so that their people appear suddenly
 * @param kinds the allowed last words of organisations; any if empty
 */
export function castOf(rank: (n: number) => number, kinds: readonly string[] = []): Cast {
  const fits = ({ name }: NamedEntity) =>
    kinds.length === 0 || kinds.some((kind) => name.endsWith(` ${kind}`));
  return {
    people: drawDistinct(3, () => person(rank(population.person))),
    organizations: drawDistinct(2, () => organization(rank(population.organization)), fits),
    places: drawDistinct(3, () => place(rank(population.place))),
  };
}

/** Draws entities with distinct short names. */
function drawDistinct(
  count: number,
  draw: () => NamedEntity,
  fits: (one: NamedEntity) => boolean = () => true,
): NamedEntity[] {
  const found = new Map<string, NamedEntity>();
  while (found.size < count) {
    const one = draw();
    if (!found.has(one.short) && fits(one)) found.set(one.short, one);
  }
  return [...found.values()];
}

/** The id that Dateline gives to the entity. @throws RangeError if its name has no letter or digit */
export function idOf({ type, name }: NamedEntity): string {
  const id = entityId(type, name);
  if (id === undefined) throw new RangeError(`no id for "${name}"`);
  return id;
}
