/** A search table some of whose rows wait to be merged. */
import type { RecentRow } from '../../../core/ports/recentRows.ts';
import type { SearchRow } from '../../../core/ports/search.ts';
import { searchDay } from '../../../core/search/searchDay.ts';
import { LanceSearch } from '../../../runtime/lance/search.ts';
import type { SearchFixture } from './searchRows.ts';
import type { temporaryLance } from './temporaryLance.ts';

export const recentRow = (of: SearchRow): RecentRow => ({
  id: of.id,
  token: of.token,
  ...(!of.gone && { day: searchDay(of.published) }),
  earlier: of.earlier ?? [],
  read: async () => of,
});

/** @param waits which of the rows wait; the others are merged */
export async function openWaiting(
  temporary: ReturnType<typeof temporaryLance>,
  waits: (row: SearchRow) => boolean,
): Promise<SearchFixture & { search: LanceSearch }> {
  const { uri, close } = await temporary();
  const waiting = new Map<string, SearchRow>();
  const recentRows = async () => [...waiting.values()].map(recentRow);
  const search = await LanceSearch.open({ uri, recentRows });
  const merge = search.merge.bind(search);
  search.merge = async (rows) => {
    for (const each of rows.filter(waits)) waiting.set(each.id, each);
    return merge(rows.filter((each) => !waits(each)));
  };
  return { search, close: () => search.close().then(close) };
}
