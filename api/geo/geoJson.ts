/** GeoJSON (RFC 7946): the places of a list, for a map. Positions are longitude, then latitude. */
import * as z from 'zod';
import type { AuthorityEntry } from '../../core/entities/authority/entry.ts';
import { partialSchema } from '../http/page.ts';

export const geoJsonMediaType = 'application/geo+json';

const position = z.tuple([z.number(), z.number()]);
export type Position = z.infer<typeof position>;

/** Null for what has no known place. */
const geometry = z
  .union([
    z.object({ type: z.literal('Point'), coordinates: position }),
    z.object({ type: z.literal('MultiPoint'), coordinates: z.array(position) }),
  ])
  .nullable();

/** A list as a collection of features; `next` and `partial` as in the list. */
export const featureCollection = <P extends z.ZodType>(properties: P) =>
  z.object({
    type: z.literal('FeatureCollection'),
    features: z.array(z.object({ type: z.literal('Feature'), id: z.string(), geometry, properties })),
    next: z.string().nullable(),
    partial: partialSchema,
  });

export interface Feature<P> {
  type: 'Feature';
  id: string;
  geometry: z.infer<typeof geometry>;
  properties: P;
}

/** @param positions none for a feature without a place */
export function feature<P>(id: string, positions: readonly Position[], properties: P): Feature<P> {
  return { type: 'Feature', id, geometry: geometryOf(positions), properties };
}

function geometryOf(positions: readonly Position[]): z.infer<typeof geometry> {
  const [first] = positions;
  if (first === undefined) return null;
  if (positions.length === 1) return { type: 'Point', coordinates: first };
  return { type: 'MultiPoint', coordinates: [...positions] };
}

/** Where the entry is; nothing if it is unknown. */
export function positionsOf(entry: AuthorityEntry | undefined): Position[] {
  return entry?.lat === undefined || entry.lon === undefined ? [] : [[entry.lon, entry.lat]];
}
