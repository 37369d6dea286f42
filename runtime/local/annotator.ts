/**
 * Annotation on one machine, in a thread of its own: it takes half of a document's processor time, and
 * everything else runs in the main thread. The first document starts the thread.
 */
import { Worker } from 'node:worker_threads';
import type { Content } from '../../core/document/record.ts';
import type { Annotation, Annotator } from '../../core/entities/annotation.ts';
import { TransientFault } from '../../core/errors.ts';

export interface AnnotationRequest {
  id: number;
  content: Content;
  payload: string;
}

export type AnnotationResponse = { id: number } & ({ annotation: Annotation } | { error: string });

/**
 * In MB. Without a limit on the young generation, a thread collects garbage only after hundreds of megabytes.
 */
const resourceLimits = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 1024 };

interface Pending {
  resolve(annotation: Annotation): void;
  reject(error: Error): void;
}

/** `close` ends the thread. If the thread ends, pending annotations are rejected with a `TransientFault`. */
export function threadedAnnotator(): { annotate: Annotator; close(): void } {
  let thread: Worker | undefined;
  let last = 0;
  const pending = new Map<number, Pending>();
  const startThread = (): Worker => {
    const worker = new Worker(new URL('annotatorThread.ts', import.meta.url), { resourceLimits });
    worker.unref();
    worker.on('message', (response: AnnotationResponse) => {
      const request = pending.get(response.id);
      pending.delete(response.id);
      if (pending.size === 0) worker.unref();
      if ('error' in response) request?.reject(new Error(response.error));
      else request?.resolve(response.annotation);
    });
    const rejectPending = (cause: string) => {
      if (thread === worker) thread = undefined;
      for (const { reject } of pending.values())
        reject(new TransientFault(`the annotation thread has ended: ${cause}`));
      pending.clear();
    };
    worker.on('error', (error) => rejectPending(String(error)));
    worker.on('exit', (code) => rejectPending(`exit code ${code}`));
    return worker;
  };
  return {
    annotate: (content, payload) =>
      new Promise((resolve, reject) => {
        thread ??= startThread();
        thread.ref();
        const id = ++last;
        pending.set(id, { resolve, reject });
        thread.postMessage({ id, content, payload } satisfies AnnotationRequest);
      }),
    close: () => void thread?.terminate(),
  };
}
