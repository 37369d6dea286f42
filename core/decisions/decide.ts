/** Makes decisions: adds them to the log, and has them applied to the documents that are stored. */
import type { Conflict } from '../identity/decisions/conflict.ts';
import { type Attribution, type Decided, type Decision, decisionOf } from '../identity/decisions/decision.ts';
import { enqueueDecisions } from '../protocol/messages.ts';
import type { Ports } from '../protocol/ports.ts';
import { DecisionLog, type NumberedDecision } from '../records/decisions/decisionLog.ts';
import { checkSubjects, type ReadPorts } from './checkSubjects.ts';

export type DecidePorts = Pick<Ports, 'table' | 'archive' | 'clock'> & {
  queues: Pick<Ports['queues'], 'touched'>;
};

export interface Added {
  decision: NumberedDecision;
  /** False if the log has the same decision already. */
  isNew: boolean;
}

export const isConflict = (found: object): found is Conflict => 'code' in found;

/**
 * Adds a decision of now.
 *
 * @returns what stands against it, if something does; nothing is written then
 */
export async function decide(
  ports: DecidePorts & ReadPorts,
  decided: Decided,
  attribution: Omit<Attribution, 'time'>,
): Promise<Added | Conflict> {
  const log = new DecisionLog(ports.table);
  const resolution = await log.resolution();
  const same = resolution.sameAs(decided);
  const checked = same === undefined ? await checkSubjects(ports, resolution, decided) : decided;
  if (isConflict(checked)) return checked;
  const time = new Date(ports.clock()).toISOString();
  return addTo(log, ports, decisionOf(checked, { ...attribution, time }));
}

/** Adds decisions that were made elsewhere or earlier: the archive need not have what they are about yet. */
export class DecisionImport {
  readonly #ports: DecidePorts;
  readonly #log: DecisionLog;

  constructor(ports: DecidePorts) {
    this.#ports = ports;
    this.#log = new DecisionLog(ports.table);
  }

  /** @param attribution as it was made */
  add(decided: Decided, attribution: Attribution): Promise<Added | Conflict> {
    return addTo(this.#log, this.#ports, decisionOf(decided, attribution));
  }
}

async function addTo(
  log: DecisionLog,
  { queues }: DecidePorts,
  decision: Decision,
): Promise<Added | Conflict> {
  const added = await log.add(decision);
  // Also if it was there: an earlier call may have died before it sent this message.
  if (!isConflict(added)) await enqueueDecisions(queues.touched, [added.decision.number]);
  return added;
}
