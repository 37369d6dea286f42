/** Who is in the news: people, organisations and places by rank, each name made from parts, so that no table of them is kept. */
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
  /** As the news first names it. */
  name: string;
  /** As it is named from then on. */
  short: string;
}

/** The people of one story, its organisations and its places. */
export interface Cast {
  people: NamedEntity[];
  organizations: NamedEntity[];
  places: NamedEntity[];
}

/** How many there are of each. */
export const population = { person: 40_000, organization: 8_000, place: 1_200 } as const;

/** A prime that divides none of the numbers of combinations: multiplied by it, neighbouring ranks get names far apart, and all different. */
const stride = 7_919;

const at = (list: readonly string[], index: number): string => list[index % list.length] ?? '';

/** @param rank 0 for the one most in the news */
export function person(rank: number): NamedEntity {
  const families = familyStarts.length * familyEnds.length;
  const index = (rank * stride) % (families * givenNames.length);
  const family = at(familyStarts, Math.floor(index / familyEnds.length)) + at(familyEnds, index);
  return { type: 'person', name: `${at(givenNames, Math.floor(index / families))} ${family}`, short: family };
}

export function place(rank: number): NamedEntity {
  const index = (rank * stride) % (placeStarts.length * placeEnds.length);
  const name = at(placeStarts, Math.floor(index / placeEnds.length)) + at(placeEnds, index);
  return { type: 'place', name, short: name };
}

export function organization(rank: number): NamedEntity {
  const index = (rank * stride) % (population.place * organizationKinds.length);
  const name = `${place(Math.floor(index / organizationKinds.length)).name} ${at(organizationKinds, index)}`;
  return { type: 'organization', name, short: name };
}

/** A rank in [0, n) by Zipf's law with exponent 1: the logarithm of an even draw, so rank r comes up in proportion to 1 / (r + 1). */
export function zipf(random: Random, n: number): number {
  return Math.min(n - 1, Math.floor((n + 1) ** random.next()) - 1);
}

/** @param rank draws a rank below the number given; an event takes an even draw, so that its people rise from nowhere
 * @param kinds the organisations' last words, where only some fit */
export function castOf(rank: (n: number) => number, kinds: readonly string[] = []): Cast {
  const fits = ({ name }: NamedEntity) =>
    kinds.length === 0 || kinds.some((kind) => name.endsWith(` ${kind}`));
  return {
    people: several(3, () => person(rank(population.person))),
    organizations: several(2, () => organization(rank(population.organization)), fits),
    places: several(3, () => place(rank(population.place))),
  };
}

/** Different ones, that cannot be confused by their short names. */
function several(
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

export function idOf({ type, name }: NamedEntity): string {
  const id = entityId(type, name);
  if (id === undefined) throw new RangeError(`no id for «${name}»`);
  return id;
}
