/**
 * Completes interrupted erasures. They ride on the passes of the sweep, so that no erasure reads the table or
 * the archive for itself: the first pass removes the versions that are left, and queues whatever then
 * differs, so that the stages remove the rows. The pass that finds nothing left for the stages records the
 * time. A later one, when all that was running then has ended, removes the traces as it meets them: rows that
 * name what was erased, and its objects.
 *
 * A tombstone may be removed once it is older than any execution, because every handler that it stops has
 * ended then. So each partition is decided on its own, without remembering others.
 * Longer than 250 lines: a pass is read from its beginning to its end.
 */
import type { ObjectVersion } from '../../core/ports/objects.ts';
import type { Item, Table } from '../../core/ports/table.ts';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import { findTallyEntities } from '../../core/protocol/messages.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { isConverged, isLive } from '../../core/protocol/reconcile.ts';
import { clockSkewMilliseconds, tombstoneSeconds } from '../../core/protocol/topology.ts';
import { deadLetter } from '../../core/quarantine/deadLetter.ts';
import type { TablePartition } from '../../core/queries/tablePartitions.ts';
import { annotationPrefix, payloadKey } from '../../core/records/archive.ts';
import { entityMeta } from '../../core/records/entity.ts';
import { dayAndDocOf, deadLetterPrefix, isDeadLetterRow, keys as rowKeys } from '../../core/records/keys.ts';
import type { SweepPassState } from '../../core/records/sweepState.ts';
import { longestExecutionSeconds } from '../visibilityTimeouts.ts';
import { findOldSearchFiles, removeVersions } from './archiveTraces.ts';
import type { ErasureScope } from './erasureScope.ts';
import {
  completeErasure,
  listPendingErasures,
  type PendingErasure,
  readPendingErasure,
  writePendingErasure,
} from './pendingErasure.ts';
import { purgeSearch } from './purgeSearch.ts';
import {
  findKeptDocuments,
  ownPartitions,
  removeTableTraces,
  type TableTraces,
  traceChange,
  traceEntity,
  traceOwnRow,
} from './tableTraces.ts';

type ErasingPorts = Pick<Ports, 'inbox' | 'archive' | 'table' | 'search' | 'clock' | 'log'>;
type ErasingNote = SweepPassState['erasing'][number];

/** A pass continues erasures until their documents and payloads are this many; the others wait. */
const maximumNames = 50_000;

/** Whatever began before has ended after this time. */
const outliveMilliseconds = longestExecutionSeconds * 1000;
/**
 * So long after a pass without traces, what was running then has ended, and the tombstones that it made last
 * (of aliases, after META) have outlived whatever began before them.
 */
const readyMilliseconds = 2 * outliveMilliseconds + clockSkewMilliseconds;

/** An erasure, as far as this call of the sweep needs it. */
interface Erasure {
  note: ErasingNote;
  pending: PendingErasure;
  /** Without keys under which a file has been put since: their rows describe the new file. */
  scope: ErasureScope;
  partitions: Set<string>;
  kept: TableTraces['kept'];
}

export class ErasingPass {
  readonly #ports: ErasingPorts;
  /** When the pass began. */
  readonly #began: number;
  readonly #erasures: Erasure[] = [];

  private constructor(ports: ErasingPorts, began: number) {
    this.#ports = ports;
    this.#began = began;
  }

  /** Begins with the erasures that are pending now: removes what is left of their versions. */
  static async begin(ports: ErasingPorts): Promise<ErasingPass> {
    const began = ports.clock();
    const pass = new ErasingPass(ports, began);
    let names = 0;
    for (const record of await listPendingErasures(ports.archive)) {
      if (names >= maximumNames) break;
      const pending = await readPendingErasure(ports.archive, record);
      if (pending === undefined) continue;
      names += pending.scope.docs.size + pending.scope.payloads.size;
      await removeVersions(ports.inbox, pending.versions);
      const since = pending.doneSince;
      const ready = since !== undefined && began - since > readyMilliseconds;
      await pass.#add(pending, { record, ready, unfinished: false });
    }
    return pass;
  }

  /** Goes on with the erasures that the pass has begun with. */
  static async goOn(ports: ErasingPorts, began: number, notes: readonly ErasingNote[]): Promise<ErasingPass> {
    const pass = new ErasingPass(ports, began);
    for (const note of notes) {
      const pending = await readPendingErasure(ports.archive, note.record);
      if (pending === undefined) continue;
      // If it was ordered anew, the pass has not looked for all of it in what it has passed.
      const isStale = note.ready && pending.doneSince === undefined;
      await pass.#add(pending, isStale ? { ...note, ready: false, unfinished: true } : note);
    }
    return pass;
  }

  async #add(pending: PendingErasure, note: ErasingNote): Promise<void> {
    const scope = await withoutReusedKeys(this.#ports, pending.scope);
    const kept = await findKeptDocuments(this.#ports, scope);
    this.#erasures.push({ note: { ...note }, pending, scope, partitions: ownPartitions(scope), kept });
  }

  get notes(): ErasingNote[] {
    return this.#erasures.map(({ note }) => note);
  }

  /** Looks for traces in a partition, and removes them for erasures that are ready. */
  async removeRows(partition: TablePartition): Promise<void> {
    for (const erasure of this.#erasures) {
      const { note } = erasure;
      const traces = await this.#trace(partition, erasure);
      if (traces.unfinished.length > 0) note.unfinished = true;
      if (note.ready) await removeTableTraces(this.#ports, traces);
    }
    if (!this.notes.some(({ ready }) => ready)) return;
    if (partition.pk.startsWith('ALIAS#')) await this.#removeAliases(partition.rows);
    if (partition.pk.startsWith(deadLetterPrefix))
      await this.#removeDeadLetters(partition.rows.filter(isDeadLetterRow));
  }

  /** For a partition that was passed over: traces may be left in it. */
  leaveUnfinished(): void {
    for (const { note } of this.#erasures) note.unfinished = true;
  }

  async #trace(partition: TablePartition, { scope, partitions, kept, note: { ready } }: Erasure) {
    const { pk, rows } = partition;
    const traces = { rows: [], unfinished: [], miscounted: [], days: [], kept } as Omit<
      TableTraces,
      'references' | 'emptied'
    >;
    const metas: Item[] = [];
    if (pk.startsWith('ENT#')) {
      await traceEntity(partition, scope, traces, new Set(), metas);
      // A count that is late for another reason is no trace of this erasure.
      const isOwn = rows.every((row) => !row.sk.startsWith('DAY#') || scope.docs.has(dayAndDocOf(row).doc));
      if (isOwn) traces.unfinished.push(...traces.miscounted);
    } else if (pk.startsWith('CHANGES#'))
      traces.rows.push(...rows.flatMap((row) => traceChange(row, scope, kept)));
    else if (partitions.has(pk)) for (const row of rows) traceOwnRow(row, scope, traces);
    // As long as META exists, a new count acquires its fencing token. It goes after all rows of the entity.
    const isLast = rows.every((row) => isLive(row) || this.#isOutlived(row));
    const young = traces.rows.filter(({ row }) => !isLive(row) && !this.#isOutlived(row));
    traces.rows = traces.rows.filter((trace) => !young.includes(trace));
    const left = [...young];
    (isLast ? traces.rows : left).push(...metas.map((row) => ({ row })));
    // Otherwise the erasure would be complete, and nobody would remove them later.
    if (ready) traces.unfinished.push(...left.map(({ row }) => `${row.pk} ${row.sk}`));
    return traces;
  }

  /** Tombstones of aliases name an entity, and the form of its name that was erased. */
  async #removeAliases(rows: readonly Item[]): Promise<void> {
    const outlived = rows.filter((row) => !isLive(row) && this.#isOutlived(row));
    await mapConcurrent(16, outlived, ({ pk, sk, token }) =>
      this.#ports.table.delete({ pk, sk }, { attribute: 'token', equals: Number(token) }),
    );
  }

  /** Dead letters about what is erased, or about entities that nothing mentions any more. */
  async #removeDeadLetters(rows: readonly Item[]): Promise<void> {
    for (const row of rows) {
      // A record of the sweep has no message.
      const { key, document, hint = '' } = deadLetter.partial({ queue: true, hint: true }).parse(row);
      const isErased = this.#erasures.some(
        ({ note, scope }) => note.ready && (scope.keys.includes(key ?? '') || scope.docs.has(document ?? '')),
      );
      const isAboutFile = key !== undefined || document !== undefined;
      const names =
        isErased || (!isAboutFile && (await hasEmptyEntity(this.#ports.table, findTallyEntities(hint))));
      if (names) await this.#ports.table.delete({ pk: row.pk, sk: row.sk });
    }
  }

  /** Whether the tombstone was buried so long ago that every execution of then has ended. */
  #isOutlived({ expires }: Item): boolean {
    const buried = (Number(expires) - tombstoneSeconds) * 1000;
    return this.#began - buried > outliveMilliseconds;
  }

  /**
   * Removes an object of an erasure that is ready.
   *
   * @param versions all of the object, newest first
   * @param isReferenced a row of another file refers to it
   * @returns whether it was removed
   */
  async removeObject(versions: readonly ObjectVersion[], isReferenced: boolean): Promise<boolean> {
    const key = versions[0]?.key ?? '';
    const isErased = this.#erasures.some(
      ({ note, pending, scope }) =>
        note.ready &&
        !note.unfinished &&
        isInScope(key, scope) &&
        // An object put later belongs to another file, whose row is about to refer to it.
        versions.every(({ modified }) => modified < (pending.doneSince ?? 0)),
    );
    if (!isErased || isReferenced) return false;
    await removeVersions(this.#ports.archive, versions);
    return true;
  }

  /**
   * Ends the pass.
   *
   * @param compact rewrites the table's files so that removed rows cannot be read from them
   * @returns how many erasures are now complete, and how many a later pass continues
   */
  async end(compact: () => Promise<void>): Promise<{ erased: number; erasing: number }> {
    const { archive, clock } = this.#ports;
    const complete = this.#erasures.filter(({ note }) => note.ready && !note.unfinished);
    if (complete.length > 0) {
      await purgeSearch(this.#ports);
      await removeVersions(archive, await findOldSearchFiles(archive));
    }
    for (const { pending } of complete) await completeErasure(archive, pending, compact);
    for (const { pending, note } of this.#erasures) {
      const doneSince = note.unfinished ? undefined : (pending.doneSince ?? clock());
      if (doneSince !== pending.doneSince) await writePendingErasure(archive, { ...pending, doneSince });
    }
    const erasing = (await listPendingErasures(archive)).length;
    return { erased: complete.length, erasing };
  }
}

function isInScope(key: string, { payloads, readings }: ErasureScope): boolean {
  for (const reading of readings) if (key.startsWith(reading)) return true;
  if (key.startsWith(annotationPrefix))
    return payloads.has(key.slice(annotationPrefix.length).split('/')[0] ?? '');
  const payload = key.slice(key.lastIndexOf('/') + 1, -'.json'.length);
  return payloads.has(payload) && key === payloadKey(payload);
}

async function hasEmptyEntity(table: Table, entities: readonly string[]): Promise<boolean> {
  const rows = await table.batchGet(entities.map((entity) => rowKeys.entity(entity)));
  return rows.some((row) => row === undefined || (isConverged(row) && entityMeta.parse(row).documents === 0));
}

/** Leaves out keys under which a file has been put since: their rows describe the new file. */
async function withoutReusedKeys(
  { inbox }: Pick<Ports, 'inbox'>,
  scope: ErasureScope,
): Promise<ErasureScope> {
  const heads = await Promise.all(scope.keys.map((key) => inbox.head(key)));
  return { ...scope, keys: scope.keys.filter((_, i) => heads[i] === undefined) };
}
