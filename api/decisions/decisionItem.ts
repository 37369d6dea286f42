/** A decision as the API shows it. */
import * as z from 'zod';
import type { ListedDecision } from '../../core/decisions/listDecisions.ts';
import { actions, attribution, type Decision, decisionId } from '../../core/identity/decisions/decision.ts';
import type { Resolution } from '../../core/identity/decisions/resolution.ts';
import { omitUndefined } from '../../core/omitUndefined.ts';
import { entityMeta } from '../../core/records/entity.ts';

/** What was decided, by whom and why: on the entity and on the mentions that it changed. */
export const decisionNote = attribution
  .omit({ caller: true })
  .extend({ id: decisionId, action: z.enum(actions) });
export type DecisionNote = z.infer<typeof decisionNote>;

export const decisionItem = decisionNote.extend({
  caller: attribution.shape.caller,
  entity: z.string().optional(),
  into: z.string().optional(),
  documents: z.array(z.string()).optional(),
  name: z.string().optional(),
  type: entityMeta.shape.type.optional(),
  document: z.string().optional(),
  surface: z.string().optional(),
  to: z.string().optional(),
  decision: decisionId.optional(),
  /** The id of the decision that undid it. */
  undoneBy: decisionId.optional(),
  /**
   * How far it is applied to the documents that were stored before it: how many were found to differ, and
   * when none did any more. `left`: so many could not be stored; the next sweep tries them again.
   */
  applied: z.object({
    documents: z.number().int(),
    done: z.string().optional(),
    left: z.number().int().optional(),
  }),
});
export type DecisionItem = z.infer<typeof decisionItem>;

/** A decision as the API shows it. */
export function toDecisionItem({ decision, undoneBy, applied }: ListedDecision): DecisionItem {
  return {
    ...noteOf(decision),
    ...omitUndefined({ caller: decision.caller }),
    ...decision.decided,
    ...(undoneBy !== undefined && { undoneBy }),
    applied,
  };
}

/** The notes of these decisions, without those that the log does not have. */
export function notesOf(resolution: Resolution, ids: readonly string[]): DecisionNote[] {
  return ids.flatMap((id) => {
    const decision = resolution.find(id);
    return decision === undefined ? [] : [noteOf(decision)];
  });
}

const noteOf = ({ id, author, reason, time, decided: { action } }: Decision): DecisionNote => ({
  id,
  action,
  author,
  reason,
  time,
});
