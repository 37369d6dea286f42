/**
 * SQS: a standard queue with its visibility time-out, its dead-letter queue, duplicates, and batches that are
 * sent by half. The real adapter (`runtime/aws/queue.ts`) sends to it.
 */
import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import { latency, second } from '../../../bench/aws/facts.ts';
import type { Timeline } from '../../../bench/aws/timeline.ts';
import type { Deliveries } from '../../../core/ports/deliveries.ts';
import type { Queue } from '../../../core/ports/queue.ts';
import type { ConsumerName } from '../../../core/protocol/topology.ts';
import type { Random } from '../../../core/random.ts';
import { SqsQueue } from '../../../runtime/aws/queue.ts';
import { sqsRecord } from '../../../runtime/memory/sqsRecord.ts';
import { type Chain, isStopped, noChain } from '../../recursion.ts';
import type { Execution } from './execution.ts';
import type { Source } from './mapping.ts';

export interface QueueFaults {
  /** Probability per message. */
  twice: number;
  /** Probability per request that some of its messages are not sent. */
  half: number;
}

export interface CloudQueueFacts {
  consumer: ConsumerName;
  maxReceives: number;
  /** Milliseconds. */
  visibility: number;
}

interface Message {
  id: string;
  body: string;
  sent: number;
  receives: number;
  /** Increases whenever the message is hidden; an older time-out does not show it again. */
  hidden: number;
  chain: Chain;
}

export class CloudQueue implements Source<SQSRecord> {
  readonly #timeline: Timeline;
  readonly #random: Random;
  readonly #consumer: ConsumerName;
  readonly #maxReceives: number;
  readonly #visibility: number;
  /** Everything that was sent and neither deleted nor given up. */
  readonly #messages = new Map<string, Message>();
  #visible: Message[] = [];
  #taken = 0;
  #count = 0;
  faults: QueueFaults = { twice: 0, half: 0 };
  readonly dead: string[] = [];
  sent = 0;
  /** Messages received more than once. */
  again = 0;
  /** Messages that Lambda gave up because of their chain. */
  stopped = 0;
  onVisible: () => void = () => {};
  onSent: (body: string, chain: Chain) => void = () => {};

  constructor(timeline: Timeline, random: Random, { consumer, maxReceives, visibility }: CloudQueueFacts) {
    this.#timeline = timeline;
    this.#random = random;
    this.#consumer = consumer;
    this.#maxReceives = maxReceives;
    this.#visibility = visibility;
  }

  /** The sending side of the port, in one execution. */
  portOf(execution: () => Execution, random: Random): Queue {
    const client = {
      send: async (command: unknown) => {
        if (!(command instanceof SendMessageBatchCommand))
          throw new Error('The harness knows no such command.');
        const entries = command.input.Entries ?? [];
        const sender = execution();
        return sender.call({
          service: 'queue',
          name: 'queue.send',
          milliseconds: latency.queue,
          bytes: entries.reduce((sum, { MessageBody: body = '' }) => sum + body.length, 0),
          effect: async () => {
            const half = this.#random.chance(this.faults.half);
            const sent = half ? entries.slice(0, entries.length >> 1) : entries;
            for (const { MessageBody: body = '', DelaySeconds: delay = 0 } of sent)
              this.deliver(body, delay, sender.chain);
            const failed = entries
              .slice(sent.length)
              .map(({ Id }) => ({ Id, SenderFault: false, Code: 'x' }));
            return { value: { Failed: failed } };
          },
        });
      },
    } as unknown as SQSClient;
    const backoff = {
      attempts: 8,
      pause: (attempt: number) => execution().sleep(random.next() * Math.min(2000, 50 * 2 ** (attempt - 1))),
    };
    const adapter = new SqsQueue(client, { url: 'queue' }, backoff);
    return { send: (...parameters) => adapter.send(...parameters), depth: async () => this.depth() };
  }

  /** What a consumer does with messages that it has received, in one execution. */
  deliveriesOf(execution: () => Execution): Deliveries {
    const call = (name: string, effect: () => void) =>
      execution().call({
        service: 'queue',
        name: `queue.${name}`,
        milliseconds: latency.queue,
        effect: async () => {
          effect();
          return { value: undefined };
        },
      });
    return {
      postpone: async (messages) => {
        for (let i = 0; i < messages.length; i += 10)
          await call('postpone', () => {
            for (const { receiptHandle, seconds } of messages.slice(i, i + 10))
              this.hideFor(receiptHandle, seconds * second);
          });
      },
      bury: (body) => call('bury', () => void this.dead.push(body)),
    };
  }

  deliver(body: string, delaySeconds = 0, chain = noChain): void {
    this.#add(body, delaySeconds, chain);
    if (this.#random.chance(this.faults.twice)) this.#add(body, delaySeconds, chain);
  }

  #add(body: string, delaySeconds: number, chain: Chain): void {
    const message = {
      id: `m${++this.#count}`,
      body,
      sent: this.#timeline.now,
      receives: 0,
      hidden: 0,
      chain,
    };
    this.sent++;
    this.onSent(body, chain);
    this.#messages.set(message.id, message);
    if (delaySeconds === 0) this.#show(message);
    else this.#timeline.after(delaySeconds * second, () => this.#show(message));
  }

  depth(): { pending: number; dead: number } {
    return { pending: this.#messages.size, dead: this.dead.length };
  }

  get visible(): number {
    return this.#visible.length - this.#taken;
  }

  /** Takes up to `max` messages and hides them. Those received too often go to the dead-letter queue. */
  receive(max: number): SQSRecord[] {
    const records: SQSRecord[] = [];
    while (records.length < max && this.visible > 0) {
      const message = this.#visible[this.#taken++] as Message;
      if (!this.#messages.has(message.id)) continue;
      const stopped = isStopped(message.chain, this.#consumer);
      if (stopped) this.stopped++;
      if (stopped || message.receives >= this.#maxReceives) {
        this.dead.push(message.body);
        this.#messages.delete(message.id);
        continue;
      }
      message.receives++;
      if (message.receives > 1) this.again++;
      this.hideFor(message.id, this.#visibility);
      records.push(sqsRecord(message));
    }
    if (this.#taken > 10_000 || this.visible === 0) {
      this.#visible = this.#visible.slice(this.#taken);
      this.#taken = 0;
    }
    return records;
  }

  /** The chains of messages that are not deleted. */
  chainsOf(records: readonly SQSRecord[]): Chain[] {
    return records.map(({ messageId }) => this.#messages.get(messageId)?.chain ?? noChain);
  }

  delete(id: string): void {
    this.#messages.delete(id);
  }

  /** Nothing to do: each message was hidden for as long when it was received. */
  returned(): void {}

  /** Changes when a message that was received is visible again. */
  hideFor(id: string, milliseconds: number): void {
    const message = this.#messages.get(id);
    if (message === undefined) return;
    const hidden = ++message.hidden;
    this.#timeline.after(milliseconds, () => {
      if (message.hidden === hidden && this.#messages.has(id)) this.#show(message);
    });
  }

  #show(message: Message): void {
    this.#visible.push(message);
    this.onVisible();
  }
}
