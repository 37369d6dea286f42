/** The log of decisions as people read it: what was decided, whether it counts, and how far it is applied. */
import { entitiesOf } from '../identity/decisions/decision.ts';
import type { Resolution } from '../identity/decisions/resolution.ts';
import type { Table } from '../ports/table.ts';
import { readDecisions } from '../queries/decisions.ts';
import { appliedDecision } from '../records/decisions/appliedDecision.ts';
import type { NumberedDecision } from '../records/decisions/decisionLog.ts';
import { keys } from '../records/keys.ts';

export interface ListedDecision {
  decision: NumberedDecision;
  /** The id of the decision that undid it. */
  undoneBy?: string;
  applied: { documents: number; done?: string; left?: number };
}

/**
 * @param page.before the number after which the page begins; the newest decisions come first
 * @param page.entity only decisions that name it, and undos of those
 */
export async function listDecisions(
  table: Table,
  { before, limit, entity }: { before?: number | undefined; limit: number; entity?: string | undefined },
): Promise<{ items: ListedDecision[]; next?: number }> {
  const { log, resolution } = await readDecisions(table);
  const found: NumberedDecision[] = [];
  for (let i = Math.min(log.length, (before ?? log.length + 1) - 1); i > 0 && found.length <= limit; i--) {
    const decision = log[i - 1] as NumberedDecision;
    if (entity === undefined || entitiesOf(resolution.subjectOf(decision.decided)).includes(entity))
      found.push(decision);
  }
  const items = await withProgress(table, resolution, found.slice(0, limit));
  const last = items.at(-1)?.decision.number;
  return { items, ...(found.length > limit && last !== undefined && { next: last }) };
}

/** Decisions with how far they are applied. */
export async function withProgress(
  table: Table,
  resolution: Resolution,
  decisions: readonly NumberedDecision[],
): Promise<ListedDecision[]> {
  const rows = await table.batchGet(decisions.map(({ number }) => keys.appliedDecision(number)));
  return decisions.map((decision, i) => {
    const row = rows[i];
    const progress = row && appliedDecision.parse(row);
    const undoneBy = resolution.undoneBy(decision.id);
    return {
      decision,
      ...(undoneBy !== undefined && { undoneBy }),
      applied: {
        documents: progress?.documents ?? 0,
        ...(progress?.done !== undefined && { done: progress.done }),
        ...(progress?.left !== undefined && { left: progress.left }),
      },
    };
  });
}
