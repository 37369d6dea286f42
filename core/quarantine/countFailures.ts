/**
 * Counts how often a message failed, where its queue cannot: SQS counts receives, and a message is received
 * again when the table was throttled, when the account had no execution left, or when a message beside it
 * killed the process. None of that is its fault. So SQS gives up only after very many receives
 * (`mostReceives`), and this wrapper after a few failures (`maxFailures`), with a row per message that was
 * not done at once (docs/adr/0023-one-number-bounds-the-flow.md).
 * Longer than 250 lines: the accounts of a batch are read together.
 *
 *   - A failure is an error that is no service's, or the death of the execution.
 *   - An execution notes that it begins with a message that it receives for the second time or later. A note
 *     that nobody removed until the message came back by itself is a death.
 *   - After a death the message is handled alone, after all others, so that it takes none of them along.
 *   - The stage is told how many attempts failed, instead of how often the message was received.
 */
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import type { Deliveries } from '../ports/deliveries.ts';
import type { Item } from '../ports/table.ts';
import { mapConcurrent } from '../protocol/mapConcurrent.ts';
import type { Ports } from '../protocol/ports.ts';
import {
  describeError,
  Postponed,
  type Stage,
  type UnfinishedMessage,
  unfinishedMessage,
} from '../protocol/stage.ts';
import {
  clockSkewMilliseconds,
  exportQueue,
  messageSeconds,
  type QueueName,
  queues,
} from '../protocol/topology.ts';
import { keys } from '../records/keys.ts';
import { forgetDeadLetters, noAnswer, recordDeadLetter, recordFailedExport } from './deadLetter.ts';

type FailurePorts = Pick<Ports, 'table' | 'clock' | 'log'> & { deliveries: Deliveries };

export interface FailureLimits {
  /** How long SQS hides a received message: the message of an execution that died comes back after this. */
  visibilitySeconds: number;
  /** How long an execution may take. */
  timeoutSeconds: number;
  /** By default that of the queue. */
  maxFailures?: number;
}

const concurrency = 16;
/** How often a note is tried, if the table does not take it: each write is patient by itself. */
const noteAttempts = 3;
/** When a message comes again for which this execution has no time. */
const laterSeconds = 30;

const attempts = z.object({
  failures: z.number(),
  /** When an execution began with the message and did not say how it ended: milliseconds since 1970. */
  began: z.exactOptional(z.number()),
});

type Attempts = z.infer<typeof attempts>;

/** A message that was received before, and what is known of it. */
interface Attempt {
  record: SQSRecord;
  failures: number;
  /** Its last execution died. */
  died: boolean;
}

/** Wraps a stage as Lambda calls it. */
export function countFailures(
  queue: QueueName | 'exports',
  ports: FailurePorts,
  stage: Stage,
  limits: FailureLimits,
): (event: SQSEvent) => Promise<SQSBatchResponse> {
  return (event) => new Batch(queue, ports, stage, limits).run(event.Records);
}

class Batch {
  readonly #queue: QueueName | 'exports';
  readonly #ports: FailurePorts;
  readonly #stage: Stage;
  /** A message that comes back so long after an execution began with it was not given back by that. */
  readonly #deathMilliseconds: number;
  /** How long messages are handled alone; the others come later. */
  readonly #aloneMilliseconds: number;
  readonly #maxFailures: number;
  readonly #unfinished = new Map<string, UnfinishedMessage>();
  readonly #buried = new Set<string>();

  constructor(queue: QueueName | 'exports', ports: FailurePorts, stage: Stage, limits: FailureLimits) {
    this.#queue = queue;
    this.#ports = ports;
    this.#stage = stage;
    this.#deathMilliseconds =
      1000 * (limits.visibilitySeconds - limits.timeoutSeconds) - 2 * clockSkewMilliseconds;
    this.#aloneMilliseconds = 500 * limits.timeoutSeconds;
    this.#maxFailures = limits.maxFailures ?? factsOf(queue).maxFailures;
  }

  async run(records: readonly SQSRecord[]): Promise<SQSBatchResponse> {
    const until = this.#ports.clock() + this.#aloneMilliseconds;
    const again = await this.#readAttempts(records.filter((record) => !isFirst(record)));
    const hopeless = again.filter(({ failures }) => failures >= this.#maxFailures);
    await this.#each(hopeless, ({ record }) => this.#giveUp(record, noAnswer));
    if (hopeless.length > 0) this.#leaveForLater(records);
    else await this.#handleAll(records, again, until);
    await this.#forget(records);
    await this.#postpone(records);
    return { batchItemFailures: [...this.#unfinished.keys()].map((itemIdentifier) => ({ itemIdentifier })) };
  }

  /** Or another message could kill this execution, and what was given up would come back and begin anew. */
  #leaveForLater(records: readonly SQSRecord[]): void {
    for (const { messageId } of records)
      if (!this.#buried.has(messageId) && !this.#unfinished.has(messageId))
        this.#fail(messageId, new Postponed(laterSeconds, 'a message beside it was given up'));
  }

  async #handleAll(records: readonly SQSRecord[], again: readonly Attempt[], until: number): Promise<void> {
    const begun = await this.#begin(again.filter(({ died }) => !died));
    const first = records.filter(isFirst).map((record) => ({ record, failures: 0, died: false }));
    await this.#handle([...first, ...begun]);
    // The message with the most deaths comes last: it may end this execution too.
    const suspects = again.filter(({ died }) => died).sort((a, b) => a.failures - b.failures);
    for (const suspect of suspects) {
      if (this.#ports.clock() < until) await this.#handle(await this.#begin([suspect]));
      else this.#fail(suspect.record.messageId, new Postponed(laterSeconds, 'too many died before'));
    }
  }

  /** Where the table cannot say what is known, the messages come later. */
  async #readAttempts(records: readonly SQSRecord[]): Promise<Attempt[]> {
    if (records.length === 0) return [];
    const { table, clock } = this.#ports;
    try {
      const rows = await table.batchGet(
        records.map(({ messageId }) => keys.attempts(this.#queue, messageId)),
      );
      const longAgo = clock() - this.#deathMilliseconds;
      return records.map((record, i) => {
        const { failures, began } = rows[i] === undefined ? { failures: 0 } : attempts.parse(rows[i]);
        // Before that, the message came back because it was postponed, or it was delivered twice.
        const died = began !== undefined && began <= longAgo;
        return { record, failures: failures + Number(died), died };
      });
    } catch (error) {
      for (const { messageId } of records) this.#fail(messageId, error);
      return [];
    }
  }

  /** Notes that the messages are begun. @returns those of which it is noted */
  async #begin(messages: readonly Attempt[]): Promise<Attempt[]> {
    const began = this.#ports.clock();
    await this.#each(messages, ({ record, failures }) => this.#note(record, { failures, began }));
    return messages.filter(({ record }) => !this.#unfinished.has(record.messageId));
  }

  async #handle(messages: readonly Attempt[]): Promise<void> {
    if (messages.length === 0) return;
    const unfinished = await this.#runStage(messages.map(withFailures));
    await mapConcurrent(concurrency, messages, ({ record, failures }) =>
      this.#settle(record, failures, unfinished.get(record.messageId)),
    );
  }

  async #settle(record: SQSRecord, failures: number, outcome: UnfinishedMessage | undefined): Promise<void> {
    if (outcome !== undefined) this.#unfinished.set(record.messageId, outcome);
    const failed = outcome !== undefined && outcome.postponeSeconds === undefined;
    if (failed && failures + 1 >= this.#maxFailures)
      await this.#each([{ record }], () => this.#giveUp(record, outcome.error ?? 'It failed.'));
    else if (failed) await this.#end(record, { failures: failures + 1 });
    // Nothing was noted of a message that was received for the first time.
    else if (!isFirst(record)) await this.#end(record, outcome && { failures });
  }

  async #runStage(records: SQSRecord[]): Promise<Map<string, UnfinishedMessage>> {
    try {
      const { batchItemFailures } = await this.#stage({ Records: records });
      return new Map(batchItemFailures.map((each) => [each.itemIdentifier, each]));
    } catch (error) {
      return new Map(records.map(({ messageId }) => [messageId, unfinishedMessage(messageId, error)]));
    }
  }

  /** Notes how an attempt ended: `undefined` if the message is done. Without it, it may count as a death. */
  async #end(record: SQSRecord, state: Attempts | undefined): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#note(record, state);
      } catch (error) {
        if (attempt < noteAttempts) continue;
        this.#ports.log.warn('could not note how an attempt ended', { error: describeError(error) });
        return;
      }
    }
  }

  async #note(record: SQSRecord, state: Attempts | undefined): Promise<void> {
    const { table, clock } = this.#ports;
    const key = keys.attempts(this.#queue, record.messageId);
    const expires = Math.floor(clock() / 1000) + messageSeconds;
    if (state === undefined) await table.delete(key);
    else await table.put({ ...key, ...state, expires } satisfies Item);
  }

  /** The message is done for its queue: people find it in quarantine and in the dead-letter queue. */
  async #giveUp(record: SQSRecord, error: string): Promise<void> {
    if (this.#queue === 'exports') await recordFailedExport(this.#ports.table, record.body);
    else await recordDeadLetter(this.#ports, this.#queue, record.body, error);
    await this.#ports.deliveries.bury(record.body);
    this.#unfinished.delete(record.messageId);
    this.#buried.add(record.messageId);
    await this.#end(record, undefined);
  }

  /** Work for messages; an error of it fails only its message. */
  async #each<T extends { record: SQSRecord }>(
    messages: readonly T[],
    work: (message: T) => Promise<void>,
  ): Promise<void> {
    await mapConcurrent(concurrency, messages, (message) =>
      work(message).catch((error) => this.#fail(message.record.messageId, error)),
    );
  }

  #fail(messageId: string, error: unknown): void {
    this.#unfinished.set(messageId, unfinishedMessage(messageId, error));
  }

  async #forget(records: readonly SQSRecord[]): Promise<void> {
    if (this.#queue === 'exports') return;
    const done = records.filter(
      ({ messageId }) => !this.#unfinished.has(messageId) && !this.#buried.has(messageId),
    );
    const bodies = done.map(({ body }) => body);
    await forgetDeadLetters(this.#ports.table, this.#queue, bodies).catch((error) => this.#warn(error));
  }

  async #postpone(records: readonly SQSRecord[]): Promise<void> {
    const postponed = records.flatMap(({ messageId, receiptHandle }) => {
      const seconds = this.#unfinished.get(messageId)?.postponeSeconds;
      return seconds === undefined ? [] : [{ receiptHandle, seconds }];
    });
    if (postponed.length > 0)
      await this.#ports.deliveries.postpone(postponed).catch((error) => this.#warn(error));
  }

  #warn(error: unknown): void {
    this.#ports.log.warn('could not finish the accounts of a batch', { error: describeError(error) });
  }
}

const factsOf = (queue: QueueName | 'exports') => (queue === 'exports' ? exportQueue : queues[queue]);

const isFirst = ({ attributes }: SQSRecord): boolean => Number(attributes.ApproximateReceiveCount) <= 1;

/** The message as if it had been received once for each failed attempt, and now. */
function withFailures({ record, failures }: Attempt): SQSRecord {
  return {
    ...record,
    attributes: { ...record.attributes, ApproximateReceiveCount: String(failures + 1) },
  };
}
