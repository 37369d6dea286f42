/** The table's secondary indexes. */
import type { IndexName } from '../ports/table.ts';

/** The attributes that place an item in an index. An item without them is not in the index. */
export const indexKeys: Record<IndexName, readonly [pk: string, sk: string]> = {
  list: ['listPk', 'listSk'],
  source: ['sourcePk', 'sourceSk'],
};
