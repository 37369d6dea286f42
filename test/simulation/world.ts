/**
 * A simulated world: a cloud, the history of its inbox bucket, and people who sweep, erase and redrive.
 * Longer than 250 lines: what happens to a world is read together.
 */
import { isConflict } from '../../core/decisions/decide.ts';
import type { Decided } from '../../core/identity/decisions/decision.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { queueNames, tombstoneSeconds } from '../../core/protocol/topology.ts';
import type { NumberedDecision } from '../../core/records/decisions/decisionLog.ts';
import { erase } from '../../functions/erase/erase.ts';
import type { ErasureReceipt } from '../../functions/erase/erasureReceipt.ts';
import { ErasureRefused } from '../../functions/erase/erasureTarget.ts';
import { functions } from '../../functions/functions.ts';
import { continueSweep, type SweepReport, sweep } from '../../functions/sweep/sweep.ts';
import { longestExecutionSeconds } from '../../functions/visibilityTimeouts.ts';
import { ChangesReader } from './changesReader.ts';
import { SimulatedCloud } from './cloud.ts';
import { decideAtDesk, drawnDecision, lostDecisions } from './decisions.ts';
import { pickSteadily } from './draws.ts';
import { erasureContext } from './erasing.ts';
import { applyOperation, drawSweep, type Kind, type Operation, week } from './history.ts';
import { crashed } from './invariants.ts';
import { faultySteps, quietWithin, stepsAtMost } from './liveness.ts';
import { loseObject } from './lostObject.ts';
import { longChains } from './queues.ts';

/** A later sweep is to remove them; they are no differences. */
const notDifferences: ReadonlySet<string> = new Set<keyof SweepReport>(['removed', 'unreferenced', 'erased']);

export class World extends SimulatedCloud {
  /** How often each kind of thing happened. */
  readonly happened = new Map<Kind, number>();
  /** The receipts of completed erasures. */
  readonly erased: { key: string; receipt: ErasureReceipt }[] = [];
  /** What is wrong although the records may equal a rebuild. */
  readonly violations: string[] = [];
  readonly #reader = new ChangesReader();
  /** Keys whose erasure has begun and is not complete. */
  readonly #erasing = new Set<string>();
  /** What people want to decide, by the reason, until they are answered; and what they got as answers. */
  readonly #deciding = new Map<string, Decided>();
  readonly #decided: NumberedDecision[] = [];
  /** In how many steps from the last fault on. */
  #quietWithin = Number.POSITIVE_INFINITY;

  /** Performs the history and everything that follows from it, until nothing is left to do. */
  async run(operations: readonly Operation[]): Promise<void> {
    this.stepsLeft = stepsAtMost(operations.length);
    // At once, since a redrive or a later version may repair it.
    this.table.onWrite = (item) => this.violations.push(...crashed(item));
    // Now each change is handled before the next comes, now many come at once.
    const pause = this.random.pick([150, 500, 1500]);
    let coming = 0;
    for (const [i, operation] of operations.entries()) {
      const { at = i } = operation;
      let pauses = 0;
      // As long after the one before as in the whole history.
      for (; coming <= at; coming++) pauses -= Math.log(1 - this.random.of(`pause ${coming}`).next());
      const until = this.now + Math.round(pauses * pause);
      while (this.busy && this.now < until && !this.#strikes(operation)) await this.step(until);
      this.#reader.poll(this.table, this.now);
      this.random.begin(`operation ${at}`);
      if (this.profile.sweeping) await this.#perform(drawSweep(this.random));
      await this.#perform({ ...operation, at });
    }
    this.#quietWithin = quietWithin(operations.length);
    if (!this.profile.lossy) this.faultyStepsLeft = this.random.of('last fault').pick(faultySteps);
    await this.runUntilIdle();
    await this.#makeReadable();
    await this.#repeatDecisions();
    if (this.profile.lossy) await this.#sweepUntilConverged();
    else await this.#resumeErasures();
    this.violations.push(...lostDecisions(this.table.items(), this.#decided));
    for (const queue of Object.values(this.queues)) this.faults += queue.faultsInjected;
    this.faults += this.search.conflictsInjected;
    this.violations.push(...longChains(this.queues));
    this.table.calm();
    this.#reader.poll(this.table, this.now + week);
    this.violations.push(...this.#reader.errors(this.table.items()));
  }

  protected override stopFaults(): void {
    if (this.calm) return;
    super.stopFaults();
    this.#quietWithin = this.stepsLeft = Math.min(this.stepsLeft, this.#quietWithin);
  }

  /** How many steps the world has made since the last fault, if any. */
  get quietAfter(): number {
    return this.calm ? this.#quietWithin - this.stepsLeft : 0;
  }

  /** An erasure often comes while a stage waits just before a write, which must not land after it. */
  #strikes({ do: what }: Operation): boolean {
    return what === 'erase' && this.executions.hasParked(this.now) && this.random.chance(0.3);
  }

  /** At the end most can be read again. Where no sweep finds that, S3 sends events. */
  async #makeReadable(): Promise<void> {
    // Each sweep finds what the archive has lost and nobody can read, so then all can be read.
    const mayStay = !this.happened.has('object lost');
    for (const key of this.inbox.unreadableKeys) {
      this.random.begin(`readable ${key}`);
      if (mayStay && this.random.of(`unreadable ${key}`).chance(0.4)) this.#count('unreadable to the end');
      else await this.#perform({ do: 'make readable', key, event: !this.profile.lossy });
    }
    await this.runUntilIdle();
  }

  /**
   * Sweeps with faults, then without, until a sweep finds nothing: what it enqueues must not go round in
   * circles. These sweeps also complete the erasures that were interrupted.
   */
  async #sweepUntilConverged(): Promise<void> {
    for (let round = 0; round < 8; round++) {
      if (round > 0) this.stopFaults();
      let found = 0;
      let done = false;
      this.random.begin('last sweep');
      await this.start('sweep', functions.sweep.timeoutSeconds, async (ports) => {
        const { outcome, ...counts } = await sweep(ports, { takeOver: true });
        done = outcome === 'done';
        for (const [name, count] of Object.entries(counts)) if (!notDifferences.has(name)) found += count;
      });
      await this.runUntilIdle();
      await this.#pass(2 * longestExecutionSeconds * 1000);
      if (this.calm && done && found === 0) return;
    }
    throw new Error('The sweep keeps finding differences.');
  }

  async #perform(operation: Operation): Promise<void> {
    if (operation.do === 'wait') return this.#pass(operation.milliseconds);
    if (operation.do === 'sweep') return this.#sweep(operation);
    if (operation.do === 'erase') return this.#erase(operation.key);
    if (operation.do === 'decide') return this.#decide(operation);
    if (operation.do === 'redrive') return this.#resend(operation);
    if (operation.do === 'lose object') return this.#lose(operation);
    this.now += this.random.below(3) * 500; // now and then two changes have the same time
    // Without a sweep only an event says that an object can be read again.
    const told = operation.do === 'make readable' && !this.profile.lossy;
    const { keys, kinds } = await applyOperation(
      this.inbox,
      told ? { ...operation, event: true } : operation,
    );
    for (const kind of kinds) this.#count(kind);
    for (const key of keys) {
      const encoded = encodeURIComponent(key).replaceAll('%20', '+');
      const notification = JSON.stringify({ Records: [{ s3: { object: { key: encoded } } }] });
      await this.queues.uploads.send([notification]).catch(() => this.queues.uploads.deliver(notification));
    }
  }

  /** Starts a sweep, beside others if they are running. */
  async #sweep(operation: Extract<Operation, { do: 'sweep' }>): Promise<void> {
    if (!this.profile.lossy) return;
    this.#count('sweep');
    await this.#pass(operation.after);
    for (let i = 0; i < (operation.together ?? 1); i++)
      await this.start('sweep', functions.sweep.timeoutSeconds, (ports) => this.#sweepPart(ports, operation));
  }

  /** As the schedule does, but it stops after some looks at the time instead of some time. */
  async #sweepPart(ports: Ports, { steps, takeOver }: Extract<Operation, { do: 'sweep' }>): Promise<void> {
    let left = steps ?? Number.POSITIVE_INFINITY;
    const { outcome } = await (steps === undefined ? sweep : continueSweep)(ports, {
      shouldStop: () => left-- <= 0,
      ...(takeOver && { takeOver }),
    });
    if (outcome === 'stopped') this.#count('sweep stopped');
    if (outcome === 'busy') this.#count('sweep beside another');
  }

  /** The archive loses an object. Only a sweep notices that. */
  async #lose({ nth }: Extract<Operation, { do: 'lose object' }>): Promise<void> {
    if (this.profile.lossy && (await loseObject(this.archive, nth))) this.#count('object lost');
  }

  /** Sends an earlier message again. */
  async #resend({ nth, after }: Extract<Operation, { do: 'redrive' }>): Promise<void> {
    const queue = this.queues[this.random.pick(queueNames)];
    const sent = pickSteadily(queue.sent, nth, ({ body }) => body);
    await this.#pass(after);
    if (sent === undefined) return;
    if (this.now - sent.at >= week) this.#count('redrive of a week-old message');
    queue.deliver(sent.body);
  }

  /**
   * Erases a key unless an erasure is running. It may be refused, fail or die; then it is started again
   * later.
   */
  async #erase(key: string): Promise<void> {
    if ([...this.executions.running].some(({ name }) => name === 'erase')) return;
    this.#erasing.add(key);
    await this.start('erase', Number.POSITIVE_INFINITY, async (ports) => {
      const { context, poll } = erasureContext(ports, this.executions.running, key);
      const receipt = await erase(context, key, poll).catch((error) => {
        if (!(error instanceof ErasureRefused)) throw error;
      });
      this.#erasing.delete(key);
      if (receipt !== undefined) this.erased.push({ key, receipt });
    });
  }

  /** Starts interrupted erasures again until they complete, where no sweep does it. */
  async #resumeErasures(): Promise<void> {
    for (const key of this.#erasing) {
      await this.runUntilIdle();
      this.random.begin(`erase again ${key}`);
      if (this.#erasing.has(key)) await this.#erase(key);
    }
    await this.runUntilIdle();
    if (this.#erasing.size > 0) await this.#resumeErasures();
  }

  /** Somebody decides, and tries again until an answer comes. The reason names the decision. */
  async #decide(operation: Extract<Operation, { do: 'decide' }>): Promise<void> {
    const decided = drawnDecision([...this.table.items()], operation);
    if (decided !== undefined) await this.#send(decided, `Operation ${operation.at}.`);
  }

  async #send(decided: Decided, reason: string): Promise<void> {
    this.#deciding.set(reason, decided);
    await this.start('query', functions.query.timeoutSeconds, async (ports) => {
      const answer = await decideAtDesk(ports, decided, reason);
      this.#deciding.delete(reason);
      if (isConflict(answer)) return;
      this.#count(decided.action === 'undo' ? 'decision undone' : 'decided');
      this.#decided.push(answer.decision);
    });
  }

  /** Decides again what nobody answered to. */
  async #repeatDecisions(): Promise<void> {
    while (this.#deciding.size > 0) {
      this.random.begin('decide again');
      for (const [reason, decided] of [...this.#deciding]) await this.#send(decided, reason);
      await this.runUntilIdle();
    }
  }

  #count(kind: Kind): void {
    this.happened.set(kind, (this.happened.get(kind) ?? 0) + 1);
  }

  async #pass(milliseconds: number): Promise<void> {
    // A message that waits longer than tombstones exist misses some of them, and only a sweep repairs that.
    // So without sweeps no message waits that long.
    if (!this.profile.lossy && milliseconds >= tombstoneSeconds * 1000) {
      await this.runUntilIdle();
      await this.#resumeErasures();
    }
    await this.advance(milliseconds);
  }
}
