/** One simulated world: a bucket with a history, the real stages over ports in memory, a virtual clock, and all the mishaps of a cloud. */
import type { SQSRecord } from 'aws-lambda';
import type { Ports } from '../../core/protocol/ports.ts';
import {
  queues as facts,
  functions,
  longestExecutionSeconds,
  type QueueName,
  queueNames,
  tombstoneSeconds,
  visibilitySeconds,
} from '../../core/protocol/topology.ts';
import { redriveRefused } from '../../core/quarantine/redrive.ts';
import { Random } from '../../core/random.ts';
import { keys } from '../../core/records/keys.ts';
import { erase } from '../../functions/erase/erase.ts';
import type { ErasureReceipt } from '../../functions/erase/receipt.ts';
import { ErasureRefused } from '../../functions/erase/target.ts';
import { stages } from '../../functions/stages.ts';
import { sweep } from '../../functions/sweep/sweep.ts';
import { withNotifications } from '../../local/notifications.ts';
import { MemoryObjects } from '../../runtime/memory/objects.ts';
import { MemorySearch } from '../../runtime/memory/search.ts';
import { MemoryTable } from '../../runtime/memory/table.ts';
import { type Call, type Execution, Executions, type Mishap } from './executions.ts';
import { type Guard, guards } from './guards.ts';
import { happen, type Kind, type Operation, week } from './history.ts';
import { memoised, memoisedAnnotator } from './memoised.ts';
import { SimulatedQueue } from './queue.ts';

export interface Weather {
  /** Hints may be lost, and messages given up on; a sweep follows. Without it the protocol alone must do. */
  lossy: boolean;
  /** The scheduler likes to hold a stage back just before it writes. */
  parking: boolean;
  /** Days pass while messages wait, and sweeps come often. */
  sweeping: boolean;
  /** An erasure does not wait for those who began before it. */
  hasty?: boolean | undefined;
  without?: Guard | undefined;
}

export const silent = { info() {}, warn() {}, error() {} };
const sideBySide = 6;
export const start = Date.parse('2021-06-02T12:00:00Z');

export class World {
  readonly inbox: MemoryObjects;
  readonly archive: MemoryObjects;
  readonly table = new MemoryTable();
  readonly search = new MemorySearch();
  readonly read = memoised();
  readonly annotate = memoisedAnnotator();
  readonly queues: Record<QueueName, SimulatedQueue>;
  readonly #random: Random;
  readonly #weather: Weather;
  readonly #executions: Executions;
  #now = start;
  #calm = false;
  faults = 0;
  calls = 0;
  readonly happened = new Map<Kind, number>();
  /** The receipts of erasures that came to their end. */
  readonly erased: { key: string; receipt: ErasureReceipt }[] = [];
  /** Erasures that were begun and have not come to their end. */
  readonly #erasing = new Set<string>();
  /** The inbox as it is to who changes it from within: S3 tells of that itself. */
  readonly #telling: Ports['inbox'];

  constructor(seed: number, weather: Weather) {
    this.#random = new Random(seed);
    this.#weather = weather;
    this.#executions = new Executions(this.#random);
    const clock = () => this.#now;
    this.inbox = new MemoryObjects(clock);
    this.archive = new MemoryObjects(clock);
    const faults = { twice: 0.1, late: 0.05, half: 0.01, lost: weather.lossy ? 0.02 : 0 };
    const queue = (name: QueueName) => {
      const made = new SimulatedQueue(
        this.#random,
        clock,
        weather.lossy ? facts[name].maxReceives : Number.POSITIVE_INFINITY,
      );
      made.faults = faults;
      return made;
    };
    this.queues = Object.fromEntries(queueNames.map((name) => [name, queue(name)])) as Record<
      QueueName,
      SimulatedQueue
    >;
    const { uploads } = this.queues;
    this.#telling = withNotifications(this.inbox, {
      send: async (bodies) => bodies.forEach((body) => void uploads.deliver(body)),
      depth: () => uploads.depth(),
    });
  }

  /** Lets the history happen, and everything that follows from it, until nothing is left to do. */
  async run(operations: readonly Operation[]): Promise<void> {
    const coming = [...operations];
    while (coming.length > 0 || this.#busy()) {
      const next = coming[0];
      if (next !== undefined && (this.#random.chance(0.015) || !this.#busy())) {
        coming.shift();
        if (this.#weather.sweeping)
          await this.#do({ do: 'sweep', after: this.#random.pick([0, 0, 26 * 3600 * 1000]) });
        await this.#do(next);
        continue;
      }
      await this.#step();
    }
    if (this.#weather.lossy) await this.#sweepUp();
    else await this.#eraseAgain();
    await this.#acquit();
    for (const queue of Object.values(this.queues)) this.faults += queue.faultsInjected;
  }

  /**
   * Sweeps in bad weather, then in good, until a sweep finds nothing; what it hints must not go round in circles. Erasures that were broken
   * off are brought to their end by nobody else.
   */
  async #sweepUp(): Promise<void> {
    for (let round = 0; round < 8; round++) {
      if (round > 0) this.#clearUp();
      let found = 0;
      await this.#start('sweep', functions.sweep.timeoutSeconds, async (ports) => {
        const { keys, documents, tallies, searchRows, erasing } = await sweep(ports);
        found = keys + documents + tallies + searchRows + erasing;
      });
      while (this.#busy()) await this.#step();
      await this.#pass(2 * longestExecutionSeconds * 1000);
      if (this.#calm && found === 0) return;
    }
    throw new Error('the sweep goes on finding differences');
  }

  /** Crashes that no file was to blame for may have one refused nevertheless, if they hit it three times; people redrive it then. */
  async #acquit(): Promise<void> {
    this.#clearUp();
    await redriveRefused(
      { inbox: this.inbox, table: this.table, clock: () => this.#now, queues: this.queues },
      'input.crashed',
    );
    while (this.#busy()) await this.#step();
  }

  #clearUp(): void {
    this.#calm = true;
    for (const queue of Object.values(this.queues)) queue.faults = undefined;
  }

  #busy(): boolean {
    return this.#executions.running.size > 0 || Object.values(this.queues).some(({ size }) => size > 0);
  }

  async #do(operation: Operation): Promise<void> {
    if (operation.do === 'wait') return this.#pass(operation.milliseconds);
    if (operation.do === 'sweep') {
      if (!this.#weather.lossy) return;
      this.#count('sweep');
      await this.#pass(operation.after);
      await this.#start('sweep', functions.sweep.timeoutSeconds, sweep);
      return;
    }
    if (operation.do === 'erase') return this.#erase(operation.key);
    if (operation.do === 'redrive') {
      const queue = this.queues[this.#random.pick(queueNames)];
      const sent = queue.sent[operation.nth % Math.max(1, queue.sent.length)];
      await this.#pass(operation.after);
      if (sent === undefined) return;
      if (this.#now - sent.at >= week) this.#count('redrive of a week-old message');
      queue.deliver(sent.body);
      return;
    }
    this.#now += this.#random.below(3) * 500; // now and then two changes at one time
    const { keys, kinds } = await happen(this.inbox, operation);
    for (const kind of kinds) this.#count(kind);
    for (const key of keys) {
      const notification = {
        Records: [{ s3: { object: { key: encodeURIComponent(key).replaceAll('%20', '+') } } }],
      };
      await this.queues.uploads
        .send([JSON.stringify(notification)])
        .catch(() => this.queues.uploads.deliver(JSON.stringify(notification)));
    }
  }

  /** One at a time. It may be refused, fail or die anywhere: then whoever wants the file gone calls it once more, or the sweep goes on. */
  async #erase(key: string): Promise<void> {
    if ([...this.#executions.running].some(({ name }) => name === 'erase')) return;
    this.#erasing.add(key);
    await this.#start('erase', Number.POSITIVE_INFINITY, async (ports) => {
      // What has begun when it is asked for has ended when it comes back; it asks by a call, so that others have their turn.
      const quiet = async () => {
        const others = [...this.#executions.running].filter(({ name }) => name !== 'erase');
        while (!this.#weather.hasty && others.some(({ ended }) => !ended))
          await ports.table.get(keys.claim(key));
      };
      const pause = async () => void (await ports.table.get(keys.claim(key)));
      const receipt = await erase(
        { ports, quiet, compact: async () => {}, beyondReach: [] },
        key,
        pause,
      ).catch((error) => {
        if (!(error instanceof ErasureRefused)) throw error;
      });
      this.#erasing.delete(key);
      if (receipt !== undefined) this.erased.push({ key, receipt });
    });
  }

  /** What was broken off is called once more, until it comes to its end, where no sweep comes. */
  async #eraseAgain(): Promise<void> {
    for (const key of this.#erasing) {
      while (this.#busy()) await this.#step();
      if (this.#erasing.has(key)) await this.#erase(key);
    }
    while (this.#busy()) await this.#step();
    if (this.#erasing.size > 0) await this.#eraseAgain();
  }

  #count(kind: Kind): void {
    this.happened.set(kind, (this.happened.get(kind) ?? 0) + 1);
  }

  async #pass(milliseconds: number): Promise<void> {
    // A message that waits for longer than markers live finds some of them gone; the daily sweep makes that good, so without one …
    if (!this.#weather.lossy && milliseconds >= tombstoneSeconds * 1000) {
      while (this.#busy()) await this.#step();
      await this.#eraseAgain();
    }
    this.#now += milliseconds;
    this.#killOverdue();
    this.table.expire(this.#now / 1000);
  }

  /** Starts an execution, or lets one make its next call, or lets time pass. */
  async #step(): Promise<void> {
    this.#now += this.#random.below(30);
    this.#killOverdue();
    if (this.#executions.running.size < sideBySide && this.#random.chance(0.3)) await this.#receive();
    const call = this.#executions.pick(this.#now);
    if (call === undefined) {
      const wake = Math.min(
        this.#executions.nextWake,
        ...Object.values(this.queues).map(({ nextVisible }) => nextVisible),
      );
      if (Number.isFinite(wake)) this.#now = Math.max(this.#now, wake);
      if (this.#executions.running.size < sideBySide) await this.#receive();
      return;
    }
    if (this.#weather.parking && !this.#calm && this.#parks(call)) {
      call.execution.parkedUntil = this.#now + this.#random.below(60_000);
      return;
    }
    this.calls++;
    await this.#executions.step(call, this.#mishap());
  }

  /** Once for an execution, and oftener before it writes to the search table, which is the last that it does. */
  #parks({ name, execution }: Call): boolean {
    if (/^search\./.test(name)) return this.#random.chance(0.3);
    return /^table\.(put|update)$/.test(name) && execution.parkedUntil === 0 && this.#random.chance(0.08);
  }

  #mishap(): Mishap | undefined {
    if (this.#calm || !this.#random.chance(0.006)) return undefined;
    this.faults++;
    return this.#random.pick<Mishap>([
      'crash',
      'crash after the effect',
      'throttle',
      'throttle after the effect',
    ]);
  }

  #killOverdue(): void {
    for (const execution of this.#executions.running)
      if (execution.deadline < this.#now) this.#executions.crash(execution);
  }

  async #receive(): Promise<void> {
    const visible = queueNames.filter((name) => this.queues[name].nextVisible <= this.#now);
    if (visible.length === 0) return;
    const name = this.#random.pick(visible);
    const queue = this.queues[name];
    const records = queue.receive(1 + this.#random.below(10), visibilitySeconds(name) * 1000);
    if (records.length === 0) return;
    const { consumer } = facts[name];
    const end = (outcome: 'done' | 'threw' | 'crashed', value: unknown) =>
      this.#settle(queue, records, outcome, value as { batchItemFailures?: { itemIdentifier: string }[] });
    await this.#start(
      consumer,
      functions[consumer].timeoutSeconds,
      (ports) => stages[consumer](ports)({ Records: records }),
      end,
    );
    if (!this.#calm && this.#random.chance(0.02)) {
      this.faults++; // visibility runs out while the stage is at work: others get its messages too
      for (const { messageId, body } of records) {
        // One of two may then delete the message, and the other crash with its work half done: a hint lost.
        if (this.#weather.lossy) queue.showAgain(messageId, this.#random.below(2000));
        else queue.deliver(body);
      }
    }
  }

  #settle(
    queue: SimulatedQueue,
    records: SQSRecord[],
    outcome: 'done' | 'threw' | 'crashed',
    value: { batchItemFailures?: { itemIdentifier: string }[] },
  ): void {
    const failed = new Set(value?.batchItemFailures?.map(({ itemIdentifier }) => itemIdentifier));
    for (const { messageId } of records) {
      if (outcome === 'done' && !failed.has(messageId)) queue.acknowledge(messageId);
      else if (outcome !== 'crashed') queue.showAgain(messageId, 1000);
    }
  }

  async #start(
    name: string,
    timeoutSeconds: number,
    run: (ports: Ports) => Promise<unknown>,
    onEnd: Execution['onEnd'] = () => {},
  ): Promise<void> {
    await this.#executions.start({ name, deadline: this.#now + timeoutSeconds * 1000, onEnd }, (wrap) => {
      const queues = Object.fromEntries(
        queueNames.map((queue) => [queue, wrap(this.queues[queue], queue)]),
      ) as unknown as Ports['queues'];
      const ports: Ports = {
        inbox: wrap(this.#telling, 'inbox'),
        read: this.read,
        annotate: this.annotate,
        archive: wrap(this.archive, 'archive'),
        table: wrap(this.table, 'table'),
        search: wrap(this.search, 'search'),
        queues,
        clock: () => this.#now,
        log: silent,
      };
      const { without } = this.#weather;
      return run(without === undefined ? ports : guards[without](ports, this));
    });
  }
}
