/**
 * Annotation on one machine: in a thread of its own, for it takes half of the processor time that a document needs, and all else here is one
 * thread. The thread begins with the first document.
 */
import { Worker } from 'node:worker_threads';
import type { Content } from '../../core/document/record.ts';
import type { Annotation, Annotator } from '../../core/entities/annotation.ts';
import { TransientFault } from '../../core/errors.ts';

export interface ToAnnotate {
  id: number;
  content: Content;
  payload: string;
}

export type Annotated = { id: number } & ({ annotation: Annotation } | { error: string });

/** Without a bound on what is young, a thread lets hundreds of megabytes pass before it cleans up. In MB. */
const resourceLimits = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 1024 };

interface Waiting {
  resolve(annotation: Annotation): void;
  reject(error: Error): void;
}

/** `close` ends the thread; who waits then, or where the thread dies, is told to come again. */
export function threadedAnnotator(): { annotate: Annotator; close(): void } {
  let thread: Worker | undefined;
  let last = 0;
  const waiting = new Map<number, Waiting>();
  const begin = (): Worker => {
    const worker = new Worker(new URL('annotatorThread.ts', import.meta.url), { resourceLimits });
    worker.unref();
    worker.on('message', (done: Annotated) => {
      const asked = waiting.get(done.id);
      waiting.delete(done.id);
      if (waiting.size === 0) worker.unref();
      if ('error' in done) asked?.reject(new Error(done.error));
      else asked?.resolve(done.annotation);
    });
    const ended = (why: string) => {
      if (thread === worker) thread = undefined;
      for (const { reject } of waiting.values())
        reject(new TransientFault(`the thread that annotates has ended: ${why}`));
      waiting.clear();
    };
    worker.on('error', (error) => ended(String(error)));
    worker.on('exit', (code) => ended(`exit code ${code}`));
    return worker;
  };
  return {
    annotate: (content, payload) =>
      new Promise((resolve, reject) => {
        thread ??= begin();
        thread.ref();
        const id = ++last;
        waiting.set(id, { resolve, reject });
        thread.postMessage({ id, content, payload } satisfies ToAnnotate);
      }),
    close: () => void thread?.terminate(),
  };
}
