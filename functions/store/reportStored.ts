/** Tells operators that a document can be queried from now on: a line of the log, and metrics. */
import type { Trace } from '../../core/protocol/messages.ts';
import type { Ports } from '../../core/protocol/ports.ts';

/** @param outcome.removed its last source is gone */
export function reportStored(
  { log, metrics, clock }: Pick<Ports, 'log' | 'metrics' | 'clock'>,
  document: string,
  { removed, trace }: { removed: boolean; trace: Trace | undefined },
): void {
  log.info('store: done', { document, ...(removed && { removed }), ...(trace && { trace: trace.id }) });
  if (removed) return;
  metrics?.record('Stored', 1);
  if (trace !== undefined) metrics?.record('DropToQueryable', Math.max(0, clock() - trace.at));
}
