/**
 * extract: annotates the payloads of a document's sources. An annotation is named by its payload and the
 * model and never changes, so writing it twice does no harm. Payloads that are already annotated are skipped.
 */
import type { SQSRecord } from 'aws-lambda';
import type { Content } from '../../core/document/record.ts';
import { type Annotation, AnnotationFailure } from '../../core/entities/annotation.ts';
import { TransientFault } from '../../core/errors.ts';
import { enqueueDocuments, parseDocumentMessage, type Trace } from '../../core/protocol/messages.ts';
import { queryAll } from '../../core/protocol/paginate.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { describeError, eachMessage, SetAside, type Stage } from '../../core/protocol/stage.ts';
import { thresholds } from '../../core/protocol/thresholds.ts';
import { annotationKey, putAnnotation, readAnnotation, readPayload } from '../../core/records/archive.ts';
import { type Basis, type DocumentMeta, documentMeta, refersTo } from '../../core/records/document.ts';
import { keys } from '../../core/records/keys.ts';
import { sourcesOf } from '../../core/records/sources.ts';
import { versionsOf, wantedBasis } from '../../core/reprocessing/reprocessing.ts';

export type ExtractPorts = Pick<
  Ports,
  'archive' | 'table' | 'annotate' | 'clock' | 'log' | 'thresholds' | 'codeVersions'
> & {
  queues: Pick<Ports['queues'], 'extracted'>;
};

/**
 * Handles redelivered messages after all others and one at a time, because one of them may have killed the
 * process. Their order is reversed at every second receive. So each of the others comes before the message
 * that kills the process at one of two receives, and is annotated then; annotations outlast the process.
 */
export function extractStage(ports: ExtractPorts): Stage {
  const handle = eachMessage('extract', ports.log, async (body) => {
    const { doc, trace } = parseDocumentMessage(body);
    await extract(ports, doc, trace);
  });
  return async ({ Records }) => {
    const { again = [], first = [] } = Object.groupBy(Records, (record) =>
      receives(record) > 1 ? 'again' : 'first',
    );
    const batchItemFailures = [];
    for (const batch of [first, ...inAlternatingOrder(again).map((record) => [record])])
      batchItemFailures.push(...(await handle({ Records: batch })).batchItemFailures);
    return { batchItemFailures };
  };
}

function receives({ attributes }: SQSRecord): number {
  return Number(attributes.ApproximateReceiveCount);
}

function inAlternatingOrder(records: readonly SQSRecord[]): SQSRecord[] {
  const forward = records.toSorted((a, b) => (a.messageId < b.messageId ? -1 : 1));
  return Math.max(...records.map(receives)) % 2 === 0 ? forward : forward.reverse();
}

/**
 * Annotates the document's payloads, then queues the document for store, also without sources: store then
 * removes it.
 */
export async function extract(ports: ExtractPorts, doc: string, trace?: Trace): Promise<void> {
  const rows = await queryAll(ports.table, { pk: keys.document(doc).pk, consistent: true });
  const row = rows.find(({ sk }) => sk === keys.document(doc).sk);
  const meta = row === undefined ? undefined : documentMeta.parse(row);
  const payloads = new Set(sourcesOf(rows).map((source) => source.payload));
  for (const payload of payloads) await annotatePayload(ports, meta, payload);
  await enqueueDocuments(ports.queues.extracted, [doc], trace);
}

async function annotatePayload(
  ports: ExtractPorts,
  meta: DocumentMeta | undefined,
  payload: string,
): Promise<void> {
  const { model } = versionsOf(ports);
  if (await hasAnnotation(ports, meta, { payload, model })) return;
  const wanted = await wantedBasis(ports, meta, payload);
  if (wanted.model !== model && (await hasAnnotation(ports, meta, wanted))) return;
  const content = await readPayload(ports.archive, payload);
  if (content === undefined) return; // removed meanwhile; whatever puts it back also queues the document
  await putAnnotation(ports.archive, await annotate(ports, content, payload));
}

/**
 * Whether the archive has the annotation, and no sweep removes it before store has read it: an old one that
 * META does not refer to yet is put again.
 */
async function hasAnnotation(
  { archive, ...ports }: ExtractPorts,
  meta: DocumentMeta | undefined,
  basis: Basis,
): Promise<boolean> {
  const info = await archive.head(annotationKey(basis));
  if (info === undefined) return false;
  const { refreshAfterMilliseconds } = ports.thresholds ?? thresholds;
  if (info.modified >= ports.clock() - refreshAfterMilliseconds) return true;
  if (meta !== undefined && refersTo(meta, basis)) return true;
  const annotation = await readAnnotation(archive, basis);
  if (annotation === undefined) return false;
  await putAnnotation(archive, annotation);
  return true;
}

/** If extraction fails permanently, the document is kept without entities, and its annotation says so. */
async function annotate(ports: ExtractPorts, content: Content, payload: string): Promise<Annotation> {
  try {
    return await ports.annotate(content, payload);
  } catch (error) {
    if (error instanceof TransientFault || error instanceof SetAside) throw error;
    ports.log.error('extract: failed permanently; keeping the document without entities', {
      payload,
      error: describeError(error),
    });
    return {
      schema: 'news.annotation/1',
      payload,
      model: versionsOf(ports).model,
      mentions: [],
      entities: [],
      failed:
        error instanceof AnnotationFailure
          ? { code: error.code, evidence: error.message }
          : { code: 'input.crashed', evidence: describeError(error) },
    };
  }
}
