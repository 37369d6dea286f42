/** Why a decision cannot be added to those before it. */
import { type Decided, documentsOf, retyped } from './decision.ts';
import { type Effects, longestChain, pinned } from './effects.ts';

const conflictCodes = [
  'decision.cycle',
  'decision.gone',
  'decision.contradiction',
  'decision.unknown',
  'decision.chain',
  'decision.full',
] as const;
export type ConflictCode = (typeof conflictCodes)[number];

/** `by`: the id of the earlier decision that stands in the way. */
export interface Conflict {
  code: ConflictCode;
  message: string;
  by?: string;
}

export const conflict = (code: ConflictCode, message: string, by?: string): Conflict => ({
  code,
  message,
  ...(by !== undefined && { by }),
});

/** What stands against a decision that is no undo. */
export function findConflict(
  effects: Effects,
  decided: Exclude<Decided, { action: 'undo' }>,
): Conflict | undefined {
  if (decided.action === 'pin') return pinConflict(effects, decided);
  const gone = goneAs(effects, decided.entity);
  if (gone !== undefined) return gone;
  switch (decided.action) {
    case 'merge':
      return moveConflict(effects, decided.entity, decided.into);
    case 'retype':
      return moveConflict(effects, decided.entity, retyped(decided.entity, decided.type));
    case 'split':
      return splitConflict(effects, decided);
    case 'rename': {
      const known = effects.names.get(decided.entity);
      return known && conflict('decision.contradiction', `Its name is decided: "${known.name}".`, known.by);
    }
    case 'hide':
      return undefined;
  }
}

/** An entity that a decision has put elsewhere, or hidden, is not decided about again. */
function goneAs({ moves, hidden }: Effects, entity: string): Conflict | undefined {
  const move = moves.get(entity);
  if (move !== undefined)
    return conflict('decision.gone', `${entity} is ${move.to} by a decision; decide about that.`, move.by);
  const by = hidden.get(entity);
  return by === undefined ? undefined : conflict('decision.gone', `${entity} is hidden by a decision.`, by);
}

function moveConflict(effects: Effects, entity: string, to: string): Conflict | undefined {
  const against = findCycle(effects, entity, to) ?? goneAs(effects, to);
  if (against !== undefined) return against;
  return depth(effects, entity) + 1 >= longestChain
    ? conflict('decision.chain', `More than ${longestChain} decisions would lead on from one name.`)
    : undefined;
}

/** How many moves lead to the entity, one after the other. */
function depth({ movedHere }: Effects, entity: string): number {
  let before = new Set([entity]);
  for (let moves = 0; moves < longestChain; moves++) {
    const earlier = new Set([...before].flatMap((each) => [...(movedHere.get(each) ?? [])]));
    if (earlier.size === 0) return moves;
    before = earlier;
  }
  return longestChain;
}

/**
 * Whether the way from `to` leads back to the entity: everywhere, or in a document with splits. Documents are
 * looked at one by one only if all splits together would lead back.
 */
function findCycle(effects: Effects, entity: string, to: string, doc?: string): Conflict | undefined {
  const documents = new Set<string | undefined>([doc]);
  const seen = new Set<string>();
  const open = [to];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    const move = effects.moves.get(at);
    if (move !== undefined) open.push(move.to);
    for (const split of effects.splitTo.get(at) ?? []) {
      if (doc !== undefined && split.doc !== doc) continue;
      documents.add(split.doc);
      open.push(split.to);
    }
  }
  if (!seen.has(entity)) return undefined;
  for (const each of documents) {
    const passed = effects.passes(to, each, entity);
    if (passed !== undefined)
      return conflict('decision.cycle', `${to === entity ? 'It' : to} is ${entity} already.`, passed.by);
  }
  return undefined;
}

function splitConflict(
  effects: Effects,
  decided: Extract<Decided, { action: 'split' }>,
): Conflict | undefined {
  const { entity, into } = decided;
  for (const doc of documentsOf(decided)) {
    const known = effects.splits.get(doc)?.get(entity);
    if (known !== undefined)
      return conflict('decision.contradiction', `In ${doc}, ${entity} is ${known.to}.`, known.by);
    const cycle = findCycle(effects, entity, into, doc);
    if (cycle !== undefined) return cycle;
    for (const { to, by } of effects.pins.get(doc)?.values() ?? [])
      if (effects.passes(to, doc, entity) !== undefined)
        return conflict('decision.contradiction', `In ${doc}, a mention is pinned to ${entity}.`, by);
  }
  return goneAs(effects, into);
}

function pinConflict(effects: Effects, decided: Extract<Decided, { action: 'pin' }>): Conflict | undefined {
  const { document, to } = decided;
  const known = effects.pins.get(document)?.get(pinned(decided));
  if (known !== undefined)
    return conflict('decision.contradiction', `It is pinned to ${known.to} there.`, known.by);
  const split = effects.splits.get(document)?.get(to);
  if (split !== undefined)
    return conflict('decision.contradiction', `In this document, ${to} is ${split.to}.`, split.by);
  return goneAs(effects, to);
}
