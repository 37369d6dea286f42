/**
 * Writes the rows of a key: a child row and a FROM row for each document, and a row for each refused part.
 * If the last claimant converged and its rows are as it left them, only what differs is written and queued.
 */
import { ItemRefused, refuse } from '../../core/errors.ts';
import { groupsOf } from '../../core/groupsOf.ts';
import type { Item, Key } from '../../core/ports/table.ts';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import { enqueueDocuments, type Trace } from '../../core/protocol/messages.ts';
import { queryAll } from '../../core/protocol/paginate.ts';
import { isConverged, isLive, type Lease, tokenOf } from '../../core/protocol/reconcile.ts';
import { thresholds as defaultThresholds } from '../../core/protocol/thresholds.ts';
import { type Claim, claim as claimSchema } from '../../core/records/claim.ts';
import { hasRowsAsApplied, partDigest, rowsDigest, sourceDigest } from '../../core/records/claimRows.ts';
import type { DocumentSource } from '../../core/records/document.ts';
import { childSortKey, documentOfChild, isChildRow, isPartRow, keys } from '../../core/records/keys.ts';
import { quarantineIndexKeys } from '../../core/records/refusals.ts';
import type { DesiredState } from './desiredState.ts';
import type { NormalizeExecution } from './execution.ts';
import type { NormalizePorts } from './ports.ts';
import { restorePayloads } from './snapshot.ts';

/**
 * How many documents of one key are written concurrently. Their child rows are in one partition of the table,
 * which takes 1,000 writes a second; 8 at once make 800, at 10 ms for a child row and its FROM row.
 */
const rowConcurrency = 8;
/** The rows of refused parts are in that partition too, and take one write. */
const partConcurrency = 4;

/** The claim and the rows beside it. */
export function readKeyRows({ table }: Pick<NormalizePorts, 'table'>, key: string): Promise<Item[]> {
  return queryAll(table, { pk: keys.claim(key).pk, consistent: true });
}

/** How far the rows of a key were written. */
export type WrittenRows =
  /** All of them; with the digest of all rows. */
  | { digest: string }
  /** The execution is over. The next one goes on from the place on the claim. */
  | 'unfinished'
  /** The archive has lost payloads of the current version, which must be read again. */
  | 'lost payloads'
  /** A newer claimant is at work. */
  | 'superseded';

/**
 * Writes the rows of the desired state, queues their documents, and buries all other rows.
 *
 * The child row is written before the FROM row, so every source of a document is listed under its key. The
 * rows are listed twice. The first list, after the lease was acquired, shows which rows differ. The second
 * includes rows that a superseded claimant added in the meantime; those that no longer belong to the key
 * become tombstones, FROM row first. A superseded claimant that adds or replaces a row later still finds that
 * it is superseded, and has the key handled once more.
 *
 * All this happens in steps in the order of the sort keys. After each step the claim notes the place: up to
 * it, each row is written and its document queued. The next claimant goes on from there if nobody acquired
 * the claim in between and it wants the same rows (docs/adr/0026-a-container-takes-several-executions.md).
 */
export async function writeKeyRows(
  ports: RowPorts,
  lease: Lease<unknown>,
  key: string,
  desired: DesiredState,
): Promise<WrittenRows> {
  // The first claimant of a key finds no rows. If the claim was lost, the second list shows what is there.
  const listed = lease.previousRow === undefined ? [] : await readKeyRows(ports, key);
  const children = childRows(desired);
  const wanted = rowsDigest(children);
  const trusted = hasRowsAsApplied(lease.previousRow, listed);
  const { after } = inheritedPlace(lease.previousRow, desired) ?? { after: '' };
  const known = new Map(
    listed
      // Tombstones have no digest; the claim and the rows of parts come after every place.
      .filter((row) => trusted || row.sk <= after)
      .map((row): [string, unknown] => [row.sk, row.digest]),
  );
  const differs = ({ sk, digest }: { sk: string; digest: string }) => known.get(sk) !== digest;
  const steps = stepsOf(ports, children.filter(differs));
  for (const [i, step] of steps.entries()) {
    if (i > 0 && ports.execution.isOver()) return 'unfinished';
    const remembered = step.map(({ source }) => source).filter(({ version }) => !desired.fresh.has(version));
    if (!(await restorePayloads(ports, remembered, desired.current?.version))) return 'lost payloads';
    const written = await write(ports, step, (child) => writeSource(lease, key, child));
    for (const [each, { doc }] of step.entries()) if (!written[each]) refuseDocument(desired, doc);
    await enqueueDocuments(
      ports.queues.normalized,
      step.map(({ doc }) => doc),
      ports.trace,
    );
    const { sk } = step.at(-1) ?? { sk: after };
    const place = { token: lease.token, digest: wanted, after: sk };
    if (i < steps.length - 1 && !(await lease.note({ place }))) return 'superseded';
  }
  const parts = partRows(ports, key, desired);
  await write(
    ports,
    parts.filter(differs),
    ({ pk, sk, ...row }) => lease.write({ pk, sk }, row),
    partConcurrency,
  );
  if (!(await buryObsolete(ports, lease, key, { desired, trusted, parts }))) return 'unfinished';
  return { digest: rowsDigest([...children.filter(({ doc }) => desired.documents.has(doc)), ...parts]) };
}

export interface RowPorts extends NormalizePorts {
  execution: NormalizeExecution;
  /** Goes with the messages. */
  trace?: Trace | undefined;
}

/**
 * The place from which the next claimant goes on if it wants these rows; `undefined` if it begins anew.
 *
 * @returns the place under the token that it is about to acquire, so that it is still there if it dies at
 * once
 */
export function inheritedPlace(row: Item | undefined, desired: DesiredState): Claim['place'] | undefined {
  const { token, place } = row === undefined ? {} : claimSchema.parse(row);
  if (place === undefined || place.token !== token) return undefined;
  // It came late, after the rows were applied.
  if (isConverged(row)) return undefined;
  return place.digest === rowsDigest(childRows(desired)) ? { ...place, token: token + 1 } : undefined;
}

function stepsOf<T>({ thresholds = defaultThresholds }: RowPorts, rows: readonly T[]): T[][] {
  return groupsOf(rows, thresholds.rowsPerStep);
}

/** Bounded for the key and for the execution. */
function write<T, R>(
  { execution }: RowPorts,
  rows: readonly T[],
  task: (row: T) => Promise<R>,
  concurrency = rowConcurrency,
): Promise<R[]> {
  return mapConcurrent(concurrency, rows, (row) => execution.writing(() => task(row)));
}

interface ChildRow {
  doc: string;
  sk: string;
  digest: string;
  source: DocumentSource;
}

/** In the order of their sort keys. */
function childRows({ documents }: DesiredState): ChildRow[] {
  const rows = Array.from(documents, ([doc, source]) => ({
    doc,
    sk: childSortKey(doc),
    digest: sourceDigest(source),
    source,
  }));
  return rows.sort((a, b) => (a.sk < b.sk ? -1 : 1));
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

/**
 * Buries the rows that no longer belong to the key, and queues their documents. Those of tombstones are
 * queued too, unless the last claimant converged: a crash may have prevented their message.
 *
 * @returns `false` if the execution is over; it has buried some, so the next one has less to do
 */
async function buryObsolete(
  ports: RowPorts,
  lease: Lease<unknown>,
  key: string,
  { desired, trusted, parts }: { desired: DesiredState; trusted: boolean; parts: readonly Key[] },
): Promise<boolean> {
  const rows = await readKeyRows(ports, key);
  const wanted = new Set(parts.map(({ sk }) => sk));
  await write(
    ports,
    rows.filter((row) => isPartRow(row) && isLive(row) && !wanted.has(row.sk)),
    (row) => lease.bury(row),
    partConcurrency,
  );
  const obsolete = rows
    .filter((row) => isChildRow(row) && tokenOf(row) < lease.token && !(trusted && !isLive(row)))
    .map((row) => ({ doc: documentOfChild(row), live: isLive(row) }))
    .filter(({ doc }) => !desired.documents.has(doc));
  // Nothing shows that the dead ones are queued, so they come first, and each execution buries some others.
  obsolete.sort((a, b) => Number(a.live) - Number(b.live));
  let buried = false;
  for (const step of stepsOf(ports, obsolete)) {
    if (buried && ports.execution.isOver()) return false;
    buried ||= step.some(({ live }) => live);
    await write(
      ports,
      step.filter(({ live }) => live),
      async ({ doc }) => {
        await lease.bury(keys.from(doc, key));
        await lease.bury(keys.child(key, doc));
      },
    );
    await enqueueDocuments(
      ports.queues.normalized,
      step.map(({ doc }) => doc),
      ports.trace,
    );
  }
  return true;
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
