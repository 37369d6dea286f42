/**
 * A simulated cloud: the real stages over ports in memory, a virtual clock, a scheduler, and the faults of a
 * cloud.
 */
import type { SQSRecord } from 'aws-lambda';
import type { Ports } from '../../core/protocol/ports.ts';
import { queues as facts, type QueueName, queueNames } from '../../core/protocol/topology.ts';
import { Random } from '../../core/random.ts';
import { functions, visibilitySeconds } from '../../functions/functions.ts';
import { stages } from '../../functions/stages.ts';
import { withNotifications } from '../../local/bucketNotifications.ts';
import { MemoryObjects } from '../../runtime/memory/objects.ts';
import { MemorySearch } from '../../runtime/memory/search.ts';
import { MemoryTable } from '../../runtime/memory/table.ts';
import { type Call, type Execution, Executions, type Fault, type Outcome } from './executions.ts';
import { type Guard, guards } from './guards.ts';
import { memoisedAnnotator, memoisedReader } from './memoised.ts';
import { SimulatedQueue } from './queue.ts';

export interface Weather {
  /**
   * Messages may be lost or given up on, so sweeps follow. Otherwise the records must converge without a
   * sweep.
   */
  lossy: boolean;
  /** The scheduler often pauses a stage just before it writes. */
  parking: boolean;
  /** Days pass while messages wait, and sweeps come often. */
  sweeping: boolean;
  /** Erasures do not wait for executions that began before them. */
  hasty?: boolean | undefined;
  /** The guard that is switched off. */
  without?: Guard | undefined;
}

export const silentLog = { info() {}, warn() {}, error() {} };
/** The virtual time at which a simulation starts. */
export const start = Date.parse('2021-06-02T12:00:00Z');

const maxExecutions = 6;

interface BatchAnswer {
  batchItemFailures?: { itemIdentifier: string }[];
}

export class SimulatedCloud {
  readonly inbox: MemoryObjects;
  readonly archive: MemoryObjects;
  readonly table = new MemoryTable();
  readonly search = new MemorySearch();
  readonly read = memoisedReader();
  readonly annotate = memoisedAnnotator();
  readonly queues: Record<QueueName, SimulatedQueue>;
  faults = 0;
  calls = 0;
  protected now = start;
  /** No further faults are injected. */
  protected calm = false;
  protected readonly random: Random;
  protected readonly weather: Weather;
  protected readonly executions: Executions;
  /** The inbox for those who change it from within. S3 sends notifications of such changes too. */
  readonly #notifyingInbox: Ports['inbox'];

  constructor(seed: number, weather: Weather) {
    this.random = new Random(seed);
    this.weather = weather;
    this.executions = new Executions(this.random);
    const clock = () => this.now;
    this.inbox = new MemoryObjects(clock);
    this.archive = new MemoryObjects(clock);
    const faults = { twice: 0.1, late: 0.05, half: 0.01, lost: weather.lossy ? 0.02 : 0 };
    const queue = (name: QueueName) => {
      const maxReceives = weather.lossy ? facts[name].maxReceives : Number.POSITIVE_INFINITY;
      const made = new SimulatedQueue(this.random, clock, maxReceives);
      made.faults = faults;
      return made;
    };
    this.queues = Object.fromEntries(queueNames.map((name) => [name, queue(name)])) as Record<
      QueueName,
      SimulatedQueue
    >;
    const { uploads } = this.queues;
    this.#notifyingInbox = withNotifications(this.inbox, {
      send: async (bodies) => bodies.forEach((body) => void uploads.deliver(body)),
      depth: () => uploads.depth(),
    });
  }

  protected get busy(): boolean {
    return this.executions.running.size > 0 || Object.values(this.queues).some(({ size }) => size > 0);
  }

  protected async runUntilIdle(): Promise<void> {
    while (this.busy) await this.step();
  }

  protected stopFaults(): void {
    this.calm = true;
    for (const queue of Object.values(this.queues)) queue.faults = undefined;
  }

  /** Lets time pass: executions reach their time-outs, tombstones expire. */
  protected advance(milliseconds: number): void {
    this.now += milliseconds;
    this.#killOverdue();
    this.table.expire(this.now / 1000);
  }

  /** Starts an execution, lets one make its next call, or lets time pass. */
  protected async step(): Promise<void> {
    this.now += this.random.below(30);
    this.#killOverdue();
    if (this.executions.running.size < maxExecutions && this.random.chance(0.3)) await this.#receive();
    const call = this.executions.pick(this.now);
    if (call === undefined) {
      const wake = Math.min(
        this.executions.nextWake,
        ...Object.values(this.queues).map(({ nextVisible }) => nextVisible),
      );
      if (Number.isFinite(wake)) this.now = Math.max(this.now, wake);
      if (this.executions.running.size < maxExecutions) await this.#receive();
      return;
    }
    if (this.weather.parking && !this.calm && this.#parks(call)) {
      call.execution.parkedUntil = this.now + this.random.below(60_000);
      return;
    }
    this.calls++;
    await this.executions.step(call, this.#drawFault());
  }

  /** Starts an execution with ports of its own. */
  protected async start(
    name: string,
    timeoutSeconds: number,
    run: (ports: Ports) => Promise<unknown>,
    onEnd: Execution['onEnd'] = () => {},
  ): Promise<void> {
    await this.executions.start({ name, deadline: this.now + timeoutSeconds * 1000, onEnd }, (wrap) => {
      const queues = Object.fromEntries(
        queueNames.map((queue) => [queue, wrap(this.queues[queue], queue)]),
      ) as unknown as Ports['queues'];
      const ports: Ports = {
        inbox: wrap(this.#notifyingInbox, 'inbox'),
        read: this.read,
        annotate: this.annotate,
        archive: wrap(this.archive, 'archive'),
        table: wrap(this.table, 'table'),
        search: wrap(this.search, 'search'),
        queues,
        clock: () => this.now,
        log: silentLog,
      };
      const { without } = this.weather;
      return run(without === undefined ? ports : guards[without](ports, this));
    });
  }

  /**
   * At most one write of an execution is parked; the write to the search table, its last one, may be again.
   */
  #parks({ name, execution }: Call): boolean {
    if (/^search\./.test(name)) return this.random.chance(0.3);
    return /^table\.(put|update)$/.test(name) && execution.parkedUntil === 0 && this.random.chance(0.08);
  }

  #drawFault(): Fault | undefined {
    if (this.calm || !this.random.chance(0.006)) return undefined;
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
    const visible = queueNames.filter((name) => this.queues[name].nextVisible <= this.now);
    if (visible.length === 0) return;
    const name = this.random.pick(visible);
    const queue = this.queues[name];
    const records = queue.receive(1 + this.random.below(10), visibilitySeconds(name) * 1000);
    if (records.length === 0) return;
    const { consumer } = facts[name];
    await this.start(
      consumer,
      functions[consumer].timeoutSeconds,
      (ports) => stages[consumer](ports)({ Records: records }),
      (outcome, value) => acknowledge(queue, records, outcome, value as BatchAnswer),
    );
    if (!this.calm && this.random.chance(0.02)) {
      this.faults++; // visibility expires while the stage is working: other executions get its messages too
      for (const { messageId, body } of records) {
        // Then one of two may delete the message, and the other crash half-way: the message is lost.
        if (this.weather.lossy) queue.showAgain(messageId, this.random.below(2000));
        else queue.deliver(body);
      }
    }
  }
}

/** Deletes the messages that succeeded, and makes the failed ones visible again. A crash answers nothing. */
function acknowledge(
  queue: SimulatedQueue,
  records: readonly SQSRecord[],
  outcome: Outcome,
  answer: BatchAnswer | undefined,
): void {
  const failed = new Set(answer?.batchItemFailures?.map(({ itemIdentifier }) => itemIdentifier));
  for (const { messageId } of records) {
    if (outcome === 'done' && !failed.has(messageId)) queue.acknowledge(messageId);
    else if (outcome !== 'crashed') queue.showAgain(messageId, 1000);
  }
}
