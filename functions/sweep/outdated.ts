/** Announces what an earlier model annotated and an earlier reader read, with the price of making it anew. */

import type { MadeBy } from '../../core/records/sweepState.ts';
import { countOutdated, reprocessingBill } from '../../core/reprocessing/outdated.ts';
import { versionsOf } from '../../core/reprocessing/reprocessing.ts';
import type { SweepPorts } from './pass/pass.ts';

/** It all stays as it is until a person has it reprocessed (`reprocess.ts`). */
export function announceOutdated(ports: SweepPorts, made: MadeBy): void {
  const own = versionsOf(ports);
  const outdated = countOutdated(made, own);
  const { documents, files } = outdated;
  ports.metrics?.record('Outdated', documents + files);
  if (documents + files === 0) return;
  ports.log.warn('sweep: some records are of an earlier model or reader; see "dateline reprocess show"', {
    documents,
    files,
    dollarsAtMost: Number(reprocessingBill(outdated, own).total.toFixed(2)),
  });
}
