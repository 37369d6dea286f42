/**
 * extract: payloads become annotations. An annotation is named by its payload and the model, and never changes, so writing it twice is
 * the same as once; told to look at a document, extract annotates every payload that its sources point to and that is not annotated yet.
 */
import type { Content } from '../../core/document/record.ts';
import { model } from '../../core/entities/annotate.ts';
import type { Annotation } from '../../core/entities/annotation.ts';
import { TransientFault } from '../../core/errors.ts';
import { parseDocumentMessage, enqueueDocuments } from '../../core/protocol/messages.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { describeError, eachMessage, type Stage } from '../../core/protocol/stage.ts';
import { annotationKey, putAnnotation, readPayload } from '../../core/records/archive.ts';
import { readSources } from '../../core/records/sources.ts';

export type ExtractPorts = Pick<Ports, 'archive' | 'table' | 'annotate' | 'log'> & {
  queues: Pick<Ports['queues'], 'extracted'>;
};

export function extractStage(ports: ExtractPorts): Stage {
  return eachMessage('extract', ports.log, async (body) => extract(ports, parseDocumentMessage(body)));
}

/** Annotates what a document's sources say, then hints store; also where there are no sources left, for store then removes it. */
export async function extract(ports: ExtractPorts, doc: string): Promise<void> {
  const payloads = new Set((await readSources(ports.table, doc)).map((source) => source.payload));
  for (const payload of payloads) await annotatePayload(ports, payload);
  await enqueueDocuments(ports.queues.extracted, [doc]);
}

async function annotatePayload(ports: ExtractPorts, payload: string): Promise<void> {
  if ((await ports.archive.head(annotationKey({ payload, model }))) !== undefined) return;
  const content = await readPayload(ports.archive, payload);
  if (content === undefined) return; // removed meanwhile: whoever puts it back sends a hint of its own
  await putAnnotation(ports.archive, await annotated(ports, content, payload));
}

/** A document that extraction fails on for good is kept, without entities, and says so. */
async function annotated(ports: ExtractPorts, content: Content, payload: string): Promise<Annotation> {
  try {
    return await ports.annotate(content, payload);
  } catch (error) {
    if (error instanceof TransientFault) throw error;
    ports.log.error('extract: failed for good; the document is kept without entities', {
      payload,
      error: describeError(error),
    });
    return {
      schema: 'news.annotation/1',
      payload,
      model,
      mentions: [],
      entities: [],
      failed: { code: 'input.crashed', evidence: describeError(error) },
    };
  }
}
