/**
 * What the queues carry. A message is a hint, never a fact: it says «look at X again», so it may come twice, late, out of order or not
 * at all (docs/architecture.md). Each kind is versioned in its `hint`.
 */
import * as z from 'zod';
import type { Queue } from '../ports/queue.ts';

const keyHint = z.object({ hint: z.literal('key/1'), key: z.string().min(1) });
const documentHint = z.object({ hint: z.literal('document/1'), doc: z.string().min(1) });
const tallyHint = z.object({
  hint: z.literal('tally/1'),
  day: z.string(),
  entities: z.array(z.string()).min(1),
});
const searchHint = z.object({ hint: z.literal('search/1'), doc: z.string().min(1) });
const touchedHint = z.discriminatedUnion('hint', [tallyHint, searchHint]);

const exportHint = z.object({ hint: z.literal('export/1'), id: z.string().min(1) });
export type ExportMessage = z.infer<typeof exportHint>;

export type TouchedMessage = z.infer<typeof touchedHint>;

/** The part of an S3 event notification (version 2.x) that matters here: which key. All else is looked up. */
const notification = z.object({
  Records: z.array(z.object({ s3: z.object({ object: z.object({ key: z.string().min(1) }) }) })),
});
/** S3 sends this once, when the notification is set up. */
const testEvent = z.object({ Event: z.literal('s3:TestEvent') });

const uploadMessage = z.union([keyHint, notification, testEvent]);

/** A message that fits no schema; it goes to the dead-letter queue, where someone can look at it. What it says is not told: logs keep no key. */
export class UnknownMessage extends Error {
  override name = 'UnknownMessage';
}

function parse<T>(schema: z.ZodType<T>, body: string): T {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    throw new UnknownMessage(`a message of ${body.length} characters that is not JSON`);
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success)
    throw new UnknownMessage(`a message of ${body.length} characters that is none of this queue`);
  return parsed.data;
}

/** S3 encodes keys in notifications like form fields: `+` for a space, then percent-encoding of the UTF-8 bytes. */
function decodeNotificationKey(key: string): string {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '));
  } catch {
    throw new UnknownMessage(`a key of ${key.length} characters that is not percent-encoded`);
  }
}

/** The keys to look at: an S3 notification's, or a hint's own. None for S3's test event. */
export function parseUploadMessage(body: string): string[] {
  const message = parse(uploadMessage, body);
  if ('Event' in message) return [];
  if ('hint' in message) return [message.key];
  return message.Records.map((record) => decodeNotificationKey(record.s3.object.key));
}

export function parseDocumentMessage(body: string): string {
  return parse(documentHint, body).doc;
}

export function parseTouchedMessage(body: string): TouchedMessage {
  return parse(touchedHint, body);
}

/** The entities that a message asks to be counted; none where it is another message. */
export function findTallyEntities(body: string): string[] {
  try {
    return parse(tallyHint, body).entities;
  } catch {
    return [];
  }
}

/** SQS carries the characters of XML 1.0 only, and JSON leaves U+FFFE and U+FFFF as they are. */
function bodyOf(hint: unknown): string {
  return JSON.stringify(hint).replaceAll('\uFFFE', '\\uFFFE').replaceAll('\uFFFF', '\\uFFFF');
}

export function keyMessage(key: string): string {
  return bodyOf({ hint: 'key/1', key } satisfies z.infer<typeof keyHint>);
}

/** The document that a message is about, whatever its queue; `undefined` where it is about none. */
export function findMessageDocument(body: string): string | undefined {
  try {
    return parse(z.discriminatedUnion('hint', [documentHint, searchHint]), body).doc;
  } catch {
    return undefined;
  }
}

export function enqueueKeys(queue: Queue, keys: readonly string[]): Promise<void> {
  return queue.send(keys.map(keyMessage));
}

export function enqueueDocuments(queue: Queue, docs: Iterable<string>): Promise<void> {
  return queue.send(
    [...docs].map((doc) => bodyOf({ hint: 'document/1', doc } satisfies z.infer<typeof documentHint>)),
  );
}

/** Entities per tally message: 200 of the longest ids stay far below a message's 256 KB. */
const entitiesPerMessage = 200;

export function enqueueTallies(
  queue: Queue,
  touched: readonly { day: string; entities: readonly string[] }[],
  options?: { delaySeconds: number },
): Promise<void> {
  const hints: TouchedMessage[] = [];
  for (const { day, entities } of touched) {
    for (let i = 0; i < entities.length; i += entitiesPerMessage) {
      hints.push({ hint: 'tally/1', day, entities: entities.slice(i, i + entitiesPerMessage) });
    }
  }
  return queue.send(hints.map(bodyOf), options);
}

export function enqueueSearchRows(queue: Queue, docs: readonly string[]): Promise<void> {
  return queue.send(docs.map((doc) => bodyOf({ hint: 'search/1', doc } satisfies TouchedMessage)));
}

export function parseExportMessage(body: string): ExportMessage {
  return parse(exportHint, body);
}

export async function enqueueExport(queue: Queue, id: string): Promise<void> {
  await queue.send([JSON.stringify({ hint: 'export/1', id } satisfies ExportMessage)]);
}
