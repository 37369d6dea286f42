/** Search rows: what META says is applied, brought into the search table under the token it was applied with. */
import { type Content, publishedDay, textOf } from '../../core/document/record.ts';
import { bandsOf } from '../../core/document/signature.ts';
import type { Annotation } from '../../core/entities/annotation.ts';
import type { SearchRow } from '../../core/ports/search.ts';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { readAnnotation, readPayload } from '../../core/records/archive.ts';
import { documentMeta } from '../../core/records/document.ts';
import { keys } from '../../core/records/keys.ts';

type SearchPorts = Pick<Ports, 'archive' | 'table' | 'search'>;

const readAtOnce = 16;

/** Merges the rows of these documents, or their tombstones. */
export async function indexDocuments(ports: SearchPorts, docs: readonly string[]): Promise<void> {
  const rows = await mapConcurrent(readAtOnce, docs, (doc) => searchRow(ports, doc));
  const merged = rows.filter((row) => row !== undefined);
  if (merged.length > 0) await ports.search.merge(merged);
}

/** `undefined`: nothing is applied yet, or it has been superseded while we read; either way a hint follows. */
async function searchRow(ports: SearchPorts, doc: string): Promise<SearchRow | undefined> {
  const row = await ports.table.get(keys.document(doc), { consistent: true });
  const applied = row === undefined ? undefined : documentMeta.parse(row).applied;
  if (applied === undefined) return undefined;
  const { token, basis } = applied;
  if (basis === undefined) return { ...empty, id: doc, token, gone: true };
  const [content, annotation] = await Promise.all([
    readPayload(ports.archive, basis.payload),
    readAnnotation(ports.archive, basis),
  ]);
  return content && annotation && rowOf(doc, token, content, annotation);
}

const empty = {
  title: '',
  standfirst: '',
  text: '',
  entities: [],
  bands: [],
  source: '',
  language: '',
  published: '',
};

/** What is searched of a document. */
export function rowOf(id: string, token: number, content: Content, annotation: Annotation): SearchRow {
  return {
    id,
    token,
    gone: false,
    title: content.title,
    standfirst: content.standfirst ?? '',
    text: textOf(content),
    bands: content.signature === undefined ? [] : bandsOf(content.signature),
    entities: annotation.entities.map((entity) => entity.id),
    source: content.source.name,
    language: content.language.tag,
    published: publishedDay(content.published) ?? '',
  };
}
