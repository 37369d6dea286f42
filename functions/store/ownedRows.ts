/** The rows that earlier states of a document may have left. */
import { publishedDay } from '../../core/document/record.ts';
import type { Links } from '../../core/identity/links.ts';
import { isLoneName } from '../../core/identity/loneNames.ts';
import type { Key } from '../../core/ports/table.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { readAnnotation, readPayload } from '../../core/records/archive.ts';
import type { DocumentMeta } from '../../core/records/document.ts';
import { keys, undated } from '../../core/records/keys.ts';

/** Rows that earlier states of the document had and this one has not. Several may have had the same. */
export function obsoleteRows(
  doc: string,
  owned: readonly { day: string; entities: readonly string[] }[],
  {
    day,
    entities,
    links = {},
  }: { day: string | undefined; entities: ReadonlyMap<string, unknown>; links: Links | undefined },
): Iterable<Key> {
  const obsolete = new Map<string, Key>();
  for (const set of owned)
    for (const entity of set.entities) {
      const isSameDay = set.day === day;
      if (!isSameDay || !entities.has(entity))
        obsolete.set(`${set.day} ${entity}`, keys.posting(entity, set.day, doc));
      if (isLoneName(entity) && !(isSameDay && entity in links))
        obsolete.set(`${set.day} ${entity} alone`, keys.loneName(entity, set.day, doc));
    }
  return obsolete.values();
}

/** Where this document may have postings: those of the applied basis, and those of pending ones. */
export async function readOwnedPostings(
  ports: Pick<Ports, 'archive' | 'log'>,
  before: DocumentMeta | undefined,
): Promise<{ day: string; entities: string[] }[]> {
  if (before === undefined) return [];
  const { pending, applied } = before;
  const bases = new Map(
    [...pending, ...(applied?.basis ? [applied.basis] : [])].map((basis) => [
      `${basis.payload}/${basis.model}`,
      basis,
    ]),
  );
  const found = await Promise.all(
    [...bases.values()].map(async (basis) => {
      const [content, annotation] = await Promise.all([
        readPayload(ports.archive, basis.payload),
        readAnnotation(ports.archive, basis),
      ]);
      // The archive has lost what META refers to. A sweep buries the postings that cannot be derived now.
      if (content === undefined || annotation === undefined) {
        ports.log.error('store: the archive has lost what a document refers to', { document: before.doc });
        return [];
      }
      return [
        {
          day: publishedDay(content.published) ?? undated,
          entities: annotation.entities.map((entity) => entity.id),
        },
      ];
    }),
  );
  const linked = (before.linking ?? []).map((each) => each.split(' ') as [day: string, entity: string]);
  return [...found.flat(), ...linked.map(([day, entity]) => ({ day, entities: [entity] }))];
}
