/** Runs in the thread of `annotator.ts`. */
import { parentPort } from 'node:worker_threads';
import { annotator } from '../annotator.ts';
import type { AnnotationRequest, AnnotationResponse } from './annotator.ts';

const annotate = annotator();

parentPort?.on('message', async ({ id, content, payload }: AnnotationRequest) => {
  const response: AnnotationResponse = await annotate(content, payload).then(
    (annotation) => ({ id, annotation }),
    (error: unknown) => ({
      id,
      error: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
    }),
  );
  parentPort?.postMessage(response);
});
