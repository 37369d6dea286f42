/**
 * Who is meant by short names depends on the whole archive, of which a sample rebuilds a part. So the rebuild
 * takes the links of its documents over from META; all rows that follow from links are compared then.
 */
import type { Annotation } from '../../core/entities/annotation.ts';
import { isShortName } from '../../core/identity/askedNames.ts';
import { decideNames } from '../../core/identity/decisions/identify.ts';
import type { Links } from '../../core/identity/links.ts';
import type { Item, Key } from '../../core/ports/table.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { readResolution } from '../../core/queries/decisions.ts';
import { readAnnotation, readPayload } from '../../core/records/archive.ts';
import { type DocumentMeta, documentMeta, isSameBasis, postingDay } from '../../core/records/document.ts';
import { isRowOfName, keys } from '../../core/records/keys.ts';
import { readSources } from '../../core/records/sources.ts';
import { indexDocuments } from '../../functions/index/searchRows.ts';
import { hiddenRows, type Identity } from '../../functions/store/decidedRows.ts';
import { metaRow, type PostingSource, postingRows, type Winner } from '../../functions/store/documentRows.ts';
import { shortNameRows } from '../../functions/store/shortNameRows.ts';
import type { Rebuild } from './rebuild.ts';

/** Gives each document that is made from the same content in both the links that the records have. */
export async function takeLinks(
  ports: Pick<Ports, 'archive' | 'table' | 'clock'>,
  docs: Iterable<string>,
  { table, search }: Pick<Rebuild, 'table' | 'search'>,
): Promise<void> {
  const resolution = await readResolution(table);
  const taken: string[] = [];
  for (const doc of docs) {
    const [got, want] = [await readMeta(ports, doc), await readMeta({ table }, doc)];
    if (got?.links === undefined || want?.links === undefined) continue;
    const winner = await readWinner({ archive: ports.archive, table }, want);
    if (winner === undefined || got.applied?.basis === undefined) continue;
    if (!isSameBasis(got.applied.basis, winner.basis) || !areLinksOf(got.links, winner.annotation)) continue;
    const decided = decideNames(doc, winner.annotation, got.links, resolution);
    const identity = { links: got.links, decided };
    for (const { pk, sk } of ownRows(table.items(), doc)) await table.delete({ pk, sk });
    for (const row of rowsOfNames(doc, winner, identity)) await table.put({ ...row.key, ...row.fields });
    // With a newer token, so that its search row replaces the one with other links.
    const token = want.token + 1;
    await table.update(keys.document(doc), { ...metaRow(token, doc, winner, identity), token });
    taken.push(doc);
  }
  await indexDocuments({ archive: ports.archive, table, search, clock: ports.clock }, taken);
}

function ownRows(items: Iterable<Item>, doc: string): Item[] {
  return [...items].filter((row) => row.pk.startsWith('ENT#') && isRowOfName(row) && row.doc === doc);
}

/** The rows under entities that a document has: postings, hidden ones, and those of its short names. */
export function rowsOfNames(
  doc: string,
  winner: PostingSource,
  identity: Identity,
): { key: Key; fields: Omit<Item, 'pk' | 'sk'> }[] {
  const day = postingDay(winner.content);
  return [
    ...[...postingRows(doc, winner, identity)].map(([entity, row]) => ({
      key: keys.posting(entity, day, doc),
      fields: { ...row, token: 1 },
    })),
    ...[...shortNameRows(doc, winner, identity).values(), ...hiddenRows(doc, winner, identity).values()].map(
      ({ key, row }) => ({ key, fields: { ...row, token: 1 } }),
    ),
  ];
}

/** Whether links are about short names of the document alone. */
function areLinksOf(links: Links, { entities }: Annotation): boolean {
  const short = new Set(entities.filter(isShortName).map(({ id }) => id));
  return Object.keys(links).every((id) => short.has(id));
}

async function readMeta({ table }: Pick<Ports, 'table'>, doc: string): Promise<DocumentMeta | undefined> {
  const row = await table.get(keys.document(doc), { consistent: true });
  return row && documentMeta.parse(row);
}

async function readWinner(
  { archive, table }: Pick<Ports, 'archive' | 'table'>,
  { doc, applied }: DocumentMeta,
): Promise<Winner | undefined> {
  const basis = applied?.basis;
  const [source] = await readSources(table, doc);
  if (basis === undefined || source === undefined) return undefined;
  const [content, annotation] = [
    await readPayload(archive, basis.payload),
    await readAnnotation(archive, basis),
  ];
  return content && annotation && { source, basis, content, annotation };
}
