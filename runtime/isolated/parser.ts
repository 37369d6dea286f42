/**
 * One process that parses (`child.ts`), as its parent controls it: answers its requests for bytes, watches
 * its time and memory, and kills it when it exceeds a limit. A process rather than a thread, because a thread
 * that runs out of memory usually takes the whole process with it (docs/adr/0009-isolated-parsing.md).
 */
import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import type { Paragraph } from '../../core/document/record.ts';
import { type Refusal, refuse } from '../../core/errors.ts';
import type { ReadableObject } from '../../core/formats/format.ts';
import { codeOf } from './codeOf.ts';
import { killWithParent } from './killWithParent.ts';
import { joinLastMember } from './longMember.ts';
import type { BytesRequest, MemberBatch, ParserMessage, ParserRequest, ReadRequest } from './messages.ts';
import type { PooledParser } from './parserPool.ts';
import { processUsage } from './processUsage.ts';
import { SpentTime } from './spentTime.ts';

const MB = 1024 * 1024;

export const parserLimits = {
  /** V8 itself ends the process when its heap exceeds this. */
  heapMB: 256,
  /** Half of V8's young generation. By default V8 takes four times as much without being faster. */
  youngMB: 8,
  /** Resident memory in bytes. A parser that has read nothing yet uses some 70 MB. */
  memory: 360 * MB,
  /** A parser that still uses this much after an object is not reused. */
  memoryAtRest: 220 * MB,
};

const watchMilliseconds = 25;

/** Seconds of processor time until the parser begins a document, for unpacking and detecting its format. */
const secondsBeforeParsing = 5;

/** The same until a process has loaded its program. No file is to blame for that, and sources take long. */
const secondsToLoad = 60;

/** Wall time may reach this multiple of the limit: other processes slow it down, but not processor time. */
const wallTimeFactor = 10;
/** The same if the system does not report the processor time of other processes. */
const wallTimeFactorAlone = 2;

/** The parser ended, or was killed, while it parsed a document. */
export interface ParserDeath {
  /** The document's number in the order in which the object's parsing begins; 0 before the first. */
  begun: number;
  /** The refusal of that document if no retry follows. */
  refusal: Refusal;
  /** A retry would end in the same way. */
  repeatable: boolean;
  /** Somebody else killed it: the system for want of memory, which others may use, or a person. */
  fromOutside: boolean;
}

export type ParserAnswer =
  | { batch: MemberBatch }
  | { refusal: Refusal }
  | { death: ParserDeath }
  | { fault: unknown };

/** The program is beside this file, and also beside the bundle that contains this file. */
export const childProgram = path.join(import.meta.dirname, `child${path.extname(import.meta.filename)}`);

export class Parser implements PooledParser {
  readonly #process: ChildProcess;
  #object: ReadableObject | undefined;
  #resolve: ((answer: ParserAnswer) => void) | undefined;
  #watchTimer: NodeJS.Timeout | undefined;
  readonly #streams = new Map<number, AsyncIterator<Uint8Array>>();
  /**
   * The document being parsed, its time limit, and the parser's processor time and wall time at its last
   * message.
   */
  #current = { format: '', seconds: secondsToLoad, begun: 0, cpu: 0, since: 0 };
  #isLoaded = false;
  readonly #spentTime = new SpentTime();
  #pendingRequests = 0;
  /** The paragraphs of the last member of the batch that comes next. */
  #paragraphs: Paragraph[][] = [];
  #memory = 0;

  /**
   * @param program `child.ts`, or a program that behaves like it. It can read its own code and nothing else.
   */
  constructor(program: string) {
    // On Lambda the dynamic loader finds some of Node's own libraries only through this variable.
    const { LD_LIBRARY_PATH } = process.env;
    this.#process = fork(program, {
      env: LD_LIBRARY_PATH === undefined ? {} : { LD_LIBRARY_PATH },
      execArgv: [
        `--max-old-space-size=${parserLimits.heapMB}`,
        `--max-semi-space-size=${parserLimits.youngMB}`,
        '--permission',
        ...codeOf(program).map((file) => `--allow-fs-read=${file}`),
      ],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.#process.on('message', (message: ParserMessage) => this.#receive(message));
    this.#process.on('error', (error) => this.#die('input.crashed', `the parser failed (${error.message})`));
    const guard = killWithParent(this.#process);
    this.#process.on('exit', (code, signal) => {
      guard.release();
      const evidence = `the parser ended with ${signal ?? `exit code ${code}`}`;
      this.#die('input.crashed', evidence, signal === 'SIGKILL');
    });
    this.#rest();
  }

  /** Whether the parser can read another object. */
  get reusable(): boolean {
    return this.#process.connected && !this.#process.killed && this.#memory < parserLimits.memoryAtRest;
  }

  /** What it takes to load the program does not count. */
  get spent(): number {
    return this.#isLoaded ? this.#spentTime.of(this.#process.pid) : 0;
  }

  read(object: ReadableObject, request: ReadRequest): Promise<ParserAnswer> {
    this.#object = object;
    this.#spentTime.begin(this.#current.cpu);
    this.#streams.clear();
    const seconds = this.#isLoaded ? secondsBeforeParsing : secondsToLoad;
    this.#current = { ...this.#current, format: 'a file', seconds, begun: 0 };
    return this.#request(request);
  }

  /** Requests the next batch, after one that was not the last. */
  next(): Promise<ParserAnswer> {
    return this.#request({ next: true });
  }

  kill(): void {
    this.#rest();
    this.#process.kill('SIGKILL');
    for (const stream of this.#streams.values()) stream.return?.().catch(() => {});
    this.#streams.clear();
  }

  #request(message: ParserRequest): Promise<ParserAnswer> {
    const answer = new Promise<ParserAnswer>((resolve) => {
      this.#resolve = resolve;
    });
    this.#current.since = performance.now();
    this.#pendingRequests = 0;
    this.#paragraphs = [];
    this.#process.ref();
    this.#process.channel?.ref();
    this.#watchTimer = setInterval(() => this.#watch(), watchMilliseconds);
    this.#send(message);
    return answer;
  }

  /** An idle parser must not keep the parent process alive. */
  #rest(): void {
    clearInterval(this.#watchTimer);
    this.#process.unref();
    this.#process.channel?.unref();
  }

  #answer(answer: ParserAnswer): void {
    this.#rest();
    const resolve = this.#resolve;
    this.#resolve = undefined;
    resolve?.(answer);
  }

  #send(message: ParserRequest): void {
    if (this.#process.connected) this.#process.send(message, () => {});
    else this.#die('input.crashed', 'the parser was gone');
  }

  #receive(message: ParserMessage): void {
    this.#memory = message.memory;
    this.#current.cpu = message.cpu;
    this.#current.since = performance.now();
    if ('loaded' in message) {
      this.#isLoaded = true;
      this.#spentTime.begin(message.cpu);
      this.#current.seconds = secondsBeforeParsing;
    } else if ('begins' in message) {
      const { begins: format, seconds } = message;
      this.#current = { ...this.#current, format, seconds, begun: this.#current.begun + 1 };
    } else if ('skips' in message) return;
    else if ('asks' in message) this.#fetch(message.asks, message.request);
    else if ('closes' in message) this.#close(message.closes);
    else if ('paragraphs' in message) this.#paragraphs.push(message.paragraphs);
    else if ('threw' in message) this.#die('input.crashed', message.threw);
    else if ('batch' in message) this.#answer({ batch: joinLastMember(message.batch, this.#paragraphs) });
    else this.#answer(message);
  }

  #fetch(id: number, request: BytesRequest): void {
    this.#pendingRequests++;
    this.#bytesFor(request).then(
      (bytes) => {
        this.#pendingRequests--;
        this.#current.since = performance.now();
        this.#send({ answers: id, bytes });
      },
      (fault) => {
        this.kill();
        this.#answer({ fault });
      },
    );
  }

  async #bytesFor(request: BytesRequest): Promise<Uint8Array | undefined> {
    if (this.#object === undefined) throw new Error('no object is being read');
    if ('start' in request) return this.#object.range(request.start, request.end);
    const stream = this.#streams.get(request.chunkOf) ?? this.#object.stream()[Symbol.asyncIterator]();
    this.#streams.set(request.chunkOf, stream);
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
    const usage = this.#process.pid === undefined ? undefined : processUsage(this.#process.pid);
    if ((usage?.memory ?? 0) > parserLimits.memory)
      this.#die('input.crashed', `it took more than ${parserLimits.memory / MB} MB of memory`);
    const { seconds, cpu, since } = this.#current;
    const limit = 1000 * seconds;
    // The parser is not to blame for the time it waits for bytes.
    const elapsed = this.#pendingRequests > 0 ? 0 : performance.now() - since;
    const exceeded =
      usage === undefined
        ? elapsed > limit * wallTimeFactorAlone
        : usage.cpu - cpu > limit || elapsed > limit * wallTimeFactor;
    if (exceeded) this.#die('extract.timeout', `more than ${seconds} seconds`);
  }

  #die(code: 'input.crashed' | 'extract.timeout', evidence: string, fromOutside = false): void {
    if (this.#resolve === undefined) return;
    this.kill();
    const { format, begun } = this.#current;
    const refusal = refuse(code, `${format}: ${evidence}`);
    this.#answer({ death: { begun, refusal, repeatable: code === 'extract.timeout', fromOutside } });
  }
}
