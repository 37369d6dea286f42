/**
 * A simulated cloud: the real stages over ports in memory, a virtual clock, a scheduler, and the faults of a
 * cloud. `faultProfile.ts` says which of them a run has.
 */
import type { SQSRecord } from 'aws-lambda';
import type { Ports } from '../../core/protocol/ports.ts';
import { queues as facts, queueNames } from '../../core/protocol/topology.ts';
import { forEachQueue } from '../../functions/forEachQueue.ts';
import { functions } from '../../functions/functions.ts';
import { visibilitySeconds } from '../../functions/visibilityTimeouts.ts';
import { withNotifications } from '../../local/bucketNotifications.ts';
import { SmallObjects } from '../../runtime/aws/smallObjects.ts';
import { MemoryObjects } from '../../runtime/memory/objects.ts';
import { type Chain, extendChain, noChain } from '../recursion.ts';
import { acknowledge, type BatchAnswer } from './acknowledge.ts';
import { handlerOf } from './consumer.ts';
import { Draws, withoutIds } from './draws.ts';
import { type Call, type Execution, Executions, type Wrap } from './executions.ts';
import { type FaultProfile, thresholdsOf } from './faultProfile.ts';
import type { Fault } from './faults.ts';
import { guards } from './guards.ts';
import { HostileObjects } from './hostileObjects.ts';
import { HostileSearch } from './hostileSearch.ts';
import { HostileTable } from './hostileTable.ts';
import { inParts, wrongClock } from './machine.ts';
import { memoisedAnnotator, memoisedReader, readingsInProgress } from './memoised.ts';
import { firstMessage, makeQueues, nextReception, type Queues } from './queues.ts';
import { Spells } from './spells.ts';

export const silentLog = { info() {}, warn() {}, error() {} };
/** The virtual time at which a simulation starts. */
export const start = Date.parse('2021-06-02T12:00:00Z');

const second = 1000;

export class SimulatedCloud {
  readonly inbox: HostileObjects;
  readonly archive: Ports['archive'];
  readonly table: HostileTable;
  readonly search: HostileSearch;
  readonly read = memoisedReader();
  readonly annotate = memoisedAnnotator();
  readonly queues: Queues;
  faults = 0;
  calls = 0;
  protected now = start;
  protected stepsLeft = Number.POSITIVE_INFINITY;
  /** How many steps are left in which there are faults. */
  protected faultyStepsLeft = Number.POSITIVE_INFINITY;
  /** No further faults are injected. */
  protected calm = false;
  protected readonly random: Draws;
  readonly profile: FaultProfile;
  protected readonly executions: Executions;
  readonly #maxExecutions: number;
  readonly #spells: Spells;
  /** How many batches were received. */
  #received = 0;
  readonly #bucket: MemoryObjects;
  /** The inbox for those who change it from within. S3 sends notifications of such changes too. */
  readonly #notifyingInbox: Ports['inbox'];

  constructor(seed: number, profile: FaultProfile) {
    this.random = new Draws(seed);
    this.profile = profile;
    const { random } = this;
    const clock = () => this.now;
    this.#spells = new Spells(random, profile.throttled ? 2 : 0);
    this.executions = new Executions(random, clock, readingsInProgress);
    if (profile.late) this.executions.lateness = 0.3;
    this.#maxExecutions = profile.crowded ? random.pick([12, 24]) : 6;
    this.inbox = new HostileObjects(random, clock, profile);
    this.#bucket = new MemoryObjects(clock);
    this.table = new HostileTable(random, clock, profile);
    this.archive = this.#archiveOf(this.#bucket, this.table, clock);
    this.search = new HostileSearch(random);
    if (profile.conflicts) this.search.conflicts = 0.15;
    this.queues = makeQueues(random, clock, profile);
    const { uploads } = this.queues;
    this.#notifyingInbox = withNotifications(this.inbox, {
      send: async (bodies) => bodies.forEach((body) => void uploads.deliver(withoutIds(body))),
      depth: () => uploads.depth(),
    });
  }

  protected get busy(): boolean {
    const { running, lateWrites } = this.executions;
    return running.size + lateWrites > 0 || queueNames.some((name) => this.queues[name].size > 0);
  }

  protected async runUntilIdle(): Promise<void> {
    while (this.busy) await this.step();
  }

  protected stopFaults(): void {
    this.calm = true;
    this.profile.budget = false;
    this.executions.lateness = this.search.conflicts = 0;
    for (const queue of Object.values(this.queues)) queue.faults = undefined;
  }

  /** Lets time pass: late writes land, executions reach their time-outs, rows expire. */
  protected async advance(milliseconds: number): Promise<void> {
    this.now += milliseconds;
    await this.executions.land();
    this.#killOverdue();
    const { expiry } = this.profile;
    if (expiry === 'never') return;
    if (expiry === 'late') this.random.begin('expire');
    this.table.expire(this.now / second, () => expiry === 'prompt' || this.random.chance(0.3));
  }

  /**
   * Does what comes next: an execution starts or makes a call, or a late write lands.
   *
   * @param until the virtual time to which it only lets time pass if nothing comes before
   */
  protected async step(until = Number.POSITIVE_INFINITY): Promise<void> {
    if (--this.stepsLeft < 0) throw new Error('The work does not come to an end.');
    if (--this.faultyStepsLeft === 0) this.stopFaults();
    const { call, at } = this.executions.nextCall();
    const free = this.executions.running.size < this.#maxExecutions;
    const reception = free ? nextReception(this.queues) : Number.POSITIVE_INFINITY;
    const next = Math.min(at, reception, this.executions.nextLanding, until);
    if (Number.isFinite(next)) this.now = Math.max(this.now, Math.floor(next));
    await this.executions.land();
    this.#killOverdue();
    if (reception <= next) return this.#receive();
    if (call === undefined || at > next || !this.executions.isWaiting(call)) return;
    this.random.begin(call.event);
    if (!this.calm && this.#parks(call)) return;
    this.calls++;
    await this.executions.step(call, this.#drawFault(call));
  }

  /** Starts an execution with ports of its own. */
  protected async start(
    name: string,
    timeoutSeconds: number,
    run: (ports: Ports, wrap: Wrap) => Promise<unknown>,
    onEnd: Execution['onEnd'] = () => {},
    chain: Chain = noChain,
  ): Promise<void> {
    const deadline = this.now + timeoutSeconds * second;
    await this.executions.start({ name, deadline, onEnd }, (wrap) => {
      const queues = forEachQueue((queue) => wrap(this.queues[queue].inChain(chain), queue));
      const table = wrap(this.table, 'table');
      const now = () => this.now;
      const { without, skew, batches } = this.profile;
      const clock = skew ? wrongClock(this.random, now) : now;
      const whole: Ports = {
        inbox: wrap(this.#notifyingInbox, 'inbox'),
        read: this.read,
        annotate: this.annotate,
        archive: this.#archiveOf(wrap(this.#bucket, 'archive'), table, clock),
        table,
        search: wrap(this.search, 'search'),
        queues,
        clock,
        log: silentLog,
        thresholds: thresholdsOf(this.profile),
      };
      const ports = batches ? inParts(whole, this.random) : whole;
      return run(without === undefined ? ports : guards[without](ports, { search: this.search, name }), wrap);
    });
  }

  #archiveOf(bucket: Ports['archive'], table: Ports['table'], clock: Ports['clock']): Ports['archive'] {
    return this.profile.rows ? new SmallObjects(bucket, table, clock) : bucket;
  }

  /**
   * Lets an execution wait. At most one write of it is parked; the write to the search table, its last one,
   * may be again.
   */
  #parks({ name, execution }: Call): boolean {
    const { parking, freezing } = this.profile;
    if (freezing && this.random.chance(0.002)) {
      const rest = Math.min(execution.deadline - this.now, functions.index.timeoutSeconds * second);
      execution.parkedUntil = this.now + this.random.below(Math.max(1, rest * 1.05));
      return true;
    }
    if (!parking) return false;
    const parks = name.startsWith('search.')
      ? this.random.chance(0.3)
      : /^table\.(put|update)$/.test(name) && execution.parkedUntil === 0 && this.random.chance(0.08);
    if (parks) execution.parkedUntil = this.now + this.random.below(60_000);
    return parks;
  }

  #drawFault(call: Call): Fault | undefined {
    if (this.calm) return undefined;
    const { faults, retries } = this.profile;
    if (this.#spells.throttle(call.name, this.now)) {
      this.faults++;
      return 'throttle';
    }
    if (retries && this.random.chance(0.004)) {
      this.faults++;
      return this.random.pick<Fault>(['retry', 'late duplicate', 'late effect']);
    }
    if (!faults || !this.random.chance(0.006)) return undefined;
    this.faults++;
    return this.random.pick<Fault>([
      'crash',
      'crash after the effect',
      'throttle',
      'throttle after the effect',
    ]);
  }

  #killOverdue(): void {
    for (const execution of this.executions.running)
      if (execution.deadline < this.now) this.executions.crash(execution);
  }

  /** Starts a consumer with a batch of one queue. */
  async #receive(): Promise<void> {
    const first = firstMessage(this.queues);
    if (first === undefined) return;
    const { name } = first;
    const queue = this.queues[name];
    this.random.begin(`receive ${name} ${first.body}`);
    const records = queue.receive(1 + this.random.below(10), visibilitySeconds(name) * second);
    if (records.length === 0) return;
    // The account has no execution left: the messages are hidden, and nothing begins.
    if (!this.calm && this.profile.badQueues && this.random.chance(0.01)) return;
    const { consumer } = facts[name];
    const traced = (record: SQSRecord) => this.executions.traced(record);
    await this.start(
      consumer,
      functions[consumer].timeoutSeconds,
      (ports, wrap) => {
        const deliveries = wrap(queue.deliveries, 'deliveries');
        const options = { nth: ++this.#received, profile: this.profile, deliveries, traced };
        return handlerOf(name, ports, options)({ Records: records });
      },
      (outcome, value) => acknowledge(queue, records, outcome, value as BatchAnswer),
      extendChain(queue.chainsOf(records), consumer),
    );
    if (this.calm || !this.profile.badQueues || !this.random.chance(0.02)) return;
    this.faults++; // visibility expires while the stage is working: other executions get its messages too
    for (const { messageId, body } of records) {
      // Then one of two may delete the message, and the other crash half-way: the message is lost.
      if (this.profile.lossy) queue.showAgain(messageId, this.random.below(2000));
      else queue.deliver(body);
    }
  }
}
