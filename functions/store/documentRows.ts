/** Makes the rows of a document from its winning source: META, postings and the change. Pure functions. */

import { type Content, publishedDay, textOf } from '../../core/document/record.ts';
import { articleUrl } from '../../core/document/urls.ts';
import { type Annotation, namedEntity } from '../../core/entities/annotation.ts';
import { omitUndefined } from '../../core/omitUndefined.ts';
import type { Attributes } from '../../core/protocol/reconcile.ts';
import { canaryDocument } from '../../core/records/canary.ts';
import {
  type Basis,
  type DocumentChange,
  type DocumentMeta,
  type DocumentSource,
  mainEntities,
} from '../../core/records/document.ts';
import type { Posting } from '../../core/records/entity.ts';
import { listPartition, shardOf, sourcePartition, undated } from '../../core/records/keys.ts';
import { searchMonth } from '../../core/search/searchMonth.ts';

/** The winning source of a document, with everything that its rows are made from. */
export interface Winner {
  source: DocumentSource;
  basis: Basis;
  content: Content;
  annotation: Annotation;
}

/** How many of the document's other entities each posting lists, for co-mentions. */
const othersNamed = 12;

/** One posting per entity of the document. */
export function postingRows(
  doc: string,
  { content, annotation }: Winner,
): Map<string, Omit<Posting, 'token'>> {
  const main = annotation.entities.slice(0, othersNamed + 1).map((entity) => entity.id);
  return new Map(
    annotation.entities.map(({ id, name, mentions, also, role }) => [
      id,
      {
        doc,
        day: publishedDay(content.published) ?? undated,
        title: content.title,
        source: content.source.name,
        form: name,
        ...(also && { also }),
        ...(role && { role }),
        mentions,
        others: main.filter((other) => other !== id).slice(0, othersNamed),
      },
    ]),
  );
}

/**
 * META once all other rows are written. Sets every field, so that a removed document leaves none behind.
 *
 * @param months under which the search table may have rows of earlier states
 */
export function metaRow(
  token: number,
  doc: string,
  winner: Winner | undefined,
  months: readonly string[] = [],
): Attributes {
  if (winner === undefined) {
    const noContent = {
      provenance: undefined,
      ingested: undefined,
      content: undefined,
      source: undefined,
      language: undefined,
      url: undefined,
      entities: undefined,
      countries: undefined,
      counts: undefined,
    };
    return {
      doc,
      pending: [],
      applied: { token },
      searchMonths: withMonths(months),
      ...noContent,
      listPk: undefined,
      listSk: undefined,
      sourcePk: undefined,
      sourceSk: undefined,
    };
  }
  const { source, basis, content, annotation } = winner;
  const { key, version, part, format, charset, bytes, retrieved } = source;
  const { title, standfirst, published, modified, authors, byline } = content;
  const day = publishedDay(published);
  const month = searchMonth(day ?? '');
  const searchMonths = [...months.filter((each) => each !== month), month];
  const sortKey = `${day ?? undated}#${doc}`;
  const isHidden = doc === canaryDocument;
  return {
    doc,
    pending: [],
    applied: { token, basis: { ...basis } },
    searchMonths: searchMonths.length > 1 ? withMonths(searchMonths) : undefined,
    provenance: {
      key,
      version,
      part,
      format,
      charset,
      bytes,
      ...(retrieved && { retrieved: { ...retrieved } }),
    },
    ingested: new Date(source.modified).toISOString(),
    content: omitUndefined({
      title,
      standfirst,
      published: published && { ...published },
      modified: modified && { ...modified },
      authors,
      byline,
    }),
    source: content.source.name,
    language: content.language.tag,
    url: articleUrl(content),
    entities: annotation.entities.slice(0, mainEntities).map((entity) => namedEntity.parse(entity)),
    countries: annotation.countries,
    counts: {
      characters: textOf(content).length,
      entities: annotation.entities.length,
      mentions: annotation.mentions.length,
    },
    listPk: isHidden ? undefined : listPartition(shardOf(doc)),
    listSk: sortKey,
    sourcePk: isHidden ? undefined : sourcePartition(content.source.name),
    sourceSk: sortKey,
  };
}

/**
 * How many months META names, the latest ones. Only an execution that began before a month was left can still
 * write a row there, so far fewer would do.
 */
const monthsKept = 240;

const withMonths = (months: readonly string[]): string[] | undefined =>
  months.length === 0 ? undefined : months.slice(-monthsKept);

/**
 * What changed for a reader; `undefined` if only the source changed and the content is the same.
 *
 * @param converged whether the handler before finished. If not, it may have announced something else, even a
 *   removal, so there is always a change
 */
export function changeRow(
  doc: string,
  before: DocumentMeta | undefined,
  winner: Winner | undefined,
  converged: boolean,
): Omit<DocumentChange, 'time'> | undefined {
  if (doc === canaryDocument) return undefined;
  const old = before?.applied?.basis;
  if (winner === undefined)
    return old || !converged ? { doc, reason: 'removed', title: before?.content?.title ?? '' } : undefined;
  const { basis, content } = winner;
  const change = (reason: DocumentChange['reason']) => ({ doc, reason, title: content.title });
  if (old === undefined) return change('created');
  if (old.payload !== basis.payload) return change('revised');
  if (old.model !== basis.model) return change('retyped');
  return converged ? undefined : change('revised');
}
