/** Documents on a map: each is a feature with the points of its main places. */
import * as z from 'zod';
import type { Authority } from '../../core/entities/authority/authority.ts';
import { type DocumentItem, documentItem } from '../documents/documentItem.ts';
import { placePositions } from '../entities/entityAuthority.ts';
import { type Feature, feature, featureCollection } from './geoJson.ts';

const { id, title, published, source, url, links } = documentItem.shape;

const documentProperties = z.object({
  title,
  published,
  source,
  url,
  links: z.object({ self: links.shape.self }),
  /** The places of the points, in their order. */
  places: z.array(z.object({ id, name: z.string(), mentions: z.number().int() })),
});

export const documentFeatures = featureCollection(documentProperties);

/** The document with the points of those of its main places whose position the authority knows. */
export function toDocumentFeature(
  { id, title, published, source, url, links, entities }: DocumentItem,
  authority: Authority,
): Feature<z.infer<typeof documentProperties>> {
  const places = entities.flatMap((entity) => {
    const [position] = placePositions(authority, entity.id);
    return position === undefined ? [] : [{ position, place: entity }];
  });
  return feature(
    id,
    places.map(({ position }) => position),
    {
      ...{ title, published, source, url, links: { self: links.self } },
      places: places.map(({ place: { id, name, mentions } }) => ({ id, name, mentions })),
    },
  );
}
