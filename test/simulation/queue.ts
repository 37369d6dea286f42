/**
 * A queue with the worst behaviour of SQS: late, out of order, duplicated and lost messages. Time is virtual.
 */
import type { SQSRecord } from 'aws-lambda';
import { ServiceFault } from '../../core/errors.ts';
import type { Deliveries } from '../../core/ports/deliveries.ts';
import type { Queue } from '../../core/ports/queue.ts';
import { mostReceives } from '../../core/protocol/topology.ts';
import type { Random } from '../../core/random.ts';
import { sqsRecord } from '../../runtime/memory/sqsRecord.ts';
import { type Chain, countedInvocations, mostInvocations, noChain } from '../recursion.ts';

export interface QueueFaults {
  /** Probabilities per message. */
  twice: number;
  lost: number;
  late: number;
  /** Probability per call that only some messages are sent and the call throws. */
  half: number;
}

interface Message {
  id: string;
  body: string;
  sent: number;
  visibleAt: number;
  receives: number;
  chain: Chain;
  /** Consumers take the visible message with the lowest rank first. */
  rank: number;
  /** For how long no consumer asks for it, so that batches form. */
  idle: number;
}

const idleMilliseconds = 200;

export class SimulatedQueue implements Queue {
  readonly #random: Random;
  readonly #now: () => number;
  /** By id, in the order in which they were sent. */
  readonly #messages = new Map<string, Message>();
  /** When a consumer next asks for messages; `undefined` after a change. */
  #next: number | undefined;
  #count = 0;
  /** Every message that was ever sent, from which a redrive picks one. */
  readonly sent: { body: string; at: number }[] = [];
  readonly dead: string[] = [];
  faults: QueueFaults | undefined;
  faultsInjected = 0;
  /** The most often that one function that may not loop was invoked for a message and what it caused. */
  longestChain = 0;

  constructor(random: Random, now: () => number) {
    this.#random = random;
    this.#now = now;
  }

  /** The queue as an execution sees it whose messages belong to a chain. */
  inChain(chain: Chain): Queue {
    return {
      send: (bodies, options) => this.send(bodies, options, chain),
      depth: () => this.depth(),
    };
  }

  /** What the consumer may do with received messages. */
  readonly deliveries: Deliveries = {
    postpone: async (messages) => {
      for (const { receiptHandle, seconds } of messages) this.showAgain(receiptHandle, seconds * 1000);
    },
    bury: async (body) => void this.dead.push(body),
  };

  async send(
    bodies: readonly string[],
    options: { delaySeconds?: number } = {},
    chain: Chain = noChain,
  ): Promise<void> {
    const half = this.#happens(this.faults?.half) && bodies.length > 0;
    const sent = half ? bodies.slice(0, this.#random.below(bodies.length)) : bodies;
    for (const body of sent) {
      this.sent.push({ body, at: this.#now() });
      if (this.#happens(this.faults?.lost)) continue;
      this.deliver(body, options.delaySeconds, chain);
      if (this.#happens(this.faults?.twice)) this.deliver(body, options.delaySeconds, chain);
    }
    if (half) throw new ServiceFault('Only part of the batch was sent.');
  }

  deliver(body: string, delaySeconds = 0, chain: Chain = noChain): void {
    const invocations = countedInvocations(chain);
    this.longestChain = Math.max(this.longestChain, invocations);
    if (invocations >= mostInvocations) return void this.dead.push(body);
    const late = this.#happens(this.faults?.late) ? this.#random.below(300_000) : 0;
    const now = this.#now();
    const visibleAt = now + delaySeconds * 1000 + this.#random.below(1500) + late;
    this.#next = undefined;
    const id = `m${++this.#count}`;
    const [rank, idle] = [this.#random.next(), this.#random.below(idleMilliseconds)];
    this.#messages.set(id, { id, body, sent: now, visibleAt, receives: 0, chain, rank, idle });
  }

  async depth(): Promise<{ pending: number; dead: number }> {
    return { pending: this.#messages.size, dead: this.dead.length };
  }

  get size(): number {
    return this.#messages.size;
  }

  /** When a consumer next asks for messages. */
  get nextReception(): number {
    if (this.#next === undefined) {
      this.#next = Number.POSITIVE_INFINITY;
      for (const { visibleAt, idle } of this.#messages.values())
        this.#next = Math.min(this.#next, visibleAt + idle);
    }
    return this.#next;
  }

  /** The visible message that is received first. */
  get first(): { body: string; rank: number } | undefined {
    let first: Message | undefined;
    const now = this.#now();
    for (const message of this.#messages.values())
      if (message.visibleAt <= now && (first === undefined || message.rank < first.rank)) first = message;
    return first;
  }

  /** Takes up to `max` visible messages, and hides them for `visibility` milliseconds. */
  receive(max: number, visibility: number): SQSRecord[] {
    const records: SQSRecord[] = [];
    this.#next = undefined;
    const now = this.#now();
    const visible = [...this.#messages.values()].filter(({ visibleAt }) => visibleAt <= now);
    for (const message of visible.sort((a, b) => a.rank - b.rank)) {
      if (records.length >= max) break;
      if (message.receives >= mostReceives) {
        this.dead.push(message.body);
        this.acknowledge(message.id);
        continue;
      }
      message.receives++;
      message.visibleAt = now + visibility;
      records.push(sqsRecord(message));
    }
    return records;
  }

  all(): { messageId: string }[] {
    return [...this.#messages.keys()].map((messageId) => ({ messageId }));
  }

  chainsOf(records: readonly { messageId: string }[]): Chain[] {
    return records.flatMap(({ messageId }) => this.#messages.get(messageId)?.chain ?? []);
  }

  acknowledge(id: string): void {
    this.#next = undefined;
    this.#messages.delete(id);
  }

  /** Makes a message visible again after this time, even if a consumer still handles it. */
  showAgain(id: string, milliseconds: number): void {
    this.#next = undefined;
    const message = this.#messages.get(id);
    if (message !== undefined) message.visibleAt = this.#now() + milliseconds;
  }

  #happens(probability: number | undefined): boolean {
    const happens = this.#random.chance(probability ?? 0);
    if (happens) this.faultsInjected++;
    return happens;
  }
}
