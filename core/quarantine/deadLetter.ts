/**
 * What a stage gave up on: a message that failed at its last receive. It is in quarantine like what was refused, with the last error,
 * until the same thing is looked at with success. The message itself lies in the dead-letter queue.
 */
import * as z from 'zod';
import { type Code, codes } from '../errors.ts';
import type { Key, Table } from '../ports/table.ts';
import { findMessageDocument, keyMessage, parseUploadMessage } from '../protocol/messages.ts';
import type { Ports } from '../protocol/ports.ts';
import { type QueueName, queueNames, queues } from '../protocol/topology.ts';
import { keys } from '../records/keys.ts';
import { quarantineIndexKeys } from '../records/refusals.ts';
import { readSources } from '../records/sources.ts';

export const deadLetter = z.object({
  queue: z.enum(queueNames as [QueueName, ...QueueName[]]),
  /** What to send to the queue for another look. */
  hint: z.string(),
  /** The object that it is about or, of a document, the one that it is made of. */
  key: z.string().optional(),
  document: z.string().optional(),
  /** When it was given up on: RFC 3339. */
  at: z.string(),
  refusal: z.object({ code: z.enum(codes), evidence: z.string() }),
});
export type DeadLetter = z.infer<typeof deadLetter>;

const longestError = 500;

/** What a message is about: messages about one thing have one record. */
interface Subject {
  name: string;
  hint: string;
  key?: string;
  document?: string;
}

function subjectsOf(queue: QueueName, body: string): Subject[] {
  if (queue !== 'uploads') {
    const document = findMessageDocument(body);
    return [document === undefined ? { name: body, hint: body } : { name: document, hint: body, document }];
  }
  try {
    return parseUploadMessage(body).map((key) => ({ name: key, hint: keyMessage(key), key }));
  } catch {
    return [{ name: body, hint: body }];
  }
}

export function faultCode(queue: QueueName): Code {
  return `fault.${queues[queue].consumer}`;
}

/** Records that the message was given up on. @param error of the last attempt, in a line */
export async function recordDeadLetter(
  { table, clock }: Pick<Ports, 'table' | 'clock'>,
  queue: QueueName,
  body: string,
  error: string,
): Promise<void> {
  const at = new Date(clock()).toISOString();
  const code = faultCode(queue);
  for (const { name, ...subject } of subjectsOf(queue, body)) {
    const key =
      subject.key ??
      (subject.document === undefined ? undefined : (await readSources(table, subject.document))[0]?.key);
    const place = keys.deadLetter(queue, name);
    const refusal = {
      code,
      evidence: `${error.slice(0, longestError)} (the last of ${queues[queue].maxReceives} attempts)`,
    };
    await table.put({
      ...place,
      queue,
      ...subject,
      ...(key !== undefined && { key }),
      at,
      refusal,
      ...quarantineIndexKeys(code, at, place.pk),
    });
  }
}

/** These messages are done with: what was recorded of the same things goes. */
export async function forgetDeadLetters(
  table: Table,
  queue: QueueName,
  bodies: readonly string[],
): Promise<void> {
  const places = bodies.flatMap((body) =>
    subjectsOf(queue, body).map(({ name }) => keys.deadLetter(queue, name)),
  );
  const distinct = [...new Map(places.map((place) => [place.pk, place])).values()];
  if (distinct.length === 0) return;
  for (const row of await table.batchGet(distinct))
    if (row !== undefined) await table.delete({ pk: row.pk, sk: row.sk });
}

/** What was given up on of documents, and of a key. */
export async function readDeadLetters(
  table: Table,
  docs: readonly string[],
  key?: string,
): Promise<DeadLetter[]> {
  const others = queueNames.filter((queue) => queue !== 'uploads');
  const ofKey = key === undefined ? [] : [keys.deadLetter('uploads', key)];
  const places: Key[] = [
    ...ofKey,
    ...docs.flatMap((doc) => others.map((queue) => keys.deadLetter(queue, doc))),
  ];
  const rows = await table.batchGet(places);
  return rows.flatMap((row) => (row === undefined ? [] : [deadLetter.parse(row)]));
}
