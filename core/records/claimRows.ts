/**
 * The rows beside a claim, one for each document and one for each refused part, and their digests. Each row
 * carries a digest of what it stands for; a claim that converged carries a digest of all of them. So an
 * observation, or a sweep, sees in one query whether the rows are still those of the last claimant.
 */
import { hash } from '../hash.ts';
import type { Item } from '../ports/table.ts';
import { isConverged, isLive } from '../protocol/reconcile.ts';
import { claim as claimSchema } from './claim.ts';
import { type DocumentSource, documentSource } from './document.ts';
import { isChildRow, isPartRow } from './keys.ts';
import { type RefusedPart, refusedPart } from './refusals.ts';

const digestedPart = refusedPart.omit({ at: true });

/** The digest of everything that a document's FROM row says, for its child row. */
export function sourceDigest(source: DocumentSource): string {
  return hash(JSON.stringify(documentSource.parse(source))); // parsing puts the fields in order
}

/** The digest of a refused part; the time of the refusal makes no difference. */
export function partDigest(part: Omit<RefusedPart, 'at'>): string {
  return hash(JSON.stringify(digestedPart.parse(part)));
}

/** The digest of a claim's rows. */
export function rowsDigest(rows: Iterable<{ sk: string; digest: string }>): string {
  const lines = Array.from(rows, ({ sk, digest }) => `${sk} ${digest}`);
  return hash(lines.sort().join('\n'));
}

/**
 * The digest of a claim's live rows, as the table has them. `rows` may include the claim's own row.
 */
function liveRowsDigest(rows: readonly Item[]): string {
  const live = rows.filter((row) => isLive(row) && (isChildRow(row) || isPartRow(row)));
  return rowsDigest(live.map(({ sk, digest }) => ({ sk, digest: String(digest) })));
}

/**
 * Whether the last claimant converged and its rows are as it left them. A superseded claimant may have
 * written or buried one since.
 *
 * @param row the claim's row
 * @param rows the rows beside it
 */
export function hasRowsAsApplied(row: Item | undefined, rows: readonly Item[]): boolean {
  return isConverged(row) && claimSchema.parse(row).applied?.digest === liveRowsDigest(rows);
}
