/**
 * A queue in memory that delivers every message once, in order and at once. A rebuild uses it and completes
 * each stage before the next one begins.
 */
import type { SQSRecord } from 'aws-lambda';
import type { Queue } from '../../core/ports/queue.ts';
import { sqsRecord } from './sqsRecord.ts';

export class MemoryQueue implements Queue {
  readonly #sent: number;
  #bodies: string[] = [];
  #count = 0;

  /** @param sent the time at which all messages count as sent, in milliseconds since 1970 */
  constructor(sent = 0) {
    this.#sent = sent;
  }

  async send(bodies: readonly string[]): Promise<void> {
    for (const body of bodies) this.#bodies.push(body);
  }

  async depth(): Promise<{ pending: number; dead: number }> {
    return { pending: this.#bodies.length, dead: 0 };
  }

  /** Removes and returns at most `max` messages. */
  take(max: number): SQSRecord[] {
    return this.#bodies
      .splice(0, max)
      .map((body) => sqsRecord({ id: `m${++this.#count}`, body, sent: this.#sent, receives: 1 }));
  }
}
