/**
 * Facts about an entity from external lists, by its id. An authority is a look-up without I/O; to add one,
 * add it to `authorities` (docs/entities.md). If several know a field, the first one wins.
 */
import { countries } from './data/countries.ts';
import { subdivisions } from './data/subdivisions.ts';
import { entityId } from './slug.ts';

export interface AuthorityRecord {
  /** ISO 3166-1 alpha-2 for a country, ISO 3166-2 for a subdivision. */
  iso?: string;
  /** For a people: the id of the place that it is named after. */
  place?: string;
}

export type Authority = (id: string) => AuthorityRecord | undefined;

const isoCodes = new Map<string, AuthorityRecord>();
const peoples = new Map<string, AuthorityRecord>();

for (const { iso, name, demonyms } of [...countries, ...subdivisions]) {
  const place = entityId('place', name);
  if (place === undefined) continue;
  isoCodes.set(place, { iso });
  for (const demonym of demonyms) peoples.set(entityId('group', demonym) ?? '', { place });
}

const authorities: readonly Authority[] = [(id) => isoCodes.get(id), (id) => peoples.get(id)];

/** Everything that the authorities know about the entity; an empty record for an unknown id. */
export function authorityRecord(id: string): AuthorityRecord {
  return Object.assign({}, ...authorities.map((authority) => authority(id) ?? {}).reverse());
}
