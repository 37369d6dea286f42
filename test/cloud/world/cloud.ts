/**
 * The whole of AWS as the stages meet it: the real stages over these services, under virtual time. The
 * queues, batches, windows, receives, time-outs and memory are those that `infra/` deploys.
 */
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { latency, second } from '../../../bench/aws/facts.ts';
import { Timeline } from '../../../bench/aws/timeline.ts';
import type { ObjectReader } from '../../../core/formats/format.ts';
import { omitUndefined } from '../../../core/omitUndefined.ts';
import type { Log } from '../../../core/ports/log.ts';
import type { Flow } from '../../../core/protocol/flow.ts';
import { keyMessage } from '../../../core/protocol/messages.ts';
import type { Ports } from '../../../core/protocol/ports.ts';
import type { SearchWait } from '../../../core/protocol/searchWait.ts';
import type { Thresholds } from '../../../core/protocol/thresholds.ts';
import {
  type ConsumerName,
  queues as facts,
  mostReceives,
  type QueueName,
  queueNames,
} from '../../../core/protocol/topology.ts';
import { countFailures } from '../../../core/quarantine/countFailures.ts';
import { Random } from '../../../core/random.ts';
import { forEachQueue } from '../../../functions/forEachQueue.ts';
import { functions } from '../../../functions/functions.ts';
import { stages } from '../../../functions/stages.ts';
import { visibilitySeconds } from '../../../functions/visibilityTimeouts.ts';
import { withNotifications } from '../../../local/bucketNotifications.ts';
import { SmallObjects } from '../../../runtime/aws/smallObjects.ts';
import { MemoryObjects } from '../../../runtime/memory/objects.ts';
import { extendChain } from '../../recursion.ts';
import { Capacity, type CapacityOptions } from './capacity.ts';
import { cloudAnnotator, cloudReader } from './content.ts';
import type { Execution } from './execution.ts';
import { Account, CloudFunction, type Ended } from './lambda.ts';
import { type Consume, Mapping, type MappingFacts } from './mapping.ts';
import { ObjectsOfExecution, RequestRates } from './objects.ts';
import { CloudQueue, type QueueFaults } from './queue.ts';
import { CloudSearch, searchOf } from './search.ts';
import { CloudTable, TableOfExecution } from './table.ts';

export interface CloudOptions {
  seed: number;
  /** Executions of the account at once. */
  account?: number;
  capacity?: CapacityOptions;
  /** What bounds the flow; absent: nothing does, as without `maxConcurrency`. */
  flow?: Flow;
  /** Which search rows wait for others, as on AWS; absent: none does. */
  searchWait?: SearchWait;
  thresholds?: Thresholds;
  /** Replaces facts of a queue's mapping. */
  mappings?: Partial<Record<QueueName, Partial<MappingFacts>>>;
  faults?: QueueFaults;
  /** Reads that are not consistent, and indexes, lag behind. */
  stale?: boolean;
  /** Milliseconds by which a machine's clock may be wrong. */
  skew?: number;
  /** Reads objects in place of the reader in this process. */
  read?: ObjectReader;
}

export class Cloud {
  readonly timeline = new Timeline();
  readonly random: Random;
  readonly account: Account;
  readonly capacity: Capacity;
  readonly inbox: MemoryObjects;
  readonly archive: MemoryObjects;
  readonly table: CloudTable;
  readonly search = new CloudSearch();
  readonly rates: RequestRates;
  readonly queues: Record<QueueName, CloudQueue>;
  readonly mappings: Record<QueueName, Mapping<SQSRecord>>;
  readonly functions: Record<QueueName, CloudFunction<SQSEvent, SQSBatchResponse>>;
  /** The bucket's notifications; a person may delete them. */
  notifies = true;
  /** When each document could first be queried, in virtual milliseconds, by its id. */
  readonly queryableSince = new Map<string, number>();
  /** Called for each document that was stored. */
  onStored: () => void = () => {};
  /** The errors that the stages have logged, by text. */
  readonly errors = new Map<string, number>();
  readonly #skew: number;
  readonly #read: ObjectReader | undefined;
  readonly #thresholds: Thresholds | undefined;
  /** Those on their way. */
  #notifications = 0;

  constructor(options: CloudOptions) {
    const { timeline } = this;
    const now = () => timeline.now;
    this.random = new Random(options.seed);
    this.#skew = options.skew ?? 0;
    this.#read = options.read;
    this.#thresholds = options.thresholds;
    this.account = new Account(options.account ?? 1000);
    const { flow } = options;
    const most = flow && { write: flow.table.writeUnits, read: flow.table.readUnits };
    this.capacity = new Capacity(now, { ...(most && { most }), ...options.capacity });
    this.inbox = new MemoryObjects(now);
    this.archive = new MemoryObjects(now);
    this.table = new CloudTable(this.random, now, options.stale ?? false);
    this.rates = new RequestRates(timeline);
    this.queues = forEachQueue((name) => {
      const { consumer } = facts[name];
      const visibility = visibilitySeconds(name) * second;
      const limits = { consumer, maxReceives: mostReceives, visibility };
      const queue = new CloudQueue(timeline, this.random, limits);
      queue.faults = options.faults ?? queue.faults;
      return queue;
    });
    this.functions = forEachQueue((name) => {
      const { consumer } = facts[name];
      const limits = {
        visibilitySeconds: visibilitySeconds(name),
        timeoutSeconds: functions[consumer].timeoutSeconds,
      };
      return this.function(consumer, functions[consumer], (ports, current) => {
        const deliveries = this.queues[name].deliveriesOf(current);
        const waits = omitUndefined({ searchWait: options.searchWait });
        const stage = stages[consumer]({ ...ports, ...atOnceOf(flow, consumer), ...waits });
        return countFailures(name, { ...ports, deliveries }, stage, limits);
      });
    });
    this.mappings = forEachQueue(
      (name) =>
        new Mapping(timeline, this.queues[name], consumeWith(this.queues[name], this.functions[name]), {
          batch: facts[name].batch,
          window: facts[name].window.aws,
          maxConcurrency: flow?.executions[facts[name].consumer],
          visibility: visibilitySeconds(name) * second,
          ...options.mappings?.[name],
        }),
    );
  }

  /** A function of the account; `make` gets the ports of its environment. */
  function<E, A>(
    name: string,
    { timeoutSeconds, memoryMB }: { timeoutSeconds: number; memoryMB: number },
    make: (ports: Ports, current: () => Execution) => (event: E) => Promise<A>,
  ): CloudFunction<E, A> {
    const { timeline, account, random } = this;
    return new CloudFunction<E, A>(
      { name, timeoutSeconds, memoryMB },
      { timeline, account, random, skew: this.#skew },
      (current) => make(this.portsOf(current), current),
    );
  }

  portsOf(current: () => Execution): Ports {
    const { random } = this;
    const queues = forEachQueue((name) => this.queues[name].portOf(current, random));
    const table = new TableOfExecution(this.table, this.capacity, current);
    const bucket = new ObjectsOfExecution(this.archive, 'archive', this.rates, current);
    const clock = () => current().clock();
    return {
      inbox: new ObjectsOfExecution(this.inbox, 'inbox', this.rates, current),
      archive: new SmallObjects(bucket, table, clock),
      table,
      search: searchOf(this.search, current, random),
      read: cloudReader(this.timeline, current, this.#read),
      annotate: cloudAnnotator(this.timeline, current),
      queues,
      clock,
      log: this.#log(),
      ...omitUndefined({ thresholds: this.#thresholds }),
    };
  }

  #log(): Log {
    const count = (message: string, details: Record<string, unknown> = {}) => {
      const text = `${message}: ${details.error ?? ''}`.slice(0, 300);
      this.errors.set(text, (this.errors.get(text) ?? 0) + 1);
    };
    const info = (message: string, { document }: Record<string, unknown> = {}) => {
      if (message !== 'store: done' || typeof document !== 'string') return;
      if (!this.queryableSince.has(document)) this.queryableSince.set(document, this.timeline.now);
      this.onStored();
    };
    return { info, warn: count, error: count };
  }

  /** Puts a file into the inbox; the notification arrives a little later. */
  async put(key: string, body: Uint8Array | string): Promise<void> {
    const pending: string[] = [];
    const notifying = withNotifications(this.inbox, {
      send: async (bodies) => void pending.push(...bodies),
      depth: async () => ({ pending: 0, dead: 0 }),
    });
    await notifying.put(key, body);
    if (!this.notifies) return;
    this.#notifications++;
    this.timeline.after(latency.notification, () => {
      this.#notifications--;
      for (const each of pending) this.queues.uploads.deliver(each);
    });
  }

  /** Deletes a file of the inbox, as its uploader would. */
  async remove(key: string): Promise<void> {
    await this.inbox.delete(key);
    this.timeline.after(latency.notification, () => this.queues.uploads.deliver(keyMessage(key)));
  }

  get dead(): number {
    return queueNames.reduce((sum, name) => sum + this.queues[name].dead.length, 0);
  }

  get pending(): number {
    const inQueues = queueNames.reduce((sum, name) => sum + this.queues[name].depth().pending, 0);
    return this.#notifications + inQueues;
  }

  /** Lets time pass until no message is left. @returns whether that came before `until` */
  drain(until = Number.POSITIVE_INFINITY): Promise<boolean> {
    return this.timeline.run(() => this.pending === 0 && this.account.running === 0, until);
  }
}

/** How many messages or entities store and index handle at once. */
function atOnceOf(flow: Flow | undefined, consumer: ConsumerName): { concurrency?: number } {
  const atOnce: Partial<Record<ConsumerName, number>> = flow?.atOnce ?? {};
  return omitUndefined({ concurrency: atOnce[consumer] });
}

/** All messages of an execution that died or threw have failed. */
function consumeWith(queue: CloudQueue, consumer: Cloud['functions'][QueueName]): Consume<SQSRecord> {
  const { name } = consumer.facts;
  return (records, onEnd) => {
    const end = (ended: Ended<SQSBatchResponse>) => {
      const failed =
        'answer' in ended
          ? ended.answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)
          : records.map(({ messageId }) => messageId);
      onEnd(new Set(failed));
    };
    return consumer.invoke({ Records: records }, end, extendChain(queue.chainsOf(records), name));
  };
}
