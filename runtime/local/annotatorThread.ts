/** What runs in the thread of `annotator.ts`. */
import { parentPort } from 'node:worker_threads';
import { annotator } from '../annotator.ts';
import type { Annotated, ToAnnotate } from './annotator.ts';

const annotate = annotator();

parentPort?.on('message', async ({ id, content, payload }: ToAnnotate) => {
  const done: Annotated = await annotate(content, payload).then(
    (annotation) => ({ id, annotation }),
    (error: unknown) => ({
      id,
      error: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
    }),
  );
  parentPort?.postMessage(done);
});
