/**
 * Reads what the log of decisions comes to. What was read stays in memory, because a log only grows; each
 * call reads what is new, so it knows every decision made before.
 */
import { Resolution } from '../identity/decisions/resolution.ts';
import type { Table } from '../ports/table.ts';
import { mapConcurrent } from '../protocol/mapConcurrent.ts';
import { type NumberedDecision, readDecisionsAfter } from '../records/decisions/decisionLog.ts';
import { mentionedEntity } from '../records/entity.ts';
import { keys } from '../records/keys.ts';

interface Decisions {
  log: readonly NumberedDecision[];
  resolution: Resolution;
}

const memory = new WeakMap<object, Decisions>();

/** The decisions of a table, with a consistent read. */
export async function readDecisions(table: Table): Promise<Decisions> {
  const known = memory.get(table) ?? { log: [], resolution: Resolution.of([]) };
  const log = await extended(table, known.log);
  if (log === known.log) return known;
  const now = { log, resolution: Resolution.of(log) };
  memory.set(table, now);
  return now;
}

/** @returns the same array if nothing is new */
async function extended(
  table: Table,
  log: readonly NumberedDecision[],
): Promise<readonly NumberedDecision[]> {
  const last = log.at(-1);
  if (last === undefined) {
    const all = await readDecisionsAfter(table, 0);
    return all.length === 0 ? log : all;
  }
  const [same, ...added] = await readDecisionsAfter(table, last.number - 1);
  if (same?.id !== last.id) return readDecisionsAfter(table, 0); // the table was restored to an earlier state
  return added.length === 0 ? log : [...log, ...added];
}

/** What the decisions of a table come to. */
export async function readResolution(table: Table): Promise<Resolution> {
  return (await readDecisions(table)).resolution;
}

const concurrency = 16;

/**
 * The ids that decisions give these entities. An id stays while no document is stored under the other one
 * yet.
 *
 * @param known the decisions, if they were read already
 */
export async function currentEntities(
  table: Table,
  ids: readonly string[],
  known?: Resolution,
): Promise<string[]> {
  if (ids.length === 0) return [];
  const resolution = known ?? (await readResolution(table));
  return mapConcurrent(concurrency, ids, async (id) => {
    const { at } = resolution.current(id);
    if (at === id) return id;
    return mentionedEntity(await table.get(keys.entity(at))) === undefined ? id : at;
  });
}
