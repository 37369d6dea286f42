/** Makes the rows of a document from its winning source: META, postings and the change. Pure functions. */

import { heldBackOf } from '../../core/document/heldBack.ts';
import { listPosition } from '../../core/document/listPosition.ts';
import { beginningOfText, type Content, textLength } from '../../core/document/record.ts';
import { articleUrl } from '../../core/document/urls.ts';
import { type Annotation, namedEntity } from '../../core/entities/annotation.ts';
import { unaskedNames } from '../../core/identity/askedNames.ts';
import { nameCodesOf, topicsOf } from '../../core/identity/contextCodes.ts';
import { identifyEntities } from '../../core/identity/decisions/identify.ts';
import type { Links } from '../../core/identity/links.ts';
import { sectionOf } from '../../core/identity/section.ts';
import { omitUndefined } from '../../core/omitUndefined.ts';
import type { Attributes } from '../../core/protocol/reconcile.ts';
import { canaryDocument } from '../../core/records/canary.ts';
import {
  type Basis,
  type DocumentChange,
  type DocumentMeta,
  type DocumentSource,
  mainEntities,
  postingDay,
} from '../../core/records/document.ts';
import { othersNamed, type Posting } from '../../core/records/entity.ts';
import { listPartition, shardOf, sourcePartition } from '../../core/records/keys.ts';
import { searchDay } from '../../core/search/searchDay.ts';
import { bareNames } from './bareNames.ts';
import { decidingOf, type Identity, storedDecided } from './decidedRows.ts';
import { titlesAndLent } from './lent.ts';

/** The winning source of a document, with everything that its rows are made from. */
export interface Winner {
  source: DocumentSource;
  basis: Basis;
  content: Content;
  annotation: Annotation;
}

/** What postings are made from. */
export interface PostingSource extends Pick<Winner, 'content' | 'annotation'> {
  source: Pick<DocumentSource, 'key' | 'part'>;
}

/** Characters that topics are read from: the beginning of a longer text. */
const topicText = 20_000;

/**
 * Remembers what was made of an object: the postings of a document are made up to three times, and what they
 * need from its text and names is always the same.
 */
function once<K extends object, V extends NonNullable<unknown>>(make: (of: K) => V): (of: K) => V {
  const known = new WeakMap<K, V>();
  return (of) => {
    const made = known.get(of) ?? make(of);
    known.set(of, made);
    return made;
  };
}

const topicsIn = once((content: Content) => topicsOf(beginningOfText(content, topicText)));
const bareIn = once(({ content, annotation }: PostingSource) => bareNames(content, annotation));
const unaskedIn = once(({ entities }: Annotation) => unaskedNames(entities));
const companyIn = once(({ entities }: Annotation) => nameCodesOf(entities));

/**
 * One posting per entity of the document, by the entity's id.
 *
 * @param identity whom its names are put to; without it, as the document alone has them
 */
export function postingRows(
  doc: string,
  of: PostingSource,
  identity: Identity = {},
): Map<string, Omit<Posting, 'token'>> {
  const { source, content, annotation } = of;
  const linked = identifyEntities(annotation, identity).shown;
  const main = linked.slice(0, othersNamed + 1).map((entity) => entity.id);
  const company = companyIn(annotation);
  const topics = topicsIn(content);
  const section = sectionOf(source);
  const [bare, unasked] = [bareIn(of), unaskedIn(annotation)];
  const named = new Map(annotation.entities.map((each) => [each.id, each]));
  return new Map(
    linked.map((entity) => {
      const { id, name, mentions, also, via, by, moved, from } = entity;
      return [
        id,
        {
          doc,
          day: postingDay(content),
          title: content.title,
          source: content.source.name,
          form: name,
          ...(also && { also }),
          ...titlesAndLent(entity, named),
          ...(bare.has(id) && { bare: true as const }),
          ...(unasked.has(id) && { unasked: true as const }),
          mentions,
          others: main.filter((other) => other !== id).slice(0, othersNamed),
          ...(via && { via }),
          ...(by && { by }),
          ...(moved && { moved }),
          ...(by && !from.includes(id) && { foreign: true }),
          ...(section && { section }),
          ...(company && { company }),
          ...(topics && { topics }),
        },
      ];
    }),
  );
}

/**
 * META once all other rows are written. Sets every field, so that a removed document leaves none behind.
 *
 * @param earlier `days` under which the search table may have rows of earlier states
 */
export function metaRow(
  token: number,
  doc: string,
  winner: Winner | undefined,
  { days = [], ...identity }: { days?: readonly string[] } & Identity = {},
): Attributes {
  const row = { doc, pending: [] };
  if (winner === undefined)
    return { ...row, applied: { token }, searchDays: latest(days), ...contentOfRemoved };
  const own = searchDay(postingDay(winner.content));
  const searchDays = [...days.filter((day) => day !== own), own];
  return {
    ...row,
    applied: { token, basis: { ...winner.basis } },
    searchDays: searchDays.length > 1 ? latest(searchDays) : undefined,
    ...contentOf(doc, winner, identity),
  };
}

/** The fields of META that come from the winner, and those that put META on lists. */
const contentOfRemoved = {
  provenance: undefined,
  ingested: undefined,
  content: undefined,
  heldBack: undefined,
  source: undefined,
  language: undefined,
  url: undefined,
  entities: undefined,
  links: undefined,
  linking: undefined,
  decided: undefined,
  deciding: undefined,
  countries: undefined,
  counts: undefined,
  listPk: undefined,
  listSk: undefined,
  sourcePk: undefined,
  sourceSk: undefined,
};

/** The same fields of a document that is there. */
function contentOf(
  doc: string,
  { source, content, annotation }: Winner,
  { links, decided }: Identity,
): Record<keyof typeof contentOfRemoved, Attributes[string]> {
  const { key, version, part, format, charset, bytes, retrieved } = source;
  const { title, standfirst, published, modified, authors, byline } = content;
  const day = postingDay(content);
  const position = listPosition(doc, published);
  const isHidden = doc === canaryDocument;
  return {
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
    heldBack: heldBackOf(content),
    source: content.source.name,
    language: content.language.tag,
    url: articleUrl(content),
    entities: identifyEntities(annotation, { links, decided })
      .shown.slice(0, mainEntities)
      .map((entity) => namedEntity.parse(entity)),
    links: links && { ...links },
    linking: linkingOf(day, links),
    decided: storedDecided(decided),
    deciding: decidingOf(day, annotation, decided),
    countries: annotation.countries,
    counts: {
      characters: textLength(content),
      entities: annotation.entities.length,
      mentions: annotation.mentions.length,
    },
    listPk: isHidden ? undefined : listPartition(shardOf(doc)),
    listSk: position,
    sourcePk: isHidden ? undefined : sourcePartition(content.source.name),
    sourceSk: position,
  };
}

/** The postings that links make, as META lists them; `undefined` if there are none. */
export function linkingOf(day: string, links: Links | undefined): string[] | undefined {
  const linked = Object.values(links ?? {}).filter((to) => to !== null);
  return linked.length === 0 ? undefined : linked.map((to) => `${day} ${to}`).sort();
}

/**
 * How many days META names, the latest ones. Only an execution that began before a day was left can still
 * write a row there, so far fewer would do.
 */
const daysKept = 240;

const latest = (days: readonly string[]): string[] => days.slice(-daysKept);

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
  { converged, relinked }: { converged: boolean; relinked: boolean },
): Omit<DocumentChange, 'time'> | undefined {
  if (doc === canaryDocument) return undefined;
  const old = before?.applied?.basis;
  if (winner === undefined)
    return old || !converged ? { doc, reason: 'removed', title: before?.content?.title ?? '' } : undefined;
  const { basis, content } = winner;
  const change = (reason: DocumentChange['reason']) => ({ doc, reason, title: content.title });
  if (old === undefined) return change('created');
  if (old.payload !== basis.payload) return change('revised');
  if (old.model !== basis.model || relinked) return change('retyped');
  return converged ? undefined : change('revised');
}
