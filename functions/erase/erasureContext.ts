/** What an erasure needs from its runtime. */
import type { Ports } from '../../core/protocol/ports.ts';

export interface ErasureContext {
  ports: Ports;
  /** Resolves when every stage execution that was running at the call has ended. */
  waitForRunningStages(): Promise<void>;
  /** Rewrites the files of the stores so that deleted data can no longer be read from them. */
  compact(): Promise<void>;
  /** Places that may hold copies and that no command reaches, one sentence each, for the receipt. */
  beyondReach: readonly string[];
}
