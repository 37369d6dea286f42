/**
 * The log of people's decisions. Each row has the next number, and a condition lets only one writer take it,
 * so that every decision was checked against all decisions before it. A row is never changed.
 */
import * as z from 'zod';
import type { Conflict } from '../../identity/decisions/conflict.ts';
import { attribution, type Decision, decided, decisionId } from '../../identity/decisions/decision.ts';
import { Resolution } from '../../identity/decisions/resolution.ts';
import type { Item, Table } from '../../ports/table.ts';
import { queryAll } from '../../protocol/paginate.ts';
import { LostRace } from '../../protocol/reconcile.ts';
import { decisionPartition, keys } from '../keys.ts';

/** A row of the log. `decided` is JSON, because its fields depend on the action. */
const decisionRow = attribution.extend({ number: z.number().int(), id: decisionId, decided: z.string() });

export interface NumberedDecision extends Decision {
  /** Its place in the log of this archive, from 1. */
  number: number;
}

function parseRow(row: Item): NumberedDecision {
  const { decided: json, ...rest } = decisionRow.parse(row);
  return { ...rest, decided: decided.parse(JSON.parse(json)) };
}

/** The decisions after a number, in order. */
export async function readDecisionsAfter(table: Table, number: number): Promise<NumberedDecision[]> {
  const from = keys.decision(number + 1).sk;
  return (await queryAll(table, { pk: decisionPartition, from, consistent: true })).map(parseRow);
}

/** How often a writer may lose a number to others. */
const mostAttempts = 20;

/** Adds decisions one after the other, each checked against all that came before. */
export class DecisionLog {
  readonly #table: Table;
  #resolution: Resolution | undefined;

  constructor(table: Table) {
    this.#table = table;
  }

  /** The log as it was when this object last read or wrote it. */
  async resolution(): Promise<Resolution> {
    this.#resolution ??= Resolution.of(await readDecisionsAfter(this.#table, 0));
    return this.#resolution;
  }

  /**
   * @returns the decision with its number; `isNew`: false if the log has the same decision already
   * @throws LostRace if others took the next number each time
   */
  async add(decision: Decision): Promise<{ decision: NumberedDecision; isNew: boolean } | Conflict> {
    for (let lost = 0; lost < mostAttempts; lost++) {
      const log = await this.resolution();
      const known = log.find(decision.id) ?? log.sameAs(decision.decided);
      if (known !== undefined) return { decision: numberIn(log, known), isNew: false };
      const number = log.decisions.length + 1;
      const next = log.plus(decision);
      if (!(next instanceof Resolution)) return next;
      const { decided: content, ...rest } = decision;
      const row = { ...keys.decision(number), number, ...rest, decided: JSON.stringify(content) };
      if (await this.#table.put(row, { attribute: 'number', equals: undefined })) {
        this.#resolution = next;
        return { decision: { ...decision, number }, isNew: true };
      }
      this.#resolution = undefined;
    }
    throw new LostRace('Others took the next number of the log of decisions each time.');
  }
}

const numberIn = (log: Resolution, decision: Decision): NumberedDecision => ({
  ...decision,
  number: log.decisions.findIndex(({ id }) => id === decision.id) + 1,
});
