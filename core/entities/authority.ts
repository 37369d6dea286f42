/**
 * What lists from elsewhere know of an entity, by its id. An authority is a look-up that works without I/O; one more is one more entry in
 * `authorities` (docs/entities.md). The first that knows a thing says it.
 */
import { countries, subdivisions } from './data/countries.ts';
import { entityId } from './slug.ts';

export interface Known {
  /** ISO 3166-1 alpha-2 of a country, ISO 3166-2 of a part of one. */
  iso?: string;
  /** Of a people: the id of the place that it is called after. */
  place?: string;
}

export type Authority = (id: string) => Known | undefined;

const isoCodes = new Map<string, Known>();
const peoples = new Map<string, Known>();

for (const { iso, name, demonyms } of [...countries, ...subdivisions]) {
  const place = entityId('place', name);
  if (place === undefined) continue;
  isoCodes.set(place, { iso });
  for (const demonym of demonyms) peoples.set(entityId('group', demonym) ?? '', { place });
}

const authorities: readonly Authority[] = [(id) => isoCodes.get(id), (id) => peoples.get(id)];

export function codesOf(id: string): Known {
  return Object.assign({}, ...authorities.map((authority) => authority(id) ?? {}).reverse());
}
