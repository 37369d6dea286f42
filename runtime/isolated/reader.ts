/**
 * Reads objects safely: in processes of their own (`parser.ts`), whatever their format. A process that
 * exceeds a limit is killed, and only the document that it was parsing is refused.
 */
import { availableParallelism } from 'node:os';
import { type Refusal, refuse, TransientFault } from '../../core/errors.ts';
import { readAll } from '../../core/formats/bytes.ts';
import type {
  ObjectReader,
  ObjectReading,
  ReadableObject,
  ReadingPlace,
  ReadMember,
  RefusedMember,
} from '../../core/formats/format.ts';
import { headBytes, openObject } from '../../core/formats/openObject.ts';
import { SetAside } from '../../core/protocol/stage.ts';
import type { MemberBatch } from './messages.ts';
import { childProgram, Parser, type ParserAnswer } from './parser.ts';
import { ParserPool } from './parserPool.ts';

/**
 * Objects of up to this many bytes are fetched before a parser is taken, so that no parser waits for the
 * network.
 */
const fetchedFirst = 1024 * 1024;

/** A document that made this many parsers crash is refused; one that took too long is refused at once. */
const crashLimit = 2;

/** After this many parsers that somebody else killed, the object is read another time. */
const killedLimit = 3;

/** An object that kills this many parsers is refused as a whole. */
const deathLimit = 6;

export interface IsolatedReader {
  read: ObjectReader;
  /** Ends the processes. They do not keep the parent process alive, so calling it is optional. */
  close(): void;
}

export interface IsolatedReaderOptions {
  /** Most processes at once, besides those for quick work. */
  most?: number;
  /** The program that they run, or what makes it before the first of them starts. */
  program?: string | (() => Promise<string>);
  /**
   * Whether what is read now is work that others must not wait for. It has processes of its own, and its
   * reading throws SetAside once it is slow while others wait for them. By default, small objects have a
   * process of their own, and nothing is set aside.
   */
  isQuickWork?: () => boolean;
}

/** A reader that parses in processes of their own, so that a file kills none but its parser. */
export function isolatedReader({
  most = Math.max(1, Math.min(4, availableParallelism() - 1)),
  program = childProgram,
  isQuickWork,
}: IsolatedReaderOptions = {}): IsolatedReader {
  let made = '';
  const newParser = () => new Parser(made);
  const pool = new ParserPool(most, newParser);
  // A short text does not wait behind a container that takes a minute.
  const quickPool = new ParserPool(1, newParser);
  return {
    async read(object, from) {
      const quick = isQuickWork?.();
      made = typeof program === 'string' ? program : await program();
      const opened = await openObject(object);
      if (!('head' in opened)) return opened;
      const usedPool = (quick ?? opened.size <= headBytes) ? quickPool : pool;
      return new IsolatedReading(usedPool, opened, from, quick === true).read();
    },
    close: () => {
      pool.close();
      quickPool.close();
    },
  };
}

/** Starts a process before the first of them arrives. */
export async function startParser(read: ObjectReader): Promise<void> {
  const bytes = new TextEncoder().encode('A text that starts the process.');
  const info = { key: 'start.txt', version: '', size: bytes.length, modified: 0, etag: '', metadata: {} };
  const stream = async function* () {
    yield bytes;
  };
  const reading = await read({ ...info, stream, range: async (start, end) => bytes.subarray(start, end) });
  if ('members' in reading) await Array.fromAsync(reading.members);
}

/**
 * One object being read. If a parser dies, another reads the object from the start, with the verdicts so far.
 */
class IsolatedReading {
  readonly #pool: ParserPool<Parser>;
  readonly #object: ReadableObject & { close(): Promise<void> };
  readonly #from: ReadingPlace | undefined;
  #bytes: Uint8Array | undefined;
  #parser: Parser | undefined;
  readonly #verdicts = new Map<number, Refusal>();
  /** By the number of the document. */
  readonly #crashes = new Map<number, number>();
  #deaths = 0;
  #killed = 0;
  readonly #maySetAside: boolean;
  #isSetAside = false;

  constructor(
    pool: ParserPool<Parser>,
    object: ReadableObject & { close(): Promise<void> },
    from: ReadingPlace | undefined,
    maySetAside: boolean,
  ) {
    this.#pool = pool;
    this.#object = object;
    this.#from = from;
    this.#maySetAside = maySetAside;
  }

  async read(): Promise<Refusal | ObjectReading> {
    if (this.#object.size <= fetchedFirst) this.#bytes = await readAll(this.#object.stream());
    const first = await this.#start();
    if ('code' in first) return first;
    return { format: '', feed: false, ...first.reading, members: this.#members(first) };
  }

  /** The first batch, or the refusal of the whole object. */
  async #start(): Promise<Refusal | MemberBatch> {
    for (;;) {
      const setAside = () => {
        this.#isSetAside = true;
      };
      this.#parser = await this.#pool.take(this.#maySetAside ? setAside : undefined);
      const request = {
        read: infoOf(this.#object),
        bytes: this.#bytes,
        from: this.#from,
        verdicts: [...this.#verdicts],
      };
      const answer = await this.#parser.read(this.#object, request);
      if ('batch' in answer && !answer.batch.last) return answer.batch;
      await this.#release();
      if ('batch' in answer) return answer.batch;
      if ('refusal' in answer) return answer.refusal;
      const refusal = this.#recordDeath(answer);
      if (refusal !== undefined) return refusal;
    }
  }

  async *#members(first: MemberBatch): AsyncGenerator<ReadMember | RefusedMember> {
    let batch = first;
    let yielded = 0;
    let read = 0;
    try {
      for (;;) {
        // The parser reads the next batch while the caller stores this one.
        const next = batch.last ? undefined : this.#parser?.next();
        for (const member of batch.members) {
          if (read++ < yielded) continue;
          yielded++;
          yield member;
        }
        if (next === undefined) return;
        const answer = await next;
        if ('batch' in answer) batch = answer.batch;
        else {
          await this.#release();
          const restarted = this.#recordDeath(answer) ?? (await this.#start());
          if ('code' in restarted) {
            yield { part: '', refusal: restarted };
            return;
          }
          batch = restarted;
          read = 0;
        }
        if (batch.last) await this.#release();
      }
    } finally {
      if (this.#parser !== undefined) {
        this.#parser.kill();
        await this.#release();
      }
    }
  }

  async #release(): Promise<void> {
    if (this.#parser === undefined) return;
    this.#pool.giveBack(this.#parser);
    this.#parser = undefined;
    await this.#object.close();
  }

  /**
   * Records which document killed the parser.
   *
   * @returns the refusal of the whole object, if it should not be read again
   * @throws SetAside if the parser was taken away; the fault of reading the object's bytes, if the answer has
   *   one; TransientFault if parsers are killed by somebody else
   */
  #recordDeath(answer: ParserAnswer): Refusal | undefined {
    if (this.#isSetAside) throw new SetAside('the file takes long to read, and others wait');
    if ('fault' in answer) throw answer.fault;
    if (!('death' in answer)) throw new Error('a parser answered without a request');
    const { begun, refusal, repeatable, fromOutside } = answer.death;
    if (fromOutside) {
      if (++this.#killed < killedLimit) return undefined;
      throw new TransientFault(`something else killed ${killedLimit} parsers of a file, perhaps for memory`);
    }
    const crashes = (this.#crashes.get(begun) ?? 0) + 1;
    this.#crashes.set(begun, crashes);
    const verdict = repeatable || crashes >= crashLimit ? refusal : undefined;
    // Before the first document began there is none to skip.
    if (verdict !== undefined && begun === 0) return verdict;
    if (verdict !== undefined) this.#verdicts.set(begun, verdict);
    return ++this.#deaths < deathLimit
      ? undefined
      : refuse(refusal.code, `${refusal.evidence}; it was the ${deathLimit}th time in one file`);
  }
}

/** Without the methods, which structured clone cannot send. */
function infoOf({ key, version, size, modified, etag, contentType, metadata }: ReadableObject) {
  const info = { key, version, size, modified, etag };
  return contentType === undefined ? { ...info, metadata } : { ...info, contentType, metadata };
}
