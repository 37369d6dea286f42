/**
 * Documents that wait for a thread that annotates them, the shortest first. The thread gets the next ones
 * before it has answered: the main thread may be busy for longer than a document takes. It answers in order,
 * so its death is the fault of the first one without an answer.
 */
import type { Worker } from 'node:worker_threads';
import { type Content, textLength } from '../../core/document/record.ts';
import { type Annotation, AnnotationFailure } from '../../core/entities/annotation.ts';
import { type Code, TransientFault } from '../../core/errors.ts';

export interface AnnotationRequest {
  content: Content;
  payload: string;
}

export type AnnotationResponse =
  | { annotation: Annotation }
  | { failure: { code: Code; evidence: string } }
  | { error: string };

export interface ThreadLimits {
  /** A thread that has had no document for so many milliseconds ends, and returns its memory. */
  idle: number;
  /** A thread that has a document gets others only up to this length together, in UTF-16 units. */
  mostGiven: number;
}

interface Waiting extends AnnotationRequest {
  /** In UTF-16 units. */
  length: number;
  deaths: number;
  resolve(annotation: Annotation): void;
  reject(error: Error): void;
}

/** A document that ended this many threads is not tried again. */
const deathLimit = 2;

export class ThreadQueue {
  readonly #newThread: () => Worker;
  readonly #limits: ThreadLimits;
  #thread: Worker | undefined;
  #ending: NodeJS.Timeout | undefined;
  /** What the thread has, in the order in which it answers. */
  #given: Waiting[] = [];
  #waiting: Waiting[] = [];
  #closed = false;

  /** @param newThread makes a thread that answers each AnnotationRequest with an AnnotationResponse */
  constructor(newThread: () => Worker, limits: ThreadLimits) {
    this.#newThread = newThread;
    this.#limits = limits;
  }

  /** @throws AnnotationFailure, or TransientFault once it is closed */
  annotate({ content, payload }: AnnotationRequest): Promise<Annotation> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ content, payload, length: textLength(content), deaths: 0, resolve, reject });
      if (this.#closed) this.#rejectWaiting();
      else this.#giveNext();
    });
  }

  /** Ends the thread, and rejects what waits. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#ending);
    if (this.#thread === undefined) this.#rejectWaiting();
    else this.#thread.terminate();
  }

  #giveNext(): void {
    if (this.#closed) return;
    clearTimeout(this.#ending);
    for (let request = this.#takeNext(); request !== undefined; request = this.#takeNext()) {
      this.#given.push(request);
      this.#thread ??= this.#startThread();
      this.#thread.ref();
      const { content, payload } = request;
      this.#thread.postMessage({ content, payload } satisfies AnnotationRequest);
    }
    if (this.#given.length > 0) return;
    this.#thread?.unref();
    const { idle } = this.#limits;
    if (idle < Number.POSITIVE_INFINITY)
      this.#ending = setTimeout(() => this.#thread?.terminate(), idle).unref();
  }

  /** The shortest document that waits, if the thread may have it yet. */
  #takeNext(): Waiting | undefined {
    const shortest = this.#waiting.reduce<Waiting | undefined>(
      (least, each) => (least === undefined || each.length < least.length ? each : least),
      undefined,
    );
    const length = this.#given.reduce((sum, each) => sum + each.length, shortest?.length ?? 0);
    if (shortest === undefined || (this.#given.length > 0 && length > this.#limits.mostGiven))
      return undefined;
    this.#waiting = this.#waiting.filter((each) => each !== shortest);
    return shortest;
  }

  #startThread(): Worker {
    const thread = this.#newThread();
    let cause = '';
    thread.on('message', (response: AnnotationResponse) => this.#onAnswer(response));
    thread.on('error', (error) => {
      cause = error.message;
    });
    // Node always reports the exit, after the error if there was one.
    thread.on('exit', (code) => this.#onDeath(cause || `exit code ${code}`));
    return thread;
  }

  #onAnswer(response: AnnotationResponse): void {
    const request = this.#given.shift();
    if ('annotation' in response) request?.resolve(response.annotation);
    else if ('error' in response) request?.reject(new Error(response.error));
    else request?.reject(new AnnotationFailure(response.failure.code, response.failure.evidence));
    this.#giveNext();
  }

  #onDeath(cause: string): void {
    this.#thread = undefined;
    const [first, ...others] = this.#given;
    this.#given = [];
    this.#waiting = [...others, ...this.#waiting];
    if (first !== undefined && !this.#closed && ++first.deaths >= deathLimit)
      first.reject(new AnnotationFailure('input.crashed', `annotation: ${cause}`));
    else if (first !== undefined) this.#waiting.unshift(first);
    if (this.#closed) this.#rejectWaiting();
    else this.#giveNext();
  }

  #rejectWaiting(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { reject } of waiting) reject(new TransientFault('Dateline is stopping.'));
  }
}
