/** Rows of a search table without their content, as the sweep compares them. */
import { giveWay } from '../../core/giveWay.ts';
import type { StoredRow } from '../../core/ports/search.ts';
import { searchDay } from '../../core/search/searchDay.ts';
import { firstDayOf, type PartName } from './parts.ts';
import type { Arrow } from './rows.ts';

export const storedColumns = ['id', 'token', 'gone', 'published'];

/** A row takes a microsecond or two, and a table may have all rows of an archive. */
const rowsPerTurn = 1_000;

/** @param arrow has `storedColumns` of the rows of this part */
export async function storedRows(
  part: PartName,
  arrow: Pick<Arrow, 'numRows' | 'getChild'>,
): Promise<StoredRow[]> {
  const [id, token, gone, published] = storedColumns.map((column) => arrow.getChild(column));
  const rows: StoredRow[] = [];
  for (let i = 0; i < arrow.numRows; i++) {
    if (i % rowsPerTurn === rowsPerTurn - 1) await giveWay();
    const isGone = Boolean(gone?.get(i));
    rows.push({
      id: String(id?.get(i)),
      token: Number(token?.get(i)),
      gone: isGone,
      // Tombstones do not say of which day they are.
      day: isGone ? firstDayOf(part) : searchDay(String(published?.get(i))),
    });
  }
  return rows;
}
