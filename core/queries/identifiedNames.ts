/** The names of a document as readers see them: under the entities that are meant, and by their names. */

import type { Annotation } from '../entities/annotation.ts';
import {
  type DecidedNames,
  decidedReason,
  type IdentifiedEntity,
  type IdentifiedMention,
  identifyEntities,
  identifyMentions,
  renamed,
} from '../identity/decisions/identify.ts';
import type { Links } from '../identity/links.ts';
import type { Table } from '../ports/table.ts';
import { mentionedEntity } from '../records/entity.ts';
import { keys } from '../records/keys.ts';

/**
 * The mentions and the shown entities of a document. An entity that is there by a decision alone has the name
 * that the archive has for it, because the document has only the name of another one.
 *
 * @param document what links and decisions say of it, as META has it
 */
export async function readIdentifiedNames(
  table: Table,
  annotation: Pick<Annotation, 'entities' | 'mentions'>,
  document: { links?: Links | undefined; decided?: DecidedNames | undefined },
): Promise<{ mentions: IdentifiedMention[]; entities: IdentifiedEntity[] }> {
  const { shown } = identifyEntities(annotation, document);
  const archived = await readNames(
    table,
    shown.filter(({ moved }) => moved).map(({ id }) => id),
  );
  const entities = shown.map((entity) => renamed(entity, archived.get(entity.id)));
  const names = new Map(entities.map(({ id, name }) => [id, name]));
  const mentions = identifyMentions(annotation.mentions, document).map((mention) =>
    mention.link.reason === decidedReason
      ? { ...mention, name: names.get(mention.entity ?? '') ?? mention.name }
      : mention,
  );
  return { mentions, entities };
}

/** The names of these entities, without those that no document mentions. */
async function readNames(table: Table, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const metas = (await table.batchGet(ids.map(keys.entity))).flatMap((row) => mentionedEntity(row) ?? []);
  return new Map(metas.map(({ entity, name }) => [entity, name]));
}
