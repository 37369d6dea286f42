/** An entity with the number of its documents. */
import * as z from 'zod';
import { type EntityMeta, entityMeta } from '../../core/records/entity.ts';

const { type, name, documents } = entityMeta.shape;

export const entityItem = z.object({ id: z.string(), name, type, documents });

export const toEntityItem = ({
  entity: id,
  name,
  type,
  documents,
}: EntityMeta): z.infer<typeof entityItem> => ({
  id,
  name,
  type,
  documents,
});
