/** The rows that earlier states of a document may have left. */

import { isShortName } from '../../core/identity/askedNames.ts';
import { hasInitialOnly } from '../../core/identity/shortNames.ts';
import type { Key } from '../../core/ports/table.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { readAnnotation, readPayload } from '../../core/records/archive.ts';
import { type DocumentMeta, madePosting, postingDay } from '../../core/records/document.ts';
import { keys } from '../../core/records/keys.ts';

/** What an earlier state of a document may have: postings, also hidden ones, and rows of its short names. */
export interface OwnedRows {
  day: string;
  entities: string[];
  short: string[];
  /** Entities that a decision hides. */
  hidden: string[];
}

/** Rows that earlier states of the document had and this one has not. Several may have had the same. */
export function obsoleteRows(
  doc: string,
  owned: readonly OwnedRows[],
  wanted: readonly { key: Key }[],
): Iterable<Key> {
  const obsolete = new Map(owned.flatMap((set) => keysOf(doc, set)).map((key) => [textOf(key), key]));
  for (const { key } of wanted) obsolete.delete(textOf(key));
  return obsolete.values();
}

const textOf = ({ pk, sk }: Key): string => `${pk} ${sk}`;

function keysOf(doc: string, { day, entities, short, hidden }: OwnedRows): Key[] {
  return [
    ...entities.map((entity) => keys.posting(entity, day, doc)),
    ...short.map((name) => keys.shortName(name, day, doc)),
    ...hidden.map((entity) => keys.hiddenPosting(entity, day, doc)),
  ];
}

/** The entities that `index` counts again, because earlier states may have postings of them. */
export function touchedBefore({ day, entities, hidden }: OwnedRows): { day: string; entities: string[] } {
  return { day, entities: [...entities, ...hidden] };
}

/** Where this document may have postings: those of the applied basis, and those of pending ones. */
export async function readOwnedPostings(
  ports: Pick<Ports, 'archive' | 'log'>,
  before: DocumentMeta | undefined,
): Promise<OwnedRows[]> {
  if (before === undefined) return [];
  const { pending, applied, linking, deciding } = before;
  // Other short names have a row only where a link or a decision was at work.
  const mayHaveRow = ({ id }: { id: string }) =>
    linking !== undefined || deciding !== undefined || hasInitialOnly(id);
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
          day: postingDay(content),
          entities: annotation.entities.map((entity) => entity.id),
          short: annotation.entities
            .filter(isShortName)
            .filter(mayHaveRow)
            .map(({ id }) => id),
          hidden: [],
        },
      ];
    }),
  );
  const made = [...(linking ?? []), ...(deciding ?? [])].map(madePosting);
  return [
    ...found.flat(),
    ...made.map(([day, entity, hidden]) => ({
      day,
      entities: hidden === undefined ? [entity] : [],
      short: [],
      hidden: hidden === undefined ? [] : [entity],
    })),
  ];
}
