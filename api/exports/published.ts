/** A document with all that its foreign forms (ninjs, schema.org) need to name it and what it mentions. */

import type { Content } from '../../core/document/record.ts';
import type { AnnotatedEntity } from '../../core/entities/annotation.ts';

export interface Published {
  id: string;
  /** Its address here. */
  uri: string;
  /** Where it was published on the web, http or https. */
  url?: string | undefined;
  /** Of its winning source: the object's version, and when it was put (RFC 3339). */
  version: string;
  ingested: string;
  content: Content;
  entities: readonly AnnotatedEntity[];
  entityUri: (entity: string) => string;
}
