/** The decisions of people in the simulation. */
import { type DecidePorts, decide } from '../../core/decisions/decide.ts';
import { emptyAuthority } from '../../core/entities/authority/authority.ts';
import type { Decided } from '../../core/identity/decisions/decision.ts';
import type { Item } from '../../core/ports/table.ts';
import type { NumberedDecision } from '../../core/records/decisions/decisionLog.ts';
import { decisionPartition } from '../../core/records/keys.ts';
import { pickSteadily } from './draws.ts';
import type { Operation } from './history.ts';

type Decide = Extract<Operation, { do: 'decide' }>;

/** A decision of the desk; the reason names it. */
export function decideAtDesk(ports: DecidePorts, decided: Decided, reason: string) {
  const authority = async () => emptyAuthority;
  return decide({ ...ports, authority }, decided, { author: 'Desk', reason });
}

/** What is decided, given what there is; `undefined` if there is nothing to decide about. */
export function drawnDecision(items: readonly Item[], { action, nth, other }: Decide): Decided | undefined {
  const entities = items
    .filter(({ pk, sk, documents }) => pk.startsWith('ENT#') && sk === 'META' && documents !== 0)
    .map(({ entity }) => String(entity));
  const postings = items.filter(({ sk, gone }) => sk.startsWith('DAY#') && gone !== true);
  const log = items.filter(({ pk }) => pk === decisionPartition);
  const entity = pickSteadily(entities, nth, String);
  const into = pickSteadily(entities, other, String);
  const posting = pickSteadily(postings, nth, keyOf);
  // Its number is another one if operations before it are left out.
  const undone = pickSteadily(log, nth, ({ reason }) => String(reason));
  if (action === 'undo') return undone && { action, decision: String(undone.id) };
  if (entity === undefined || into === undefined || posting === undefined) return undefined;
  const own = { doc: String(posting.doc), entity: posting.pk.slice('ENT#'.length) };
  switch (action) {
    case 'merge':
      return { action, entity, into };
    case 'split':
      return { action, entity: own.entity, documents: [own.doc], into: `${own.entity}-${other % 3}` };
    case 'rename':
      return { action, entity, name: `Name ${other % 3}` };
    case 'retype':
      return { action, entity, type: other % 2 === 0 ? 'group' : 'event' };
    case 'hide':
      return { action, entity };
    case 'pin':
      return { action, document: own.doc, entity: own.entity, to: into };
  }
}

const keyOf = ({ pk, sk }: Item): string => `${pk} ${sk}`;

/** Decisions that were answered and are not in the log. */
export function lostDecisions(items: Iterable<Item>, answered: readonly NumberedDecision[]): string[] {
  const log = new Set([...items].filter(({ pk }) => pk === decisionPartition).map(({ id }) => String(id)));
  return answered.filter(({ id }) => !log.has(id)).map(({ number }) => `decision ${number} is lost`);
}
