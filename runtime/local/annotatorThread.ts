/** Runs in the thread of `annotator.ts`. */
import { parentPort } from 'node:worker_threads';
import { AnnotationFailure } from '../../core/entities/annotation.ts';
import { annotator } from '../annotator.ts';
import type { AnnotationRequest, AnnotationResponse } from './annotator.ts';

const annotate = annotator();

parentPort?.on('message', async ({ content, payload }: AnnotationRequest) => {
  const response: AnnotationResponse = await annotate(content, payload).then(
    (annotation) => ({ annotation }),
    (error: unknown) =>
      error instanceof AnnotationFailure
        ? { failure: { code: error.code, evidence: error.message } }
        : { error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) },
  );
  parentPort?.postMessage(response);
});
