/**
 * Writes the rows of a key: a child row and a FROM row for each document, and a row for each refused part.
 * If the last claimant converged and its rows are as it left them, only what differs is written and queued.
 */
import { ItemRefused, refuse } from '../../core/errors.ts';
import type { Item, Key } from '../../core/ports/table.ts';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import { queryAll } from '../../core/protocol/paginate.ts';
import { isLive, type Lease, tokenOf } from '../../core/protocol/reconcile.ts';
import { hasRowsAsApplied, partDigest, rowsDigest, sourceDigest } from '../../core/records/claimRows.ts';
import { childSortKey, documentOfChild, isChildRow, isPartRow, keys } from '../../core/records/keys.ts';
import { quarantineIndexKeys } from '../../core/records/refusals.ts';
import type { DesiredState } from './desiredState.ts';
import type { NormalizePorts } from './ports.ts';
import { restorePayloads, type SourceDocument } from './snapshot.ts';

/** How many rows of one key are written concurrently. */
const rowConcurrency = 16;

/** The rows beside the claim. */
export async function readKeyRows({ table }: Pick<NormalizePorts, 'table'>, key: string): Promise<Item[]> {
  const rows = await queryAll(table, { pk: keys.claim(key).pk, consistent: true });
  return rows.filter((row) => isChildRow(row) || isPartRow(row));
}

/**
 * Writes the rows of the desired state and buries all others.
 *
 * The child row is written before the FROM row, so every source of a document is listed under its key. The
 * rows are listed twice. The first list, after the lease was acquired, shows which rows differ. The second
 * includes rows that a superseded claimant added in the meantime; those that no longer belong to the key
 * become tombstones, FROM row first. A superseded claimant that adds or replaces a row later still finds that
 * it is superseded, and queues the key.
 *
 * @returns the touched documents, and the digest of all rows. Tombstones are touched too, unless the last
 *   claimant converged: a crash may have prevented their message
 */
export async function writeKeyRows(
  ports: NormalizePorts,
  lease: Lease<unknown>,
  key: string,
  desired: DesiredState,
): Promise<{ touched: Set<string>; digest: string }> {
  const listed = await readKeyRows(ports, key);
  const trusted = hasRowsAsApplied(lease.previousRow, listed);
  const known = new Map(
    trusted ? listed.filter(isLive).map((row): [string, unknown] => [row.sk, row.digest]) : [],
  );
  const differs = ({ sk, digest }: { sk: string; digest: string }) => known.get(sk) !== digest;
  const children = childRows(desired);
  const outdated = children.filter(differs);
  await restorePayloads(
    ports,
    outdated.map(({ source }) => source).filter(({ version }) => !desired.fresh.has(version)),
  );
  const written = await mapConcurrent(rowConcurrency, outdated, (child) => writeSource(lease, key, child));
  for (const [i, { doc }] of outdated.entries()) if (!written[i]) refuseDocument(desired, doc);
  const parts = partRows(ports, key, desired);
  await mapConcurrent(rowConcurrency, parts.filter(differs), ({ pk, sk, ...row }) =>
    lease.write({ pk, sk }, row),
  );
  const obsolete = await buryObsolete(ports, lease, key, { desired, trusted, parts });
  return {
    touched: new Set([...outdated.map(({ doc }) => doc), ...obsolete]),
    digest: rowsDigest([...children.filter(({ doc }) => desired.documents.has(doc)), ...parts]),
  };
}

interface ChildRow {
  doc: string;
  sk: string;
  digest: string;
  source: SourceDocument;
}

function childRows({ documents }: DesiredState): ChildRow[] {
  return Array.from(documents, ([doc, source]) => ({
    doc,
    sk: childSortKey(doc),
    digest: sourceDigest(source),
    source,
  }));
}

/**
 * Writes the rows of one document, the child row first.
 *
 * @returns `false` if the table refuses them; then there is no row of this document, not even an older one
 */
async function writeSource(lease: Lease<unknown>, key: string, { doc, digest, source }: ChildRow) {
  const { retrieved, ...fields } = source;
  try {
    await lease.write(keys.child(key, doc), { digest });
    await lease.write(keys.from(doc, key), { ...fields, ...(retrieved && { retrieved: { ...retrieved } }) });
    return true;
  } catch (error) {
    if (!(error instanceof ItemRefused)) throw error;
    await lease.bury(keys.from(doc, key));
    await lease.bury(keys.child(key, doc));
    return false;
  }
}

/** Turns a document whose row is too large into a refused part, so that its neighbours are stored. */
function refuseDocument({ documents, parts }: DesiredState, doc: string): void {
  const part = documents.get(doc)?.part ?? '';
  documents.delete(doc);
  parts.push({ part, refusal: refuse('input.too_large', 'what identifies it does not fit into a record') });
}

/** @returns the documents that no longer belong to the key */
async function buryObsolete(
  ports: NormalizePorts,
  lease: Lease<unknown>,
  key: string,
  { desired, trusted, parts }: { desired: DesiredState; trusted: boolean; parts: readonly Key[] },
): Promise<string[]> {
  const rows = await readKeyRows(ports, key);
  const wanted = new Set(parts.map(({ sk }) => sk));
  await mapConcurrent(
    rowConcurrency,
    rows.filter((row) => isPartRow(row) && isLive(row) && !wanted.has(row.sk)),
    (row) => lease.bury(row),
  );
  const obsolete = rows
    .filter((row) => isChildRow(row) && tokenOf(row) < lease.token && !(trusted && !isLive(row)))
    .map((row) => ({ doc: documentOfChild(row), live: isLive(row) }))
    .filter(({ doc }) => !desired.documents.has(doc));
  await mapConcurrent(
    rowConcurrency,
    obsolete.filter(({ live }) => live),
    async ({ doc }) => {
      await lease.bury(keys.from(doc, key));
      await lease.bury(keys.child(key, doc));
    },
  );
  return obsolete.map(({ doc }) => doc);
}

/** A quarantine row for each member that could not be read. */
function partRows(ports: NormalizePorts, key: string, { parts, current }: DesiredState) {
  const at = new Date(ports.clock()).toISOString();
  const ordinals = new Map<string, number>();
  return parts.map(({ part, refusal: { code, evidence } }) => {
    const ordinal = ordinals.get(part) ?? 0;
    ordinals.set(part, ordinal + 1);
    const rowKey = keys.part(key, part, ordinal);
    const row = { key, part, version: current?.version ?? '', refusal: { code, evidence } };
    const indexKeys = quarantineIndexKeys(code, at, `${rowKey.pk}#${rowKey.sk}`);
    return { ...rowKey, ...row, at, digest: partDigest(row), ...indexKeys };
  });
}
