/** The rows of a document's names, as they should be, and the entities to count again. Pure functions. */
import { aliasOfPlace } from '../../core/identity/links.ts';
import type { AttributeValue, Key } from '../../core/ports/table.ts';
import { postingDay } from '../../core/records/document.ts';
import { keys } from '../../core/records/keys.ts';
import { hiddenRows, type Identity } from './decidedRows.ts';
import { postingRows, type Winner } from './documentRows.ts';
import { shortNameRows } from './shortNameRows.ts';

/** The rows of a document's names, and the entities of its day that `index` counts again. */
export interface NameRows {
  rows: { key: Key; row: Record<string, AttributeValue> }[];
  touched: { day: string; entities: string[] }[];
}

/** @param winner absent if the document is removed, which has no names */
export function nameRows(doc: string, winner: Winner | undefined, identity: Identity): NameRows {
  if (winner === undefined) return { rows: [], touched: [] };
  const day = postingDay(winner.content);
  const postings = postingRows(doc, winner, identity);
  const short = shortNameRows(doc, winner, identity);
  const hidden = hiddenRows(doc, winner, identity);
  // No posting may lead to a name that a link or a decision moved: its aliases do, and its evidence may be old.
  const moved = [...short]
    .filter(([id, { row }]) => identity.decided !== undefined || aliasOfPlace(id, row) !== undefined)
    .map(([id]) => id);
  return {
    rows: [
      ...Array.from(postings, ([id, row]) => ({ key: keys.posting(id, day, doc), row: { ...row } })),
      ...short.values(),
      ...hidden.values(),
    ],
    // Hidden ones too: `index` notices if they were hidden by an older log of decisions.
    touched: [{ day, entities: [...new Set([...postings.keys(), ...moved]), ...hidden.keys()] }],
  };
}
