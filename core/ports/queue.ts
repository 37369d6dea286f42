/** Queue: SQS on AWS, SQLite on one machine. */

/** The sending side of a queue; delivery is at least once and in no order. Who consumes is the runtime's business. */
export interface Queue {
  /** Sends all of them (each at most 256 KB) or throws; after a throw some may have been sent. */
  send(bodies: readonly string[], options?: { delaySeconds?: number }): Promise<void>;
  /** How many messages wait or are in hand, and how many were given up on. */
  depth(): Promise<{ pending: number; dead: number }>;
}
