/** `news.doc/1` as a JSON Schema (2020-12) for API clients, published as `docs/news.doc.schema.json`. */
import * as z from 'zod';
import { newsDocument } from './record.ts';

export function newsDocumentSchema(): object {
  const { $schema, ...schema } = z.toJSONSchema(newsDocument, { io: 'output' });
  const description =
    'One news document: its content and its provenance. docs/formats.md lists the fields that each format fills.';
  return { $schema, title: 'news.doc/1', description, ...schema };
}
