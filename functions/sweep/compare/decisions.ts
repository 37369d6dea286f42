/** Compares what is stored with people's decisions, and finds decisions that are not applied to the end. */
import { flatMapInTurns } from '../../../core/giveWay.ts';
import type { Item } from '../../../core/ports/table.ts';
import { enqueueDecisions, enqueueDocuments } from '../../../core/protocol/messages.ts';
import { appliedDecision } from '../../../core/records/decisions/appliedDecision.ts';
import { keys } from '../../../core/records/keys.ts';
import { disagreeing } from '../../index/disagreement.ts';
import type { SweepPass } from '../pass/pass.ts';

/** Queues decisions of which some document may not know yet: their messages may be lost. */
export async function sweepDecisions(pass: SweepPass, rows: readonly Item[]): Promise<void> {
  const numbers = rows.map(({ number }) => Number(number));
  const applied = await pass.batchGet(numbers.map((number) => keys.appliedDecision(number)));
  const unfinished = numbers.filter((_, i) => {
    const row = applied[i];
    return row === undefined || appliedDecision.parse(row).done === undefined;
  });
  await enqueueDecisions(pass.ports.queues.touched, unfinished);
  pass.report.documents += unfinished.length;
}

/** Queues documents to be stored again whose posting of the entity is not as people decided. */
export async function checkDecided(pass: SweepPass, entity: string, rows: readonly Item[]): Promise<void> {
  const { ports, report } = pass;
  const resolution = await pass.resolution();
  if (resolution.isEmpty) return;
  const docs = await flatMapInTurns(rows, (some) =>
    disagreeing(resolution, entity, some).filter((doc) => pass.comparesPostings(doc)),
  );
  await enqueueDocuments(ports.queues.normalized, docs);
  report.documents += docs.length;
}
