/**
 * The search row of a document: the content that META has applied, under the fencing token of META's writer.
 */
import { heldBackOf } from '../../document/heldBack.ts';
import { printedAt } from '../../document/printedAt.ts';
import { type Content, publishedDay, textOf } from '../../document/record.ts';
import { bandsOf } from '../../document/signature.ts';
import type { Annotation } from '../../entities/annotation.ts';
import { giveWay } from '../../giveWay.ts';
import { identifyEntities } from '../../identity/decisions/identify.ts';
import type { Objects } from '../../ports/objects.ts';
import type { SearchRow } from '../../ports/search.ts';
import { readAnnotation, readPayload } from '../../records/archive.ts';
import { canaryDocument } from '../../records/canary.ts';
import { type DocumentMeta, searchDaysOf } from '../../records/document.ts';
import { searchDay } from '../../search/searchDay.ts';
import { searchedForm } from '../../search/searchedForm.ts';
import { searchTombstone } from '../../search/searchTombstone.ts';
import { slicesOf } from '../../text/slices.ts';

/**
 * Makes the row, or the tombstone of a document that is gone.
 *
 * @returns `undefined` if nothing is applied yet, or if it was superseded meanwhile: another message follows
 */
export async function readSearchRow(archive: Objects, meta: DocumentMeta): Promise<SearchRow | undefined> {
  const { doc, applied, ingested } = meta;
  if (applied === undefined) return undefined;
  const { token, basis } = applied;
  const days = searchDaysOf(meta);
  // A tombstone says up to which token the document is indexed, and nobody finds it.
  if (basis === undefined || doc === canaryDocument) return tombstoneRow(doc, token, days);
  const [content, annotation] = await Promise.all([
    readPayload(archive, basis.payload),
    readAnnotation(archive, basis),
  ]);
  if (content === undefined || annotation === undefined || ingested === undefined) return undefined;
  const identified = { ...annotation, entities: identifyEntities(annotation, meta).shown };
  const made = await searchRow({ doc, token, ingested }, content, identified);
  const earlier = days.filter((day) => day !== searchDay(made.published));
  return { ...made, ...(earlier.length > 0 && { earlier }) };
}

/** Buries the document's rows under these days. */
export function tombstoneRow(id: string, token: number, days: readonly string[]): SearchRow {
  return { ...searchTombstone({ id, token }), earlier: days };
}

/** The search row of a document. @param of `ingested`: when it was uploaded, RFC 3339 */
export async function searchRow(
  { doc, token, ingested }: { doc: string; token: number; ingested: string },
  content: Content,
  annotation: Annotation,
): Promise<SearchRow> {
  return {
    id: doc,
    token,
    gone: false,
    title: searchedForm(content.title),
    standfirst: searchedForm(content.standfirst ?? ''),
    text: await searchedText(textOf(content)),
    bands: content.signature === undefined ? [] : bandsOf(content.signature),
    entities: annotation.entities.map(({ id }) => id),
    mentions: annotation.entities.map(({ mentions }) => mentions),
    source: content.source.name,
    language: content.language.tag,
    published: publishedDay(content.published) ?? '',
    printed: printedAt(content.published, ingested),
    status: heldBackOf(content)?.status ?? 'usable',
    subjects: content.subjects,
    countries: annotation.countries ?? [],
  };
}

/** In UTF-16 units: at most some ten milliseconds. */
const sliceLength = 100_000;

/** A long text slice by slice, and other work runs in between. */
async function searchedText(text: string): Promise<string> {
  if (text.length <= sliceLength) return searchedForm(text);
  const slices: string[] = [];
  for (const slice of slicesOf(text, sliceLength)) {
    slices.push(searchedForm(slice));
    await giveWay();
  }
  return slices.join('');
}
