/**
 * Compares documents with the search table. The pass collects the tokens of both, each where they lie, and
 * then compares them slice by slice: a document whose search row is missing or carries another token than
 * META, a search row without a document, and one under a day that is not the document's.
 */
import { groupsOf } from '../../../core/groupsOf.ts';
import type { Item } from '../../../core/ports/table.ts';
import { mapConcurrent } from '../../../core/protocol/mapConcurrent.ts';
import { enqueueSearchRows } from '../../../core/protocol/messages.ts';
import { isConverged } from '../../../core/protocol/reconcile.ts';
import { longestWaitSeconds } from '../../../core/protocol/searchWait.ts';
import { tombstoneRow } from '../../../core/queries/searchRows/searchRow.ts';
import { noteMerged } from '../../../core/records/compaction.ts';
import { type DocumentMeta, documentMeta, searchDaysOf } from '../../../core/records/document.ts';
import { keys } from '../../../core/records/keys.ts';
import type { SweepPass } from '../pass/pass.ts';
import { type PlacedToken, placedToken, placedTokenValue, readEntries } from '../pass/sliceFiles.ts';
import { rowConcurrency, storeAgain } from './strays.ts';

const groupSize = 100;

/** Collects the tokens of a page of search rows. @returns the next page */
export async function collectSearchRows(
  pass: SweepPass,
  cursor: string | undefined,
): Promise<string | undefined> {
  const { rows, next } = await pass.ports.search.scan(cursor);
  for (const { id, ...placed } of rows) pass.collect('searchRows', id, placedTokenValue(placed));
  return next;
}

/** @returns `divide` if the slice has too many documents */
export async function sweepSearchSlice(pass: SweepPass, prefix: string): Promise<'done' | 'divide'> {
  const { ports, lease, state, sizes } = pass;
  const { epoch } = lease.state;
  const read = (kind: 'documents' | 'searchRows') =>
    readEntries(ports.archive, { epoch, pass: state.id, kind }, prefix, sizes.sweepNames);
  const documents = await read('documents');
  const searchRows = documents && (await read('searchRows'));
  if (documents === undefined || searchRows === undefined) return 'divide';
  const differing = new Map<string, PlacedToken[]>();
  for (const doc of new Set([...documents.keys(), ...searchRows.keys()])) {
    const placesIn = (slice: typeof documents) => (slice.get(doc) ?? []).map(placedToken);
    const [own, found] = [placesIn(documents), placesIn(searchRows)];
    const isStray = ({ day, gone }: PlacedToken) => !gone && !own.some((place) => place.day === day);
    if (highest(own) !== highest(found) || found.some(isStray)) differing.set(doc, found);
  }
  for (const docs of groupsOf([...differing], groupSize)) await compareWithMeta(pass, docs);
  return 'done';
}

const highest = (places: readonly PlacedToken[]): number =>
  places.reduce((most, { token }) => Math.max(most, token), 0);

/** Reads META and the tokens again: what seemed to differ may have been repaired since. */
async function compareWithMeta(
  pass: SweepPass,
  docs: readonly (readonly [doc: string, found: PlacedToken[]])[],
): Promise<void> {
  const { ports, report } = pass;
  const rows = await mapConcurrent(rowConcurrency, docs, ([doc]) =>
    ports.table.get(keys.document(doc), { consistent: true }),
  );
  const metas = rows.map((row) => row && documentMeta.parse(row));
  const tokens = await ports.search.tokensOf(
    docs.map(([id, found], i) => ({
      id,
      days: [...daysOf(metas[i]), ...found.map(({ day }) => day)],
    })),
  );
  const differing: string[] = [];
  for (const [i, [doc, found]] of docs.entries()) {
    const [row, meta, token] = [rows[i], metas[i], tokens.get(doc) ?? 0];
    const live = found.filter(({ gone }) => !gone);
    if (meta?.applied === undefined) {
      if (live.length > 0 && isEmpty(row)) await storeAgain(pass, doc, token);
      continue;
    }
    const { applied } = meta;
    const strays = live.filter(({ day }) => !daysOf(meta).includes(day));
    // A merge replaces no row of the same or a higher token.
    if (token > applied.token || strays.some((stray) => stray.token >= applied.token))
      await storeAgain(pass, doc, token);
    else if (token < applied.token) {
      differing.push(doc);
      if (!mayWait(pass, meta)) pass.unindexed++;
    }
    if (strays.length > 0) await buryStrays(pass, doc, applied.token, strays);
  }
  await enqueueSearchRows(
    ports.queues.touched,
    differing.map((doc) => ({ doc })),
  );
  report.searchRows += differing.length;
}

/** Whether the row may still wait for others: that it is not there yet means nothing then. */
function mayWait({ ports: { clock, searchWait } }: SweepPass, { changed = 0 }: DocumentMeta): boolean {
  return searchWait !== undefined && clock() - changed < 1000 * longestWaitSeconds(searchWait);
}

const daysOf = (meta: DocumentMeta | undefined): string[] => (meta === undefined ? [] : searchDaysOf(meta));

/** Whether nothing is stored, and no store is at work that may store something. */
const isEmpty = (row: Item | undefined): boolean => row === undefined || isConverged(row);

/** Buries rows of the document under days where META does not say that it has any. */
async function buryStrays(
  { ports, report }: SweepPass,
  doc: string,
  token: number,
  strays: readonly PlacedToken[],
): Promise<void> {
  const buried = tombstoneRow(
    doc,
    token,
    strays.map(({ day }) => day),
  );
  await noteMerged(ports, await ports.search.merge([buried]), 1);
  report.strays += strays.length;
}
