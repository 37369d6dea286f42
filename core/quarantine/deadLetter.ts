/**
 * Records of messages that failed at their last receive. Such a record is in quarantine with the last error
 * until the same thing is handled with success. The message itself is in the dead-letter queue.
 */
import * as z from 'zod';
import { refusalCode } from '../document/refusalCode.ts';
import type { Code } from '../errors.ts';
import { omitUndefined } from '../omitUndefined.ts';
import type { Table } from '../ports/table.ts';
import {
  findMessageDocument,
  keyMessage,
  parseExportMessage,
  parseUploadMessage,
} from '../protocol/messages.ts';
import type { Ports } from '../protocol/ports.ts';
import { type QueueName, queueNames, queues } from '../protocol/topology.ts';
import { failExportJob } from '../records/exportJob.ts';
import { keys } from '../records/keys.ts';
import { quarantineIndexKeys } from '../records/refusals.ts';
import { readSources } from '../records/sources.ts';

export const deadLetter = z.object({
  queue: z.enum(queueNames as [QueueName, ...QueueName[]]),
  /** The message that a redrive sends to the queue. */
  hint: z.string(),
  /** The object that the message is about; for a document, the object of its winning source. */
  key: z.exactOptional(z.string()),
  document: z.exactOptional(z.string()),
  /** When it was given up on: RFC 3339. */
  at: z.string(),
  refusal: z.object({ code: refusalCode, evidence: z.string() }),
});
export type DeadLetter = z.infer<typeof deadLetter>;

const longestError = 500;

/** The error of a message whose execution died. */
export const noAnswer = 'The execution ended without an answer: it ran out of time or of memory.';

/** What a message is about. All messages about the same thing have one record. */
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
    return parseUploadMessage(body).map(({ key }) => ({ name: key, hint: keyMessage(key), key }));
  } catch {
    return [{ name: body, hint: body }];
  }
}

/** The code of what the consumer of the queue gave up on: `fault.store`. */
function faultCode(queue: QueueName): Code {
  return `fault.${queues[queue].consumer}`;
}

/**
 * Records that the last attempt at a message failed.
 *
 * @param error in one line
 */
export async function recordDeadLetter(
  ports: Pick<Ports, 'table' | 'clock'>,
  queue: QueueName,
  body: string,
  error: string,
): Promise<void> {
  const attempts = `(the last of ${queues[queue].maxFailures} attempts)`;
  await recordEvidence(ports, queue, body, `${error.slice(0, longestError)} ${attempts}`);
}

/** Records that a message was given up on, and why. */
export async function recordEvidence(
  { table, clock }: Pick<Ports, 'table' | 'clock'>,
  queue: QueueName,
  body: string,
  evidence: string,
): Promise<void> {
  const at = new Date(clock()).toISOString();
  const code = faultCode(queue);
  for (const { name, ...subject } of subjectsOf(queue, body)) {
    const row = keys.deadLetter(queue, name);
    const [winner] = subject.document === undefined ? [] : await readSources(table, subject.document);
    await table.put({
      ...row,
      queue,
      ...subject,
      ...omitUndefined({ key: subject.key ?? winner?.key }),
      at,
      refusal: { code, evidence },
      ...quarantineIndexKeys(code, at, row.pk),
    });
  }
}

/** An export that was given up on is no work of the pipeline: its client is told, and asks for it again. */
export async function recordFailedExport(table: Table, body: string): Promise<void> {
  let id: string;
  try {
    ({ id } = parseExportMessage(body));
  } catch {
    return; // nobody waits for a message that is none
  }
  await failExportJob(table, id);
}

/** Removes the records of what these messages are about, once they are handled with success. */
export async function forgetDeadLetters(
  table: Table,
  queue: QueueName,
  bodies: readonly string[],
): Promise<void> {
  const rowKeys = bodies.flatMap((body) =>
    subjectsOf(queue, body).map(({ name }) => keys.deadLetter(queue, name)),
  );
  const distinct = [...new Map(rowKeys.map((key) => [key.pk, key])).values()];
  if (distinct.length === 0) return;
  for (const row of await table.batchGet(distinct))
    if (row !== undefined) await table.delete({ pk: row.pk, sk: row.sk });
}

/** The records about these documents, and about a key. */
export async function readDeadLetters(
  table: Table,
  docs: readonly string[],
  key?: string,
): Promise<DeadLetter[]> {
  const documentQueues = queueNames.filter((queue) => queue !== 'uploads');
  const ofKey = key === undefined ? [] : [keys.deadLetter('uploads', key)];
  const ofDocuments = docs.flatMap((doc) => documentQueues.map((queue) => keys.deadLetter(queue, doc)));
  const rows = await table.batchGet([...ofKey, ...ofDocuments]);
  return rows.flatMap((row) => (row === undefined ? [] : [deadLetter.parse(row)]));
}
