/** Finds rows that may be near-duplicates of a text, by the bands of its signature. */
import type { NearDuplicateHit } from '../../core/ports/search.ts';
import { literals, notGone } from './filters.ts';
import type { ScannedTable } from './reading/reader.ts';
import { andWithout } from './reading/snapshotWithout.ts';
import { bandKey, bandKeys } from './rows.ts';

/** Most rows to read. Of a story that was printed more often, some copies are missing. */
const maxRows = 5_000;

/** Rows that share the most bands come first. @param bands at least one */
export async function findNearDuplicates(
  { table, without }: ScannedTable,
  bands: readonly string[],
  limit: number,
): Promise<{ hits: NearDuplicateHit[]; more: boolean }> {
  const candidates = `array_has_any(${bandKeys}, [${literals(bands.map(bandKey))}])`;
  const shared = `array_has_any(bands, [${literals(bands)}])`;
  const query = table.query().where(`${notGone} AND ${candidates} AND ${shared}${andWithout(without)}`);
  const arrow = await query.select(['id', 'token', 'bands']).limit(maxRows).toArrow();
  const [id, token, own] = [arrow.getChild('id'), arrow.getChild('token'), arrow.getChild('bands')];
  const wanted = new Set(bands);
  const hits = Array.from({ length: arrow.numRows }, (_, i) => {
    const shared = [...(own?.get(i) ?? [])].filter((band) => wanted.has(String(band))).length;
    return { id: String(id?.get(i)), token: Number(token?.get(i)), shared };
  }).sort(mostShared);
  return { hits: hits.slice(0, limit), more: hits.length > limit || hits.length === maxRows };
}

/** The first hits of several tables together. */
export function mergeNearDuplicates(
  found: readonly { hits: NearDuplicateHit[]; more: boolean }[],
  limit: number,
): { hits: NearDuplicateHit[]; more: boolean } {
  const hits = found.flatMap((each) => each.hits).sort(mostShared);
  return { hits: hits.slice(0, limit), more: hits.length > limit || found.some(({ more }) => more) };
}

const mostShared = (a: NearDuplicateHit, b: NearDuplicateHit) =>
  b.shared - a.shared || (a.id < b.id ? -1 : 1);
