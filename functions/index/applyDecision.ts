/**
 * Applies a decision to what was stored before it: walks over the postings of the entities that it concerns,
 * and queues the documents for `store` that are not as it says. The walk notes its place after each page, in
 * a row of the decision, so that the next execution goes on from there. It ends with a pass that finds
 * nothing.
 */
import { type Decided, documentsOf, entitiesOf } from '../../core/identity/decisions/decision.ts';
import type { Resolution } from '../../core/identity/decisions/resolution.ts';
import { omitUndefined } from '../../core/omitUndefined.ts';
import type { Item } from '../../core/ports/table.ts';
import { enqueueDocuments } from '../../core/protocol/messages.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { acquire, type Lease, LostRace, type Observation } from '../../core/protocol/reconcile.ts';
import { Postponed } from '../../core/protocol/stage.ts';
import { readDecisions } from '../../core/queries/decisions.ts';
import { type AppliedDecision, appliedDecision } from '../../core/records/decisions/appliedDecision.ts';
import { hiddenPrefix, keys } from '../../core/records/keys.ts';
import { disagreeing, findDisagreeing } from './disagreement.ts';

export type ApplyPorts = Pick<Ports, 'table' | 'archive' | 'clock'> & {
  queues: Pick<Ports['queues'], 'extracted'>;
};

/** Rows that are read at once, and pages that one execution reads. */
const rowsPerPage = 200;
const pagesAtOnce = 50;
/** Passes wait 1, 2, 4 … seconds for the documents that were queued, at most so many. */
const longestWait = 600;
/** After so many passes, some five hours, documents that cannot be stored are left to the sweep. */
const mostPasses = 40;

type Progress = Omit<AppliedDecision, 'number' | 'token'>;

/**
 * @throws Postponed if there is more to do
 * @throws LostRace if another execution goes on with the walk
 */
export async function applyDecision(ports: ApplyPorts, number: number): Promise<void> {
  const { log, resolution } = await readDecisions(ports.table);
  const decision = log[number - 1];
  if (decision === undefined) return;
  const lease = await acquire<Progress>(ports, keys.appliedDecision(number), async (row) =>
    observeProgress(number, row),
  );
  if (lease === undefined) return;
  const subject = resolution.subjectOf(decision.decided);
  const walk = new Walk(ports, lease, number, resolution);
  await walk.queueDocuments(documentsToQueue(resolution, subject));
  await walk.walkEntities(entitiesToWalk(resolution, decision.decided));
  await walk.endPass();
}

function observeProgress(number: number, row: Item | undefined): Observation<Progress> | undefined {
  if (row === undefined)
    return { desired: { documents: 0, pass: 0, differing: 0, part: 0 }, intent: { number } };
  const { number: _, token: __, ...progress } = appliedDecision.parse(row);
  return progress.done === undefined ? { desired: progress, intent: {} } : undefined;
}

/**
 * The documents that the decision names; or those that splits name of an entity that is reached from its own.
 * What is merged into the entity says whose name such a split is about, and a link may have put that name
 * where no decision leads.
 */
function documentsToQueue(resolution: Resolution, subject: Decided): readonly string[] {
  const named = documentsOf(subject);
  if (named.length > 0) return named;
  return resolution.splittingDocuments(resolution.reachedFrom(entitiesOf(subject)));
}

/**
 * The entities that may have a posting that the decision changes. What it says of documents alone is not. If
 * it undoes another, later ones may have led on from there, such as a split of an entity that was retyped.
 */
function entitiesToWalk(resolution: Resolution, decided: Decided): string[] {
  const subject = resolution.subjectOf(decided);
  if (documentsOf(subject).length > 0) return [];
  const named = entitiesOf(subject);
  const all = decided.action === 'undo' ? resolution.reachedFrom(named) : named;
  return [...new Set(all.flatMap((id) => [id, resolution.current(id).at]))].sort();
}

class Walk {
  readonly #ports: ApplyPorts;
  readonly #lease: Lease<Progress>;
  readonly #resolution: Resolution;
  readonly #number: number;
  #progress: Progress;
  #pagesLeft = pagesAtOnce;

  constructor(ports: ApplyPorts, lease: Lease<Progress>, number: number, resolution: Resolution) {
    this.#ports = ports;
    this.#lease = lease;
    this.#number = number;
    this.#resolution = resolution;
    this.#progress = lease.desired;
  }

  /** All of them at first: a store that began before the decision must find a newer claimant. */
  async queueDocuments(docs: readonly string[]): Promise<void> {
    const { pass } = this.#progress;
    await this.#queue(pass === 0 ? docs : await findDisagreeing(this.#ports, this.#resolution, docs));
  }

  async walkEntities(entities: readonly string[]): Promise<void> {
    for (let { part } = this.#progress; part < entities.length; part = this.#progress.part) {
      const entity = entities[part] as string;
      const { pk } = keys.entity(entity);
      const range = { from: this.#progress.after ?? 'DAY#', to: `${hiddenPrefix}~`, limit: rowsPerPage };
      const { items, next } = await this.#ports.table.query({ pk, ...range, consistent: true });
      const rows = items.filter(({ sk }) => sk !== this.#progress.after);
      await this.#queue(disagreeing(this.#resolution, entity, rows));
      const last = items.at(-1);
      await this.#note(
        next === undefined || last === undefined ? { part: part + 1, after: undefined } : { after: last.sk },
      );
      if (--this.#pagesLeft === 0) throw new Postponed(1, 'The decision concerns more documents.');
    }
  }

  /** @throws Postponed unless nothing differed */
  async endPass(): Promise<void> {
    const { differing, pass } = this.#progress;
    if (differing > 0 && pass + 1 < mostPasses) {
      await this.#note({ pass: pass + 1, differing: 0, part: 0, after: undefined });
      throw new Postponed(Math.min(2 ** pass, longestWait), 'Documents are being stored as decided.');
    }
    const done = new Date(this.#ports.clock()).toISOString();
    const ended = { ...this.#progress, done, ...(differing > 0 && { left: differing }) };
    await this.#lease.apply({ number: this.#number, ...ended, after: undefined });
  }

  async #queue(docs: readonly string[]): Promise<void> {
    if (docs.length === 0) return;
    await enqueueDocuments(this.#ports.queues.extracted, docs);
    const { documents, differing, pass } = this.#progress;
    this.#progress = {
      ...this.#progress,
      differing: differing + docs.length,
      documents: documents + (pass === 0 ? docs.length : 0),
    };
  }

  /** @throws LostRace if another execution has begun to go on from the last place */
  async #note(change: Partial<Omit<Progress, 'after'>> & { after?: string | undefined }): Promise<void> {
    this.#progress = omitUndefined({ ...this.#progress, ...change }) as Progress;
    const { after } = this.#progress;
    if (!(await this.#lease.renew({ number: this.#number, ...this.#progress, after })))
      throw new LostRace('Another execution applies the decision.');
  }
}
