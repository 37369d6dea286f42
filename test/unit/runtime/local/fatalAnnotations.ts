/**
 * A thread like `annotatorThread.ts` whose documents decide its fate by their title: `die` ends it, `fail`
 * fails, `fill` fills its heap, `wait` is answered once another thread has had `release`, `pair` once this
 * one has had another document; any other is answered at once. The annotation's model is the number of
 * documents that the thread has had; a long text is annotated in part.
 */
import { BroadcastChannel, parentPort } from 'node:worker_threads';
import { textLength } from '../../../../core/document/record.ts';
import { maxAnnotatedLength } from '../../../../core/entities/annotatedLength.ts';
import type { AnnotationRequest, AnnotationResponse } from '../../../../runtime/local/threadQueue.ts';

const released = new BroadcastChannel('released');
const release = new Promise<void>((resolve) => {
  released.onmessage = () => resolve();
});

let received = 0;
let count = 0;

async function answer({ content, payload }: AnnotationRequest): Promise<void> {
  const { title } = content;
  const length = textLength(content);
  count++;
  if (title === 'die') process.exit(3);
  if (title === 'release') released.postMessage('');
  if (title === 'wait') await release;
  while (title === 'pair' && received === count) await new Promise((resolve) => setImmediate(resolve));
  const heap: number[][] = [];
  while (title === 'fill') heap.push(new Array(1_000_000).fill(0.5));
  const response: AnnotationResponse =
    title === 'fail'
      ? { failure: { code: 'extract.timeout', evidence: 'too long' } }
      : {
          annotation: {
            schema: 'news.annotation/1',
            payload,
            model: String(count),
            mentions: [],
            entities: [],
            ...(length > maxAnnotatedLength && {
              annotated: { characters: maxAnnotatedLength, of: length },
            }),
          },
        };
  parentPort?.postMessage(response);
}

let last = Promise.resolve();
parentPort?.on('message', (request: AnnotationRequest) => {
  received++;
  last = last.then(() => answer(request));
});
