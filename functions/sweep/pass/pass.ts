/** What the parts of one sweep share. */
import { hash } from '../../../core/hash.ts';
import type { Resolution } from '../../../core/identity/decisions/resolution.ts';
import type { Item, Key } from '../../../core/ports/table.ts';
import type { Ports } from '../../../core/protocol/ports.ts';
import type { SearchWaitPort } from '../../../core/protocol/searchWait.ts';
import { type Thresholds, thresholds } from '../../../core/protocol/thresholds.ts';
import { readResolution } from '../../../core/queries/decisions.ts';
import { KeySet } from '../../../core/records/keySet.ts';
import type { MadeBy, SweepPassState } from '../../../core/records/sweepState.ts';
import type { ErasingPass } from '../../erase/resumeErasures.ts';
import type { SweepFaults } from './faults.ts';
import type { SweepLease } from './lease.ts';
import { Entries, type EntryKind, writeEntries } from './sliceFiles.ts';
import { StrayPostings } from './strayPostings.ts';

export type SweepPorts = Pick<
  Ports,
  | 'inbox'
  | 'archive'
  | 'table'
  | 'queues'
  | 'search'
  | 'clock'
  | 'log'
  | 'metrics'
  | 'thresholds'
  | 'codeVersions'
> &
  SearchWaitPort;

/** What one call of a sweep did; `unread` of its whole pass. */
export interface SweepReport {
  /** How much differed and was queued; among the tallies also days whose trend was written again. */
  keys: number;
  documents: number;
  tallies: number;
  searchRows: number;
  /** Rows that nothing accounts for, which the sweep buried. */
  strays: number;
  /** Partitions of the table that could not be compared; quarantine says why. */
  unread: number;
  /** Unreferenced versions of payloads, annotations and readings: removed, and left for a later pass. */
  removed: number;
  unreferenced: number;
  /** Interrupted erasures: completed, and left for a later pass. */
  erased: number;
  erasing: number;
}

export const emptyReport: SweepReport = {
  keys: 0,
  documents: 0,
  tallies: 0,
  searchRows: 0,
  strays: 0,
  unread: 0,
  removed: 0,
  unreferenced: 0,
  erased: 0,
  erasing: 0,
};

/** Documents that one call remembers, so that it need not read META for each of their postings. */
const maximumKnown = 2_000_000;
export const maximumShares = 16;

interface AskedRows {
  keys: readonly Key[];
  resolve(rows: (Item | undefined)[]): void;
  reject(error: unknown): void;
}

/** A pass, as far as this call makes it. */
export class SweepPass {
  readonly ports: SweepPorts;
  readonly lease: SweepLease;
  readonly report: SweepReport = { ...emptyReport };
  readonly faults: SweepFaults;
  readonly erasing: ErasingPass;
  readonly strayPostings = new StrayPostings();
  /** Documents whose search row this pass found missing or older than META. */
  unindexed: number;
  /** Documents that are there. */
  present: number;
  readonly #made: MadeBy;
  #resolution: Promise<Resolution> | undefined;
  readonly #shouldStop: () => boolean;
  readonly #known = new KeySet();
  #found: Record<EntryKind, Entries> = noEntries();
  readonly #asked: AskedRows[] = [];

  constructor(
    ports: SweepPorts,
    {
      lease,
      faults,
      erasing,
      shouldStop,
    }: { lease: SweepLease; faults: SweepFaults; erasing: ErasingPass; shouldStop: () => boolean },
  ) {
    this.ports = ports;
    this.lease = lease;
    this.faults = faults;
    this.erasing = erasing;
    this.#shouldStop = shouldStop;
    this.unindexed = this.state.unindexed;
    this.present = this.state.present;
    this.#made = structuredClone(this.state.made);
  }

  get state(): SweepPassState {
    const { pass } = this.lease.state;
    if (pass === undefined) throw new Error('no pass is in progress');
    return pass;
  }

  get sizes(): Thresholds {
    return this.ports.thresholds ?? thresholds;
  }

  /** Whether to end the call here; the next one goes on from the place that was noted. */
  get shouldStop(): boolean {
    return this.#shouldStop();
  }

  /** Adds an entry to the files of the current step. */
  collect(kind: EntryKind, name: string, value: string): void {
    this.#found[kind].add(name, value);
  }

  /** Ends a step: writes what it found, then notes where the next one begins. */
  async note(changed: Partial<SweepPassState>): Promise<void> {
    const { state, lease, ports } = this;
    const { step } = state;
    const { epoch, token } = lease.state;
    const counts: Partial<Record<EntryKind, number>> = {};
    for (const [kind, entries] of Object.entries(this.#found) as [EntryKind, Entries][]) {
      await writeEntries(ports.archive, { epoch, pass: state.id, kind }, { step, token, entries });
      counts[kind] = state[kind] + entries.size;
    }
    this.#found = noEntries();
    await lease.note({
      pass: {
        ...state,
        ...counts,
        step: step + 1,
        attempts: 0,
        unread: this.faults.unread,
        unindexed: this.unindexed,
        present: this.present,
        made: structuredClone(this.#made),
        erasing: this.erasing.notes,
        ...changed,
      },
    });
  }

  /** What people's decisions come to: one reading of their log for all that this call compares. */
  resolution(): Promise<Resolution> {
    this.#resolution ??= readResolution(this.ports.table);
    return this.#resolution;
  }

  /** Counts a document that is there. @param model of its annotation */
  countDocument(model: string): void {
    this.present++;
    this.#made.models[model] = 1 + (this.#made.models[model] ?? 0);
  }

  /** Counts a file by the reader that has read it. */
  countFile(reader: string): void {
    this.#made.readers[reader] = 1 + (this.#made.readers[reader] ?? 0);
  }

  /** Remembers with which token the postings of a document were written. */
  remember(doc: string, token: number): void {
    if (this.#known.size < maximumKnown) this.#known.add(postingsOf(doc, token));
  }

  /** Whether the postings of the document that carry this token are known to be its own. */
  isKnown(doc: string, token: number): boolean {
    return this.#known.has(postingsOf(doc, token));
  }

  /**
   * Whether this pass compares the postings of the document with META. Each comparison that the call does
   * not know by heart is a read, so of a large archive each pass compares a share.
   */
  comparesPostings(doc: string): boolean {
    return this.#isInShare(doc);
  }

  /** Whether this pass compares the entity's rows elsewhere: its aliases, both ways, and its trends. */
  comparesEntity(entity: string): boolean {
    return this.#isInShare(hash(entity));
  }

  #isInShare(hashed: string): boolean {
    const { documents, passes } = this.lease.state;
    const shares = Math.min(maximumShares, Math.ceil(documents / this.sizes.sweepShareDocuments));
    return shares <= 1 || Number.parseInt(hashed.slice(0, 1), 16) % shares === passes % shares;
  }

  /**
   * Reads rows, together with what others ask for at the same moment: many partitions are compared
   * concurrently, and a call costs more processor time than the rows that it returns.
   */
  batchGet(keys: readonly Key[]): Promise<(Item | undefined)[]> {
    return new Promise((resolve, reject) => {
      if (this.#asked.push({ keys, resolve, reject }) === 1) queueMicrotask(() => this.#readAsked());
    });
  }

  async #readAsked(): Promise<void> {
    const asked = this.#asked.splice(0);
    try {
      const rows = await this.ports.table.batchGet(asked.flatMap(({ keys }) => keys));
      for (const { keys, resolve } of asked) resolve(rows.splice(0, keys.length));
    } catch (error) {
      for (const { reject } of asked) reject(error);
    }
  }
}

const postingsOf = (doc: string, token: number): string => `${doc} ${token}`;

function noEntries(): Record<EntryKind, Entries> {
  return { references: new Entries(), documents: new Entries(), searchRows: new Entries() };
}
