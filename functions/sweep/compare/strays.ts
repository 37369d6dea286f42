/**
 * Repairs rows that nothing accounts for: rows of a claim, document or entity whose own row is lost or has
 * moved on. Each repair acquires the lease of the owner, above the tokens of the stray rows, so that no
 * handler is disturbed in its work; and it reads again, with consistent reads, what the sweep has read.
 */
import { undated } from '../../../core/dates/calendar.ts';
import type { Item, Key, Table } from '../../../core/ports/table.ts';
import { mapConcurrent } from '../../../core/protocol/mapConcurrent.ts';
import { enqueueDocuments, enqueueKeys, enqueueTallies } from '../../../core/protocol/messages.ts';
import type { Ports } from '../../../core/protocol/ports.ts';
import { acquire, isConverged, isLive, type Lease, tokenOf } from '../../../core/protocol/reconcile.ts';
import { claim as claimRow } from '../../../core/records/claim.ts';
import { documentMeta, isThere, ownNameRows } from '../../../core/records/document.ts';
import { entityMeta } from '../../../core/records/entity.ts';
import { dayAndDocOf, documentOfChild, isChildRow, isPartRow, keys } from '../../../core/records/keys.ts';
import type { SweepPass } from '../pass/pass.ts';

/** How many rows are read or written concurrently within one partition. */
export const rowConcurrency = 16;

type RepairPorts = Pick<Ports, 'table' | 'clock' | 'queues'>;

/** 0 if no row has a token. */
export const highestToken = (rows: readonly Item[]): number =>
  rows.reduce((highest, row) => Math.max(highest, tokenOf(row)), 0);

async function readAgain(table: Table, rows: readonly Key[]): Promise<Item[]> {
  const found = await mapConcurrent(rowConcurrency, rows, (row) => table.get(row, { consistent: true }));
  return found.filter((row) => row !== undefined);
}

/** Raises a document's token above `floor`, and queues it to be stored again. */
export async function storeAgain({ ports, report }: SweepPass, doc: string, floor: number): Promise<void> {
  await acquire(ports, keys.document(doc), async (row) => ({
    desired: undefined,
    intent: row === undefined ? { doc, pending: [] } : {},
    floor,
  }));
  await enqueueDocuments(ports.queues.normalized, [doc]);
  report.documents++;
}

/** Queues a document that lacks one of its name rows, or has it otherwise than META says, to be stored. */
export async function restoreNameRows({ ports, report }: SweepPass, doc: string): Promise<void> {
  const lease = await acquire(ports, keys.document(doc), async (row) => {
    if (!isConverged(row)) return undefined; // a store is at work, or is queued
    const own = ownNameRows(documentMeta.parse(row));
    const rows = await mapConcurrent(rowConcurrency, own, ({ key }) =>
      ports.table.get(key, { consistent: true }),
    );
    if (own.every((each, i) => isThere(each, rows[i]))) return undefined;
    const found = rows.filter((each) => each !== undefined);
    return { desired: undefined, intent: {}, floor: highestToken(found) };
  });
  if (lease === undefined) return;
  await enqueueDocuments(ports.queues.normalized, [doc]);
  report.documents++;
}

/**
 * Buries postings of a document that has converged without them, and has the document stored again, because
 * a stray row may have kept one of its own from being written. Until that is done the document has not
 * converged: meanwhile the pass buries what else it meets of it.
 */
export async function buryPostings(
  { ports, report, strayPostings }: SweepPass,
  doc: string,
  postings: readonly Item[],
): Promise<void> {
  const lease = await acquire<Item[]>(ports, keys.document(doc), async (row) => {
    const isSettled = row === undefined || isConverged(row) || strayPostings.isRaised(doc, tokenOf(row));
    if (!isSettled) return undefined; // a store is at work, or is queued
    const applied = row && documentMeta.parse(row).applied;
    const strays = (await readAgain(ports.table, postings)).filter(
      (each) => isLive(each) && (applied?.basis === undefined || each.token !== applied.token),
    );
    if (strays.length === 0) return undefined;
    const intent = row === undefined ? { doc, pending: [] } : {};
    return { desired: strays, intent, floor: highestToken(strays) };
  });
  if (lease === undefined) return;
  strayPostings.noteRaised(doc, lease.token);
  await mapConcurrent(rowConcurrency, lease.desired, (stray) => lease.bury(stray));
  await enqueueTallies(
    ports.queues.touched,
    lease.desired.map((stray) => ({
      day: dayAndDocOf(stray).day,
      entities: [stray.pk.slice('ENT#'.length)],
    })),
  );
  await enqueueDocuments(ports.queues.normalized, [doc]);
  report.strays += lease.desired.length;
}

/**
 * Handles rows of a claim that is lost or does not name its key. If one of them names the key, the key is
 * handled again in full; otherwise nothing can own the rows, and they are buried.
 */
export async function adoptKeyRows(pass: SweepPass, pk: string, rows: readonly Item[]): Promise<void> {
  const { ports, report } = pass;
  const live = rows.filter((row) => isLive(row) && (isChildRow(row) || isPartRow(row)));
  if (live.length === 0) return;
  const hash = pk.slice('OBJ#'.length);
  const sources = await ports.table.batchGet(
    live.filter(isChildRow).map((row) => ({ pk: `DOC#${documentOfChild(row)}`, sk: `FROM#${hash}` })),
  );
  const named = [...sources, ...live].find((row) => typeof row?.key === 'string');
  const key = named === undefined ? undefined : String(named.key);
  const lease = await acquire<Item[]>(ports, { pk, sk: 'META' }, async (row) => {
    if (row !== undefined && claimRow.parse(row).key !== undefined) return undefined;
    const strays = (await readAgain(ports.table, live)).filter(isLive);
    if (strays.length === 0) return undefined;
    return {
      desired: strays,
      intent: {},
      floor: highestToken([
        ...strays,
        ...(await readAgain(
          ports.table,
          sources.filter((each) => each !== undefined),
        )),
      ]),
    };
  });
  if (lease === undefined) return;
  if (key !== undefined) {
    await enqueueKeys(ports.queues.uploads, [key]);
    report.keys++;
    return;
  }
  await mapConcurrent(rowConcurrency, lease.desired, (stray) => lease.bury(stray));
  await enqueueDocuments(ports.queues.normalized, lease.desired.filter(isChildRow).map(documentOfChild));
  await lease.apply({ outcome: 'deleted' });
  report.strays += lease.desired.length;
}

/** Handles a key again in full, under a token above those of all its rows: its claim was lost. */
export async function raiseClaim(pass: SweepPass, key: string, rows: readonly Item[]): Promise<void> {
  const { ports, report } = pass;
  const lease = await acquire(ports, keys.claim(key), async (row) => {
    const floor = highestToken(await readAgain(ports.table, rows));
    return floor <= tokenOf(row) ? undefined : { desired: undefined, intent: {}, floor };
  });
  if (lease === undefined) return;
  await enqueueKeys(ports.queues.uploads, [key]);
  report.keys++;
}

/**
 * Writes the child row of a source that no claim lists, so that the next handler of the key owns the source:
 * it keeps or buries it.
 */
export async function adoptSource(pass: SweepPass, doc: string, key: string): Promise<void> {
  const { ports, report } = pass;
  const [from, child] = [keys.from(doc, key), keys.child(key, doc)];
  const lease = await acquire(ports, keys.claim(key), async () => {
    const [row] = await readAgain(ports.table, [from]);
    const [listed] = await readAgain(ports.table, [child]);
    if (row === undefined || !isLive(row) || (listed !== undefined && isLive(listed))) return undefined;
    return {
      desired: undefined,
      intent: {},
      floor: highestToken(listed === undefined ? [row] : [row, listed]),
    };
  });
  if (lease === undefined) return;
  await lease.write(child, {});
  await enqueueKeys(ports.queues.uploads, [key]);
  report.keys++;
}

/** Handles a key again in full if a document that its claim lists lacks the source. */
export async function restoreSources(
  { ports, report }: SweepPass,
  key: string,
  children: readonly Item[],
): Promise<void> {
  const lease = await acquire(ports, keys.claim(key), async (row) => {
    if (!isConverged(row)) return undefined; // a handler is at work, or is queued
    const listed = (await readAgain(ports.table, children)).filter(isLive);
    const sources = await readAgain(
      ports.table,
      listed.map((child) => keys.from(documentOfChild(child), key)),
    );
    return sources.filter(isLive).length === listed.length ? undefined : { desired: undefined, intent: {} };
  });
  if (lease === undefined) return;
  await enqueueKeys(ports.queues.uploads, [key]);
  report.keys++;
}

/**
 * Buries an alias that its entity does not list. The entity is summarized again, because a handler that loses
 * to this lease relies on the winners to have read the tallies.
 */
export async function buryAlias(pass: SweepPass, alias: Item, entity: string, folded: string): Promise<void> {
  const { ports, report } = pass;
  const key = keys.entity(entity);
  if ((await ports.table.get(key, { consistent: true })) === undefined) {
    // Without META the entity has no lease. Whoever creates META writes its aliases afterwards.
    await ports.table.delete(alias, { attribute: 'token', equals: tokenOf(alias) });
    report.strays++;
    return;
  }
  const lease = await acquire(ports, key, async (row) => {
    if (!isConverged(row) || entityMeta.parse(row).aliases.includes(folded)) return undefined;
    const [found] = await readAgain(ports.table, [alias]);
    if (found === undefined || !isLive(found)) return undefined;
    return { desired: undefined, intent: {}, converged: true, floor: tokenOf(found) };
  });
  if (lease === undefined) return;
  await lease.bury(alias);
  await summarizeAgain(ports, entity, lease);
  report.strays++;
}

/** Queues an entity to be summarized again, because one of its aliases is missing. */
export async function restoreAliases(
  { ports, report }: { ports: RepairPorts; report: SweepPass['report'] },
  entity: string,
): Promise<void> {
  const lease = await acquire(ports, keys.entity(entity), async (row) => {
    if (!isConverged(row)) return undefined;
    const { aliases } = entityMeta.parse(row);
    const rows = await readAgain(
      ports.table,
      aliases.map((folded) => keys.alias(folded, entity)),
    );
    if (rows.filter(isLive).length === aliases.length) return undefined;
    return { desired: undefined, intent: {}, floor: highestToken(rows) };
  });
  if (lease === undefined) return;
  await summarizeAgain(ports, entity, lease);
  report.tallies++;
}

function summarizeAgain(ports: RepairPorts, entity: string, lease: Lease<unknown>): Promise<void> {
  const { last } = entityMeta.parse(lease.previousRow);
  return enqueueTallies(ports.queues.touched, [{ day: last ?? undated, entities: [entity] }]);
}
