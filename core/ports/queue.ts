/** Queue: SQS on AWS, SQLite on one machine. */

/** The sending side of a queue. It delivers at least once, in no order. The runtime connects consumers. */
export interface Queue {
  /** Sends all messages, each at most 256 KB, or throws; it may have sent some before it throws. */
  send(bodies: readonly string[], options?: { delaySeconds?: number }): Promise<void>;
  /** The number of messages that are waiting or being handled, and the number in the dead-letter queue. */
  depth(): Promise<{ pending: number; dead: number }>;
}
