/**
 * Lists what links put to an entity, and for a short name whom it is put to in each of its documents, with
 * confidence and evidence.
 */
import type { Mention } from '../entities/annotation.ts';
import { isShortName } from '../identity/askedNames.ts';
import { decidedForm } from '../identity/decisions/identify.ts';
import { isDoubleSurname, isShortId } from '../identity/shortNames.ts';
import type { Item, Table } from '../ports/table.ts';
import { isLive } from '../protocol/reconcile.ts';
import { postingDay } from '../records/document.ts';
import { posting } from '../records/entity.ts';
import { keys, shortNamePrefix } from '../records/keys.ts';
import { type ShortName, shortNamesIn } from '../records/shortName.ts';
import { highestFirst, mergeSorted, type PositionedRow, readDescending } from '../records/sortedRows.ts';
import type { ReadAuthority } from './authority.ts';
import { readDocumentsById, type StoredDocument } from './documents.ts';
import { type LinkCandidate, LinkExplainer, type NamingDocument } from './explainedLinks.ts';
import { ownPostings, placesIn } from './shortNamePlaces.ts';

export interface EntityLink {
  doc: string;
  title: string;
  /** The id of the short name, and how the document writes it. */
  short: string;
  form: string;
  /** The entity that it is put to; null if it is put to nobody, or to what is hidden. */
  to: string | null;
  /** The ids of people's decisions, if they say where it is put. */
  by: readonly string[];
  /** Who may be meant, the most likely first. */
  candidates: LinkCandidate[];
}

export interface EntityLinkPage {
  links: EntityLink[];
  /** The sort key after which the next page begins; absent at the end of the list. */
  next?: string;
  /** If the page ended before it was full: how many rows were read. */
  gaveUpAfter?: number;
}

/** What links are explained from. */
export interface LinkSources {
  table: Table;
  authority: ReadAuthority;
}

/** What a posting, or the row of a short name, says of where it stands. */
const placed = posting.pick({ doc: true, day: true, via: true });

/** Most rows read for one page. An entity may have many documents and few links. */
const maxRows = 1000;
const rowsAtOnce = 100;

/**
 * The newest first.
 *
 * @param members the ids of one identity: fuller names, whose postings say what links put there; or a short
 *   one, which has a posting or a row of its own in each document
 * @param after a day and a document, as `next` says
 */
export async function readEntityLinks(
  { table, authority }: LinkSources,
  members: readonly string[],
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<EntityLinkPage> {
  const explainer = new LinkExplainer(table, await authority());
  const shortNames = new Map(members.filter(isShortId).map((id) => [keys.entity(id).pk, id]));
  const links: EntityLink[] = [];
  let read = 0;
  let last: string | undefined;
  let lastLive: string | undefined;
  for await (const { row, position } of readNamed(table, members, after)) {
    if (position !== last && (links.length === limit || read === maxRows))
      return { links, ...(last && { next: last }), ...(links.length < limit && { gaveUpAfter: read }) };
    if (position !== last) read++;
    last = position;
    // A short name may have both kinds of rows: one is a tombstone, or its link is changing.
    if (!isLive(row) || `${row.pk} ${position}` === lastLive) continue;
    lastLive = `${row.pk} ${position}`;
    const { via, ...at } = placed.parse(row);
    const short = via ?? shortNames.get(row.pk);
    const link = short && (await readLink(table, explainer, short, at));
    if (link) links.push(link);
  }
  return { links };
}

/** The rows of the documents that name these entities, by day and document, the newest first. */
function readNamed(
  table: Table,
  members: readonly string[],
  after: string | undefined,
): AsyncGenerator<PositionedRow, void> {
  const streams = members.flatMap((entity) => {
    const kinds = isShortId(entity) ? ['DAY#', shortNamePrefix] : ['DAY#'];
    return kinds.map((kind) => readKind(table, entity, kind, after));
  });
  return mergeSorted(streams, highestFirst);
}

async function* readKind(
  table: Table,
  entity: string,
  kind: string,
  after: string | undefined,
): AsyncGenerator<PositionedRow, void> {
  const range = { from: kind, to: `${kind}${after ?? '~'}`, limit: rowsAtOnce };
  const own = after === undefined ? undefined : `${kind}${after}`;
  for await (const { row, position } of readDescending(table, { pk: keys.entity(entity).pk, ...range }, own))
    yield { row, position: position.slice(kind.length) };
}

async function readLink(
  table: Table,
  explainer: LinkExplainer,
  short: string,
  { doc, day }: { doc: string; day: string },
): Promise<EntityLink | undefined> {
  const [[document], place] = await Promise.all([
    readDocumentsById(table, [doc]),
    readPlace(table, short, day, doc),
  ]);
  // The document is changing, and has the link no longer, or not yet.
  if (document === undefined || place === undefined) return undefined;
  const decision = document.decided;
  const decided = decision && (decidedForm(decision, place.form) ?? decision.entities[short]);
  const to = decided === undefined ? (place.to ?? null) : decided.to;
  return {
    ...{ doc, title: place.title, short, form: place.form, to, by: decided?.by ?? [] },
    candidates: await explainer.candidates(short, place, document),
  };
}

/**
 * Who may be meant by the short names among these mentions of a document, and by names that are put to nobody
 * but may be inflected forms of one that the authority has.
 */
export async function explainDocumentLinks(
  { table, authority }: LinkSources,
  document: NamingDocument & Pick<StoredDocument, 'doc' | 'content' | 'links'>,
  mentions: readonly Pick<Mention, 'entity' | 'name'>[],
): Promise<Map<string, LinkCandidate[]>> {
  const found = new Map<string, LinkCandidate[]>();
  const { links = {}, countries = [] } = document;
  const forms = new Map(mentions.map(({ entity, name }) => [entity ?? '', name]));
  const asked = [...forms].filter(([id, name]) => id in links || isShortName({ id, name }));
  if (asked.length === 0) return found;
  const explainer = new LinkExplainer(table, await authority());
  const day = postingDay(document.content);
  for (const [short, form] of asked) {
    // Most names that look inflected are just names.
    const isKnown = short in links || isDoubleSurname(form);
    if (!isKnown && explainer.unnamed({ short, form, day, countries }).length === 0) continue;
    const place = await readPlace(table, short, day, document.doc);
    if (place !== undefined) found.set(short, await explainer.candidates(short, place, document));
  }
  return found;
}

async function readPlace(
  table: Table,
  short: string,
  day: string,
  doc: string,
): Promise<ShortName | undefined> {
  const [row, own] = await table.batchGet([keys.shortName(short, day, doc), keys.posting(short, day, doc)]);
  const rows = (each: Item | undefined) => (each === undefined ? [] : [each]);
  return placesIn(shortNamesIn(rows(row)), ownPostings(rows(own)))[0];
}
