/**
 * Writes the search rows of documents: the content that META has applied, under the fencing token of META's
 * writer.
 */
import { type Content, publishedDay, textOf } from '../../core/document/record.ts';
import { bandsOf } from '../../core/document/signature.ts';
import type { Annotation } from '../../core/entities/annotation.ts';
import { identifyEntities } from '../../core/identity/decisions/identify.ts';
import type { SearchRow } from '../../core/ports/search.ts';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { readAnnotation, readPayload } from '../../core/records/archive.ts';
import { canaryDocument } from '../../core/records/canary.ts';
import { noteMerged } from '../../core/records/compaction.ts';
import { documentMeta, searchDaysOf } from '../../core/records/document.ts';
import { keys } from '../../core/records/keys.ts';
import { searchDay } from '../../core/search/searchDay.ts';
import { searchTombstone } from '../../core/search/searchTombstone.ts';

type SearchPorts = Pick<Ports, 'archive' | 'table' | 'search' | 'clock'>;

const readConcurrency = 16;

/** Merges the rows of these documents, or their tombstones, and notes which parts are to be compacted. */
export async function indexDocuments(ports: SearchPorts, docs: readonly string[]): Promise<void> {
  const rows = await mapConcurrent(readConcurrency, docs, (doc) => readSearchRow(ports, doc));
  const merged = rows.filter((row) => row !== undefined);
  if (merged.length > 0) await noteMerged(ports, await ports.search.merge(merged));
}

/**
 * @returns `undefined` if nothing is applied yet, or if it was superseded meanwhile: another message follows
 */
async function readSearchRow(ports: SearchPorts, doc: string): Promise<SearchRow | undefined> {
  const row = await ports.table.get(keys.document(doc), { consistent: true });
  const meta = row === undefined ? undefined : documentMeta.parse(row);
  if (meta?.applied === undefined) return undefined;
  const { token, basis } = meta.applied;
  const days = searchDaysOf(meta);
  // A tombstone says up to which token the document is indexed, and nobody finds it.
  if (basis === undefined || doc === canaryDocument) return tombstoneRow(doc, token, days);
  const [content, annotation] = await Promise.all([
    readPayload(ports.archive, basis.payload),
    readAnnotation(ports.archive, basis),
  ]);
  if (content === undefined || annotation === undefined) return undefined;
  const made = searchRow(doc, token, content, {
    ...annotation,
    entities: identifyEntities(annotation, meta).shown,
  });
  const earlier = days.filter((day) => day !== searchDay(made.published));
  return { ...made, ...(earlier.length > 0 && { earlier }) };
}

/** Buries the document's rows under these days. */
export function tombstoneRow(id: string, token: number, days: readonly string[]): SearchRow {
  return { ...searchTombstone({ id, token }), earlier: days };
}

/** The search row of a document. */
export function searchRow(id: string, token: number, content: Content, annotation: Annotation): SearchRow {
  return {
    id,
    token,
    gone: false,
    title: content.title,
    standfirst: content.standfirst ?? '',
    text: textOf(content),
    bands: content.signature === undefined ? [] : bandsOf(content.signature),
    entities: annotation.entities.map(({ id }) => id),
    mentions: annotation.entities.map(({ mentions }) => mentions),
    source: content.source.name,
    language: content.language.tag,
    published: publishedDay(content.published) ?? '',
  };
}
