/**
 * A stage as its runtime sees it: a function from a batch of messages to those that failed.
 * Lambda's event source mapping (with `reportBatchItemFailures`) and the local consumer call it in the same
 * way.
 */
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import { hash } from '../hash.ts';
import type { Log } from '../ports/log.ts';
import { mapConcurrent } from './mapConcurrent.ts';
import { findTraceId } from './messages.ts';
import { LostRace } from './reconcile.ts';
import { isServiceFault } from './serviceFault.ts';

/** A message that is not done. Its runtime counts a failure, unless the message is postponed. */
export interface UnfinishedMessage {
  itemIdentifier: string;
  /** In one line. */
  error?: string;
  /** Nothing is wrong with the message: it becomes visible again after this time, and nothing is counted. */
  postponeSeconds?: number;
  /** It is handled beside the others from now on, so that they do not wait for it. */
  setAside?: true;
}

/** Returns the messages that are not done. */
export type Stage = (event: SQSEvent) => Promise<{ batchItemFailures: UnfinishedMessage[] }>;

/**
 * A handler throws it to have its message later: it waits for something, or goes on then from a place that it
 * has noted. The message stays in its queue, so nothing is lost and no chain of messages grows, which Lambda
 * would cut after 16 (docs/adr/0023-one-number-bounds-the-flow.md).
 */
export class Postponed extends Error {
  override name = 'Postponed';
  readonly seconds: number;
  constructor(seconds: number, why: string) {
    super(why);
    this.seconds = seconds;
  }
}

/**
 * Work that takes long while others wait: it is begun anew beside them. Only one machine does so, where few
 * batches run at once (docs/adr/0018-two-lanes-on-one-machine.md).
 */
export class SetAside extends Postponed {
  override name = 'SetAside';
  constructor(why: string) {
    super(0, why);
  }
}

/** Messages of one batch handled concurrently. A stage spends most of its time waiting for the ports. */
const usualConcurrency = 10;

/** A stage that handles each message separately, so that an error fails that message only. */
export function eachMessage(
  name: string,
  log: Log,
  handle: (body: string, record: SQSRecord) => Promise<void>,
  concurrency = usualConcurrency,
): Stage {
  return async (event) => {
    const unfinished = await mapConcurrent(concurrency, event.Records, async (record) => {
      try {
        await handle(record.body, record);
        return [];
      } catch (cause) {
        const message = unfinishedMessage(record.messageId, cause);
        const { error, postponeSeconds } = message;
        const trace = findTraceId(record.body);
        if (postponeSeconds === undefined)
          log.error(`${name}: message failed and returns to its queue`, {
            messageId: record.messageId,
            ...(trace !== undefined && { trace }),
            error: describeError(cause),
          });
        else
          log.info(`${name}: message comes again later`, {
            messageId: record.messageId,
            ...(trace !== undefined && { trace }),
            seconds: postponeSeconds,
            ...(error !== undefined && { error }),
          });
        return [message];
      }
    });
    return { batchItemFailures: unfinished.flat() };
  };
}

/** What a stage answers for a message whose handling ended with this error. */
export function unfinishedMessage(messageId: string, cause: unknown): UnfinishedMessage {
  const wait = postponement(cause);
  return {
    itemIdentifier: messageId,
    error: describeError(cause),
    ...(wait !== undefined && { postponeSeconds: spread(messageId, wait) }),
    ...(cause instanceof SetAside && { setAside: true }),
  };
}

/** Whether messages whose handling ended with this error are postponed: it says nothing about them. */
export function isPostponed(cause: unknown): boolean {
  return postponement(cause) !== undefined;
}

/** Seconds. */
interface Wait {
  least: number;
  most: number;
}

/** How long a message waits if nothing is wrong with it. */
function postponement(cause: unknown): Wait | undefined {
  if (cause instanceof Postponed) return { least: cause.seconds, most: cause.seconds };
  if (cause instanceof LostRace) return { least: 5, most: 60 };
  return isServiceFault(cause) ? { least: 30, most: 60 } : undefined;
}

/** A time for each message, so that the same handlers do not meet again. */
function spread(messageId: string, { least, most }: Wait): number {
  return least + (Number.parseInt(hash(messageId).slice(0, 8), 16) % (most - least + 1));
}

/** An error in one line, with its causes. For logs only, never for clients. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const described = `${error.name}: ${messageWithoutData(error)}`;
  return error.cause === undefined ? described : `${described} (${describeError(error.cause)})`;
}

/**
 * `JSON.parse` quotes what it cannot parse, zod names the keys of maps, and S3 the object that it denies.
 * Logs hold none of these (docs/adr/0008-erasure.md).
 */
function messageWithoutData(error: Error): string {
  if (error instanceof SyntaxError) return withoutQuotedText(error.message);
  if (error instanceof z.ZodError)
    return error.issues.map(({ path, message }) => `${placeOf(path)}: ${message}`).join('; ');
  const bucket = /arn:[\w-]{0,20}:s3:::[^/\s]{1,63}\//.exec(error.message);
  return bucket === null ? error.message : `${error.message.slice(0, bucket.index)}${bucket[0]}…`;
}

function withoutQuotedText(message: string): string {
  const [first, last] = [message.indexOf('"'), message.lastIndexOf('"')];
  if (first === last || !message.endsWith(' is not valid JSON')) return message;
  return `${message.slice(0, first).replace(/\.{3}$/, '')}a text is not valid JSON`;
}

/** `entities.3.*`: the field of the schema and the indices; what is below may be keys that are data. */
function placeOf(path: readonly PropertyKey[]): string {
  const steps = path.map((step, i) => (i === 0 || typeof step === 'number' ? String(step) : '*'));
  return steps.join('.');
}
