/**
 * One process that parses (`child.ts`), seen from the process that it works for: what it asks is answered, how long it takes and how much
 * memory it holds is watched, and where that is too much it is killed. A process rather than a thread, because a thread that runs out of
 * memory takes the whole process with it in most ways that it can (docs/adr/0009-isolated-parsing.md).
 */
import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import { type Refusal, refuse } from '../../core/errors.ts';
import type { ReadableObject } from '../../core/formats/format.ts';
import type { Batch, FromParser, Order, Question, ToParser } from './messages.ts';
import { processUsage } from './processUsage.ts';

const MB = 1024 * 1024;

export const parserLimits = {
  /** Of V8's heap, beyond which V8 itself ends the process. */
  heapMB: 256,
  /** Half of V8's young generation. Left to itself it takes four times as much, and is no faster for it. */
  youngMB: 8,
  /** Resident, all in all; as long as nothing was read, it is some 70 MB. */
  memory: 360 * MB,
  /** A process that still holds this much when it is done is not used again. */
  memoryAtRest: 220 * MB,
};

/** Seconds of processor time until the parser begins a document, for unpacking and detecting its format. */
const secondsBeforeParsing = 5;

const watchMilliseconds = 25;

/** In wall time everything may take this many times as long as in processor time, which others on the machine do not slow down. */
const patience = 10;
/** Where the system does not tell processor time, wall time stands in for it. */
const patienceWithoutVitals = 2;

/** It ended, or was killed, while it parsed the document that was begun as the nth in the object. */
export interface Death {
  begun: number;
  /** What is said of that document if it comes to this. */
  refusal: Refusal;
  /** Whoever reads it again will come to the same. */
  certain: boolean;
}

export type Answer = { batch: Batch } | { refusal: Refusal } | { death: Death } | { fault: unknown };

/** Beside this file, and beside the bundle that this file is part of. */
export const child = path.join(import.meta.dirname, `child${path.extname(import.meta.filename)}`);

export class Parser {
  readonly #process: ChildProcess;
  #object: ReadableObject | undefined;
  #settle: ((answer: Answer) => void) | undefined;
  #watching: NodeJS.Timeout | undefined;
  readonly #streams = new Map<number, AsyncIterator<Uint8Array>>();
  /** What it is at, how long that may take, and its processor time and the hour when it came to it. */
  #at = { format: '', seconds: secondsBeforeParsing, begun: 0, cpu: 0, since: 0 };
  #unanswered = 0;
  #memory = 0;

  /** @param program what `child.ts` is, or behaves as if it were */
  constructor(program: string) {
    // On Lambda the loader finds some of Node's own libraries by this variable alone.
    const { LD_LIBRARY_PATH } = process.env;
    this.#process = fork(program, {
      env: LD_LIBRARY_PATH === undefined ? {} : { LD_LIBRARY_PATH },
      execArgv: [
        `--max-old-space-size=${parserLimits.heapMB}`,
        `--max-semi-space-size=${parserLimits.youngMB}`,
        '--permission',
        '--allow-fs-read=*',
      ],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.#process.on('message', (message: FromParser) => this.#hear(message));
    this.#process.on('error', (error) => this.#die('input.crashed', `the parser failed (${error.message})`));
    this.#process.on('exit', (code, signal) =>
      this.#die('input.crashed', `the parser ended with ${signal ?? `exit code ${code}`}`),
    );
    this.#rest();
  }

  /** Fit to read another object. */
  get fit(): boolean {
    return this.#process.connected && !this.#process.killed && this.#memory < parserLimits.memoryAtRest;
  }

  read(object: ReadableObject, order: Order): Promise<Answer> {
    this.#object = object;
    this.#streams.clear();
    this.#at = { ...this.#at, format: 'a file', seconds: secondsBeforeParsing, begun: 0 };
    return this.#work(order);
  }

  /** The next batch, after one that was not the last. */
  next(): Promise<Answer> {
    return this.#work({ next: true });
  }

  kill(): void {
    this.#rest();
    this.#process.kill('SIGKILL');
    for (const stream of this.#streams.values()) stream.return?.().catch(() => {});
    this.#streams.clear();
  }

  #work(message: ToParser): Promise<Answer> {
    const answer = new Promise<Answer>((resolve) => {
      this.#settle = resolve;
    });
    this.#at.since = performance.now();
    this.#unanswered = 0;
    this.#process.ref();
    this.#process.channel?.ref();
    this.#watching = setInterval(() => this.#watch(), watchMilliseconds);
    this.#tell(message);
    return answer;
  }

  /** While it does nothing it keeps nobody's process running. */
  #rest(): void {
    clearInterval(this.#watching);
    this.#process.unref();
    this.#process.channel?.unref();
  }

  #answer(answer: Answer): void {
    this.#rest();
    const settle = this.#settle;
    this.#settle = undefined;
    settle?.(answer);
  }

  #tell(message: ToParser): void {
    if (this.#process.connected) this.#process.send(message, () => {});
    else this.#die('input.crashed', 'the parser was gone');
  }

  #hear(message: FromParser): void {
    this.#memory = message.memory;
    this.#at.cpu = message.cpu;
    this.#at.since = performance.now();
    if ('begins' in message) {
      const { begins: format, seconds } = message;
      this.#at = { ...this.#at, format, seconds, begun: this.#at.begun + 1 };
    } else if ('asks' in message) this.#fetch(message.asks, message.question);
    else if ('closes' in message) this.#close(message.closes);
    else if ('threw' in message) this.#die('input.crashed', message.threw);
    else this.#answer(message);
  }

  #fetch(id: number, question: Question): void {
    this.#unanswered++;
    this.#bytesFor(question).then(
      (bytes) => {
        this.#unanswered--;
        this.#at.since = performance.now();
        this.#tell({ answers: id, bytes });
      },
      (fault) => {
        this.kill();
        this.#answer({ fault });
      },
    );
  }

  async #bytesFor(question: Question): Promise<Uint8Array | undefined> {
    if (this.#object === undefined) throw new Error('no object is being read');
    if ('start' in question) return this.#object.range(question.start, question.end);
    const stream = this.#streams.get(question.chunkOf) ?? this.#object.stream()[Symbol.asyncIterator]();
    this.#streams.set(question.chunkOf, stream);
    const next = await stream.next();
    return next.done ? undefined : next.value;
  }

  #close(id: number): void {
    this.#streams
      .get(id)
      ?.return?.()
      .catch(() => {});
    this.#streams.delete(id);
  }

  #watch(): void {
    const vitals = this.#process.pid === undefined ? undefined : processUsage(this.#process.pid);
    const memory = vitals?.memory ?? 0;
    if (memory > parserLimits.memory)
      this.#die('input.crashed', `it took more than ${parserLimits.memory / MB} MB of memory`);
    const { seconds: limit, cpu, since } = this.#at;
    const elapsed = this.#unanswered > 0 ? 0 : performance.now() - since;
    const over =
      vitals === undefined
        ? elapsed > 1000 * limit * patienceWithoutVitals
        : vitals.cpu - cpu > 1000 * limit || elapsed > 1000 * limit * patience;
    if (over) this.#die('extract.timeout', `more than ${limit} seconds`);
  }

  #die(code: 'input.crashed' | 'extract.timeout', evidence: string): void {
    if (this.#settle === undefined) return;
    this.kill();
    const { format, begun } = this.#at;
    this.#answer({
      death: { begun, refusal: refuse(code, `${format}: ${evidence}`), certain: code === 'extract.timeout' },
    });
  }
}
