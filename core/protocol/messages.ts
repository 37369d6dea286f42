/**
 * The messages on the queues. A message is a hint, never a fact: it says "handle X again", so it may arrive
 * twice, late, out of order or not at all (docs/architecture.md). The field `hint` names its kind and
 * version.
 * Longer than 250 lines: whoever reads a message of one queue looks for those of the others beside it.
 */
import * as z from 'zod';
import { groupsOf } from '../groupsOf.ts';
import type { Queue } from '../ports/queue.ts';

/**
 * Where the work on a file began: S3's id of the request that put it, and S3's time of that event, in
 * milliseconds since 1970. Logs and metrics name it; nothing else depends on it.
 */
const traceSchema = z.object({ id: z.string().regex(/^[\w-]{1,64}$/), at: z.number() });
export type Trace = z.infer<typeof traceSchema>;

/** How often `index` has sent documents back to `store` in the chain of messages that led to this one. */
const returned = z.exactOptional(z.number().int().nonnegative());

/**
 * After so many returns the documents are left to the sweep. One is enough (ADR 38), so more are a fault,
 * which must not cost money for ever.
 */
export const mostReturns = 8;

const keyMessageSchema = z.object({ hint: z.literal('key/1'), key: z.string().min(1) });
const documentMessageSchema = z.object({
  hint: z.literal('document/1'),
  doc: z.string().min(1),
  trace: traceSchema.optional().catch(undefined),
  returned,
});
const tallyMessageSchema = z.object({
  hint: z.literal('tally/1'),
  day: z.string(),
  entities: z.array(z.string()).min(1),
  /** The first digits of the id of the document that changed; absent if any may have changed. */
  shard: z.exactOptional(z.string().min(1)),
  returned,
});
const searchMessageSchema = z.object({
  hint: z.literal('search/1'),
  doc: z.string().min(1),
  /** The row may wait for others, and has done so for this many rounds; absent if it may not. */
  waited: z.exactOptional(z.number().int().nonnegative()),
});
const decisionMessageSchema = z.object({
  hint: z.literal('decision/1'),
  number: z.number().int().positive(),
});
const touchedMessageSchema = z.discriminatedUnion('hint', [
  tallyMessageSchema,
  searchMessageSchema,
  decisionMessageSchema,
]);
/** Messages about one document, of any queue. */
const ofDocumentSchema = z.discriminatedUnion('hint', [documentMessageSchema, searchMessageSchema]);
const exportMessageSchema = z.object({ hint: z.literal('export/1'), id: z.string().min(1) });

/**
 * A message to `index`: count a day of some entities, update the search row of a document, or apply a
 * person's decision to the documents that are stored.
 */
export type TouchedMessage = z.infer<typeof touchedMessageSchema>;
export type ExportMessage = z.infer<typeof exportMessageSchema>;

/**
 * What is used of an S3 event notification (version 2.x): the key, and for the trace the time and the id of
 * the request. All else is read from S3.
 */
const notificationSchema = z.object({
  Records: z.array(
    z.object({
      eventTime: z.string().optional().catch(undefined),
      responseElements: z.object({ 'x-amz-request-id': z.string() }).optional().catch(undefined),
      s3: z.object({ object: z.object({ key: z.string().min(1) }) }),
    }),
  ),
});
/** S3 sends this once, when the notification is set up. */
const testEventSchema = z.object({ Event: z.literal('s3:TestEvent') });

const uploadMessageSchema = z.union([keyMessageSchema, notificationSchema, testEventSchema]);
/** Messages that may say where the work began. */
const tracedMessageSchema = z.union([documentMessageSchema, notificationSchema]);

/**
 * A message that matches no schema of its queue. It ends in the dead-letter queue, where people can read it.
 * The error does not quote the message, because logs must not contain keys.
 */
export class UnknownMessage extends Error {
  override name = 'UnknownMessage';
}

function parse<T>(schema: z.ZodType<T>, body: string): T {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    throw new UnknownMessage(`A message of ${body.length} characters is not JSON.`);
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success)
    throw new UnknownMessage(`A message of ${body.length} characters does not belong to this queue.`);
  return parsed.data;
}

/** @returns `undefined` if the message is another one, or no JSON */
function find<T>(schema: z.ZodType<T>, body: string): T | undefined {
  try {
    return schema.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}

/**
 * S3 encodes keys in notifications like form fields: `+` for a space, then percent-encoding of the UTF-8
 * bytes.
 */
function decodeNotificationKey(key: string): string {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '));
  } catch {
    throw new UnknownMessage(`A key of ${key.length} characters is not percent-encoded.`);
  }
}

/** A key to handle. */
export interface Upload {
  key: string;
  trace?: Trace;
}

/** The keys to handle, from an S3 notification or from a message of our own; none from S3's test event. */
export function parseUploadMessage(body: string): Upload[] {
  const message = parse(uploadMessageSchema, body);
  if ('Event' in message) return [];
  if ('hint' in message) return [{ key: message.key }];
  return message.Records.map((record) => {
    const trace = traceOf(record);
    return { key: decodeNotificationKey(record.s3.object.key), ...(trace && { trace }) };
  });
}

/** Where the work on the file of a notification began; `undefined` if it does not say. */
function traceOf(record: z.infer<typeof notificationSchema>['Records'][number] | undefined) {
  const began = {
    id: record?.responseElements?.['x-amz-request-id'],
    at: Date.parse(record?.eventTime ?? ''),
  };
  return traceSchema.safeParse(began).data;
}

/** The id of the document to handle, where the work on it began, if known, and how often it came back. */
export function parseDocumentMessage(body: string): {
  doc: string;
  trace: Trace | undefined;
  returned: number;
} {
  const { doc, trace, returned = 0 } = parse(documentMessageSchema, body);
  return { doc, trace, returned };
}

/** The id of the trace that a message belongs to, whatever its queue. */
export function findTraceId(body: string): string | undefined {
  const message = find(tracedMessageSchema, body);
  if (message === undefined) return undefined;
  return 'doc' in message ? message.trace?.id : traceOf(message.Records[0])?.id;
}

/** @throws UnknownMessage if the message belongs to another queue */
export function parseTouchedMessage(body: string): TouchedMessage {
  return parse(touchedMessageSchema, body);
}

/** @throws UnknownMessage if the message is not about an export */
export function parseExportMessage(body: string): ExportMessage {
  return parse(exportMessageSchema, body);
}

/** The entities that a tally message names; none for any other message. */
export function findTallyEntities(body: string): string[] {
  return find(tallyMessageSchema, body)?.entities ?? [];
}

/** The document that a message is about, whatever its queue; `undefined` if it is about none. */
export function findMessageDocument(body: string): string | undefined {
  return find(ofDocumentSchema, body)?.doc;
}

/**
 * SQS accepts only the characters of XML 1.0, which exclude U+FFFE and U+FFFF; JSON does not escape those
 * two.
 */
function encodeMessage(message: unknown): string {
  return JSON.stringify(message).replaceAll('\uFFFE', '\\uFFFE').replaceAll('\uFFFF', '\\uFFFF');
}

/** The message that asks `normalize` to observe a key. */
export function keyMessage(key: string): string {
  return encodeMessage({ hint: 'key/1', key } satisfies z.infer<typeof keyMessageSchema>);
}

function documentMessage(doc: string, trace?: Trace, returned = 0): string {
  return encodeMessage({
    ...{ hint: 'document/1', doc },
    ...(trace && { trace }),
    ...(returned > 0 && { returned }),
  } satisfies z.input<typeof documentMessageSchema>);
}

/** Queues keys of the inbox to be handled, as a notification of S3 would. */
export function enqueueKeys(
  queue: Queue,
  keys: readonly string[],
  options?: { delaySeconds: number },
): Promise<void> {
  return queue.send(keys.map(keyMessage), options);
}

/** @param trace where the work on the documents began */
export function enqueueDocuments(
  queue: Queue,
  docs: Iterable<string>,
  trace?: Trace,
  options?: { delaySeconds: number },
): Promise<void> {
  const bodies = [...docs].map((doc) => documentMessage(doc, trace));
  return queue.send(bodies, options);
}

/** Sends documents back to `store`. @param returned as the message says that leads to it */
export function returnDocuments(queue: Queue, docs: Iterable<string>, returned: number): Promise<void> {
  return queue.send([...docs].map((doc) => documentMessage(doc, undefined, returned + 1)));
}

/** Entities per tally message: 200 of the longest ids stay far below a message's 256 KB. */
const entitiesPerMessage = 200;

/** Asks for a new count of these days, or of one shard of each, for its entities. */
export function enqueueTallies(
  queue: Queue,
  touched: readonly { day: string; entities: readonly string[]; shard?: string; returned?: number }[],
  options?: { delaySeconds: number },
): Promise<void> {
  const messages: TouchedMessage[] = [];
  for (const { day, entities, shard, returned = 0 } of touched) {
    const rest = { ...(shard !== undefined && { shard }), ...(returned > 0 && { returned }) };
    for (const some of groupsOf(entities, entitiesPerMessage))
      messages.push({ hint: 'tally/1', day, entities: some, ...rest });
  }
  return queue.send(messages.map(encodeMessage), options);
}

/** @param rows for how many rounds each has waited for others; without it, the row may not wait */
export function enqueueSearchRows(
  queue: Queue,
  rows: readonly { doc: string; waited?: number }[],
  options: { delaySeconds?: number } = {},
): Promise<void> {
  const bodies = rows.map((row) => encodeMessage({ hint: 'search/1', ...row } satisfies TouchedMessage));
  return queue.send(bodies, options);
}

/** Queues decisions to be applied, by their numbers in the log. */
export function enqueueDecisions(queue: Queue, numbers: readonly number[]): Promise<void> {
  return queue.send(
    numbers.map((number) => encodeMessage({ hint: 'decision/1', number } satisfies TouchedMessage)),
  );
}

/** Queues an export job, by its id. */
export async function enqueueExport(queue: Queue, id: string): Promise<void> {
  await queue.send([JSON.stringify({ hint: 'export/1', id } satisfies ExportMessage)]);
}
