/**
 * A queue in memory on a good day: every message once, in order, at once. For a rebuild, which ends each stage before the next begins: so
 * messages count as sent at the beginning of time, and a day that is counted once need not wait to be counted again.
 */
import type { SQSRecord } from 'aws-lambda';
import type { Queue } from '../../core/ports/queue.ts';

export class MemoryQueue implements Queue {
  readonly #sent: number;
  #bodies: string[] = [];
  #count = 0;

  /** @param sent when its messages count as sent, milliseconds since 1970 */
  constructor(sent = 0) {
    this.#sent = sent;
  }

  async send(bodies: readonly string[]): Promise<void> {
    for (const body of bodies) this.#bodies.push(body);
  }

  async depth(): Promise<{ pending: number; dead: number }> {
    return { pending: this.#bodies.length, dead: 0 };
  }

  /** Takes at most `max` messages, for good. */
  take(max: number): SQSRecord[] {
    return this.#bodies.splice(0, max).map((body) => record(`m${++this.#count}`, body, this.#sent));
  }
}

function record(id: string, body: string, sent: number): SQSRecord {
  return {
    messageId: id,
    receiptHandle: id,
    body,
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: String(sent),
      SenderId: 'memory',
      ApproximateFirstReceiveTimestamp: String(sent),
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:memory:000000000000:queue',
    awsRegion: 'memory',
  };
}
