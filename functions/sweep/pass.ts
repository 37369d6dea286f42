/** What the parts of one sweep share. */
import type { Ports } from '../../core/protocol/ports.ts';
import type { ReferencedKeys } from '../../core/records/archiveReferences.ts';
import type { KeySet } from '../../core/records/keySet.ts';
import type { SweepFaults } from './faults.ts';

export type SweepPorts = Pick<
  Ports,
  'inbox' | 'archive' | 'table' | 'queues' | 'search' | 'clock' | 'log' | 'thresholds'
>;

export interface SweepReport {
  /** How much differed and was queued. */
  keys: number;
  documents: number;
  tallies: number;
  searchRows: number;
  /** Rows that nothing accounts for, which the sweep buried. */
  strays: number;
  /** Partitions of the table that could not be compared; quarantine says why. */
  unread: number;
  /** Unreferenced versions of payloads, annotations and readings: removed, and left for a later sweep. */
  removed: number;
  unreferenced: number;
  /** Interrupted erasures: completed, and left for a later sweep. */
  erased: number;
  erasing: number;
}

export interface SweepPass {
  ports: SweepPorts;
  report: SweepReport;
  faults: SweepFaults;
  /** The archive objects that the table refers to. */
  references: ReferencedKeys;
  /** The payloads and annotations that the archive had when the pass began. */
  archived: KeySet;
  /**
   * The documents that the pass has read: `id`, and `id token` with the token of their postings. They spare a
   * read of META for each posting and each search row.
   */
  documents: KeySet;
}

/** How many rows are read or written concurrently within one partition. */
export const rowConcurrency = 16;
