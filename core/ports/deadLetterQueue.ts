/** A dead-letter queue, for its reader. On AWS it is one of SQS. */
export interface DeadMessage {
  body: string;
  /** Names the message as it was received. */
  receiptHandle: string;
  /** How often it was received, by consumers and by readers. */
  receives: number;
  /** SQS itself moved it here; otherwise a consumer, or the reader, put it here and recorded it. */
  moved: boolean;
}

export interface DeadLetterQueue {
  /** Receives up to ten messages and hides them for a minute; none if it finds no more. */
  receive(): Promise<DeadMessage[]>;
  /** Puts a copy in the place of a message that SQS moved: it is recorded now. */
  replace(message: DeadMessage): Promise<void>;
}
