/** The few places that the oracle's documents and queries name. */
import type { Point } from '../../../core/entities/authority/nearbyPlaces.ts';
import { entriesAuthority } from '../../unit/core/entities/authority/entriesAuthority.ts';

/** Where the places are; documents name Cardiff in Welsh, too. */
export const placesKnown: Record<string, Point> = {
  'place/cardiff': { lat: 51.48, lon: -3.18 },
  'place/caerdydd': { lat: 51.48, lon: -3.18 },
  'place/bristol': { lat: 51.45, lon: -2.58 },
  'place/suva': { lat: -18.14, lon: 178.44 },
  'place/apia': { lat: -13.83, lon: -171.76 },
};
export const named = { cardiff: 'Cardiff', bristol: 'Bristol', suva: 'Suva', apia: 'Apia' };
export const authority = entriesAuthority(
  Object.entries(named).map(([slug, name]) => ({
    id: `place/${slug}`,
    name,
    aliases: slug === 'cardiff' ? ['Caerdydd'] : [],
    type: 'place',
    source: 'test',
    ...placesKnown[`place/${slug}`],
  })),
);

/** By the angle between them at the centre of the Earth. */
export function kilometresBetween(a: Point | undefined, b: Point | undefined): number {
  if (a === undefined || b === undefined) return Number.POSITIVE_INFINITY;
  const { sin, cos, acos, min, PI } = Math;
  const radians = ({ lat, lon }: Point) => ({ lat: (lat * PI) / 180, lon: (lon * PI) / 180 });
  const [one, other] = [radians(a), radians(b)];
  const cosine = sin(one.lat) * sin(other.lat) + cos(one.lat) * cos(other.lat) * cos(one.lon - other.lon);
  return 6371 * acos(min(1, cosine));
}
