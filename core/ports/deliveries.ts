/** Deliveries: what a consumer may do with the messages it has received. On AWS this is SQS. */
export interface Deliveries {
  /**
   * Makes received messages visible again after so many seconds, instead of after the visibility timeout.
   * Where it fails, they are visible after that.
   */
  postpone(messages: readonly { receiptHandle: string; seconds: number }[]): Promise<void>;
  /** Puts a copy of a message into the dead-letter queue. */
  bury(body: string): Promise<void>;
}
