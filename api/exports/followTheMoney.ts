/**
 * Documents as FollowTheMoney entities (https://followthemoney.tech/explorer/): the article, the entities it
 * mentions, and a `Mention` for each of these. An entity comes with every document that mentions it; readers
 * of FollowTheMoney merge entities of one id.
 */

import { textOf } from '../../core/document/record.ts';
import type { EntityType } from '../../core/entities/annotation.ts';
import { hash } from '../../core/hash.ts';
import type { ExportedDocument } from './exportedDocument.ts';

export interface FtmEntity {
  id: string;
  schema: string;
  properties: Record<string, string[]>;
}

/** The schema of each type, with the property that holds the name. */
const schemas: Record<EntityType, readonly [schema: string, name: string]> = {
  person: ['Person', 'name'],
  organization: ['Organization', 'name'],
  group: ['Organization', 'name'],
  place: ['Address', 'full'],
  event: ['Event', 'name'],
};

/** The article first, then each entity with its mention. Ids of entities and mentions are hashes. */
export function toFollowTheMoney({
  document,
  content,
  annotation,
  published,
}: ExportedDocument): FtmEntity[] {
  const article = toFtmEntity(document.doc, 'Article', {
    title: [content.title],
    summary: [content.standfirst],
    bodyText: [textOf(content)],
    author: content.authors,
    publisher: [content.source.publisher ?? content.source.name],
    publishedAt: [content.published?.value],
    modifiedAt: [content.modified?.value],
    language: [content.language.tag],
    sourceUrl: [published.url],
    fileName: [document.provenance.key.split('/').at(-1)],
  });
  const mentioned = annotation.entities.flatMap(({ id, type, name }) => {
    const [schema, property] = schemas[type];
    return [
      toFtmEntity(hash(id), schema, { [property]: [name], sourceUrl: [published.entityUri(id)] }),
      toFtmEntity(hash(document.doc, id), 'Mention', {
        document: [document.doc],
        resolved: [hash(id)],
        name: [name],
        detectedSchema: [schema],
      }),
    ];
  });
  return [article, ...mentioned];
}

/** Leaves out empty properties. */
function toFtmEntity(
  id: string,
  schema: string,
  properties: Record<string, readonly (string | undefined)[]>,
): FtmEntity {
  const filled = Object.entries(properties).flatMap(([name, values]) => {
    const given = values.filter((value) => value !== undefined && value !== '') as string[];
    return given.length === 0 ? [] : [[name, given] as const];
  });
  return { id, schema, properties: Object.fromEntries(filled) };
}
