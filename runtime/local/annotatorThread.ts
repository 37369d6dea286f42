/** Runs in the thread of `annotator.ts`. */
import { parentPort, workerData } from 'node:worker_threads';
import { AnnotationFailure } from '../../core/entities/annotation.ts';
import type { TaggerName } from '../../core/entities/tagger/taggers.ts';
import { annotator } from '../annotator.ts';
import { garbageCollector } from './idleMemory.ts';
import type { AnnotationRequest, AnnotationResponse } from './threadQueue.ts';

/** A thread that has had nothing to do for this long returns the memory of its last documents. */
const restMilliseconds = 5_000;

const annotate = annotator({ tagger: workerData as TaggerName });
const collectGarbage = garbageCollector();
const resting = setTimeout(collectGarbage, restMilliseconds).unref();

async function answer({ content, payload }: AnnotationRequest): Promise<void> {
  const response: AnnotationResponse = await annotate(content, payload).then(
    (annotation) => ({ annotation }),
    (error: unknown) =>
      error instanceof AnnotationFailure
        ? { failure: { code: error.code, evidence: error.message } }
        : { error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) },
  );
  parentPort?.postMessage(response);
  resting.refresh();
}

let last = Promise.resolve();
parentPort?.on('message', (request: AnnotationRequest) => {
  last = last.then(() => answer(request));
});
