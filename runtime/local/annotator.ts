/**
 * Annotation on one machine, in a thread of its own: it takes half of a document's processor time, and
 * everything else runs in the main thread. The first document starts the thread.
 *
 * A thread gets the shortest documents first, and the next ones before it has answered: the main thread may
 * be busy for longer than a document takes. It answers in order, so its death is the fault of the first one
 * without an answer. Long documents, which take a second or two, have a thread of their own that ends when it
 * is idle, and only the bulk lane waits for it.
 */
import { Worker } from 'node:worker_threads';
import { type Content, textLength } from '../../core/document/record.ts';
import { annotatedContent } from '../../core/entities/annotatedLength.ts';
import { type Annotation, AnnotationFailure, type Annotator } from '../../core/entities/annotation.ts';
import type { TaggerName } from '../../core/entities/tagger/taggers.ts';
import { type Code, TransientFault } from '../../core/errors.ts';
import { SetAside } from '../../core/protocol/stage.ts';
import { isPromptWork } from './lanes.ts';

export interface AnnotationRequest {
  content: Content;
  payload: string;
}

export type AnnotationResponse =
  | { annotation: Annotation }
  | { failure: { code: Code; evidence: string } }
  | { error: string };

/**
 * In MB. Without a limit on the young generation, a thread collects garbage only after hundreds of megabytes.
 * A document takes at most 140 MB.
 */
const resourceLimits = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 384 };

/** A document that ended this many threads is not tried again. */
const deathLimit = 2;

interface Waiting extends AnnotationRequest {
  /** In UTF-16 units. */
  length: number;
  deaths: number;
  resolve(annotation: Annotation): void;
  reject(error: Error): void;
}

export interface ThreadedAnnotator {
  /** Throws SetAside for a long document of the prompt lane. */
  annotate: Annotator;
  /** Ends the thread and rejects what waits with a TransientFault. */
  close(): void;
}

const annotationThread = new URL('annotatorThread.ts', import.meta.url);

/** In UTF-16 units: some 200 milliseconds of processor time. */
const maxShortLength = 20_000;

/** As much text waits in the thread for short documents at most, in UTF-16 units: some 80 milliseconds. */
const maxGivenLength = 8_000;

/** The thread for long documents ends after this time without one, and returns its memory. */
const idleMilliseconds = 10_000;

/** @param program the program of the threads, which gets the name of the tagger */
export function threadedAnnotator(
  tagger: TaggerName = 'fast',
  program: URL = annotationThread,
): ThreadedAnnotator {
  const startThread = () => new Worker(program, { resourceLimits, workerData: tagger });
  const short = oneThread(startThread, { idle: Number.POSITIVE_INFINITY, mostGiven: maxGivenLength });
  const long = oneThread(startThread, { idle: idleMilliseconds, mostGiven: 0 });
  return {
    async annotate(content, payload) {
      const of = textLength(content);
      if (of > maxShortLength && isPromptWork()) throw new SetAside('the names of a long text take long');
      // The thread gets a copy; of a long text it needs only the beginning.
      const made = await (of <= maxShortLength ? short : long).annotate(annotatedContent(content), payload);
      return made.annotated === undefined ? made : { ...made, annotated: { ...made.annotated, of } };
    },
    close: () => {
      short.close();
      long.close();
    },
  };
}

interface ThreadLimits {
  /** In milliseconds. */
  idle: number;
  /** A thread that has a document gets others only up to this length together. */
  mostGiven: number;
}

function oneThread(newThread: () => Worker, { idle, mostGiven }: ThreadLimits): ThreadedAnnotator {
  let ending: NodeJS.Timeout | undefined;
  let thread: Worker | undefined;
  /** What the thread has, in the order in which it answers. */
  let given: Waiting[] = [];
  let closed = false;
  let waiting: Waiting[] = [];

  const startThread = (): Worker => {
    const worker = newThread();
    let cause = '';
    worker.on('message', answer);
    worker.on('error', (error) => {
      cause = error.message;
    });
    // Node always reports the exit, after the error if there was one.
    worker.on('exit', (code) => onDeath(cause || `exit code ${code}`));
    return worker;
  };
  const next = (): void => {
    if (closed) return;
    clearTimeout(ending);
    for (let request = takeNext(); request !== undefined; request = takeNext()) {
      given.push(request);
      thread ??= startThread();
      thread.ref();
      const { content, payload } = request;
      thread.postMessage({ content, payload } satisfies AnnotationRequest);
    }
    if (given.length > 0) return;
    thread?.unref();
    if (idle < Number.POSITIVE_INFINITY) ending = setTimeout(() => thread?.terminate(), idle).unref();
  };
  /** The shortest document that waits, if the thread may have it yet. */
  const takeNext = (): Waiting | undefined => {
    const shortest = waiting.reduce<Waiting | undefined>(
      (least, each) => (least === undefined || each.length < least.length ? each : least),
      undefined,
    );
    const length = given.reduce((sum, each) => sum + each.length, shortest?.length ?? 0);
    if (shortest === undefined || (given.length > 0 && length > mostGiven)) return undefined;
    waiting = waiting.filter((each) => each !== shortest);
    return shortest;
  };
  const answer = (response: AnnotationResponse): void => {
    const request = given.shift();
    if ('annotation' in response) request?.resolve(response.annotation);
    else if ('error' in response) request?.reject(new Error(response.error));
    else request?.reject(new AnnotationFailure(response.failure.code, response.failure.evidence));
    next();
  };
  const onDeath = (cause: string): void => {
    thread = undefined;
    const [first, ...others] = given;
    given = [];
    waiting = [...others, ...waiting];
    if (first !== undefined && !closed && ++first.deaths >= deathLimit)
      first.reject(new AnnotationFailure('input.crashed', `annotation: ${cause}`));
    else if (first !== undefined) waiting.unshift(first);
    if (closed) rejectAll(waiting);
    else next();
  };
  const rejectAll = (requests: readonly Waiting[]): void => {
    waiting = [];
    for (const { reject } of requests) reject(new TransientFault('Dateline is stopping.'));
  };

  return {
    annotate: (content, payload) =>
      new Promise((resolve, reject) => {
        waiting.push({ content, payload, length: textLength(content), deaths: 0, resolve, reject });
        next();
      }),
    close: () => {
      closed = true;
      clearTimeout(ending);
      if (thread === undefined) rejectAll(waiting);
      else thread.terminate();
    },
  };
}
