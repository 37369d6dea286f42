/**
 * Reads objects where they can do no harm: what might take too long or too much memory is parsed in processes of its own (`parser.ts`),
 * kept for the next object, killed where a document passes its limits. That document is refused, what lies beside it is read.
 */
import { availableParallelism } from 'node:os';
import { type Refusal, refuse } from '../../core/errors.ts';
import { readAll } from '../../core/formats/bytes.ts';
import type {
  ObjectReader,
  ObjectReading,
  ReadableObject,
  ReadMember,
  RefusedMember,
} from '../../core/formats/format.ts';
import { openObject } from '../../core/formats/openObject.ts';
import { readOpenedObject } from '../../core/formats/read.ts';
import type { Batch } from './messages.ts';
import { type Answer, child, type Death, Parser } from './parser.ts';

/** Objects of up to this many bytes are fetched before a parser is taken, so that none waits for the network. */
const fetchedFirst = 1024 * 1024;

/** A document that made a parser crash is tried once more; one that took too long is not. */
const crashes = 2;

/** An object that kills this many parsers is refused as a whole, however many of its documents might be good. */
const deaths = 6;

export interface IsolatedReader {
  read: ObjectReader;
  /** Ends the processes. Whoever forgets it is not kept running by them. */
  close(): void;
}

export interface IsolatedReaderOptions {
  /** Processes at once; they are started when they are needed. */
  most?: number;
  /** What they run. */
  program?: string;
}

export function isolatedReader({
  most = Math.max(1, Math.min(4, availableParallelism() - 1)),
  program = child,
}: IsolatedReaderOptions = {}): IsolatedReader {
  const pool = new Pool(most, program);
  return {
    async read(object) {
      const opened = await openObject(object);
      if (!('head' in opened)) return opened;
      return opened.isolated ? new IsolatedReading(pool, opened).read() : readOpenedObject(opened);
    },
    close: () => pool.close(),
  };
}

class Pool {
  readonly #idle: Parser[] = [];
  readonly #waiting: ((parser: Parser) => void)[] = [];
  readonly #all = new Set<Parser>();
  readonly #most: number;
  readonly #program: string;

  constructor(most: number, program: string) {
    this.#most = most;
    this.#program = program;
  }

  async take(): Promise<Parser> {
    for (;;) {
      const parser = this.#idle.pop();
      if (parser === undefined) break;
      if (parser.fit) return parser;
      this.#drop(parser);
    }
    return this.#all.size < this.#most
      ? this.#start()
      : new Promise((resolve) => this.#waiting.push(resolve));
  }

  giveBack(parser: Parser): void {
    if (!parser.fit) this.#drop(parser);
    const next = this.#waiting.shift();
    if (next !== undefined) next(parser.fit ? parser : this.#start());
    else if (parser.fit) this.#idle.push(parser);
  }

  close(): void {
    for (const parser of this.#all) parser.kill();
  }

  #start(): Parser {
    const parser = new Parser(this.#program);
    this.#all.add(parser);
    return parser;
  }

  #drop(parser: Parser): void {
    this.#all.delete(parser);
    parser.kill();
  }
}

/** One object being read. Where a parser dies over it, another reads it from the start, told what not to parse again. */
class IsolatedReading {
  readonly #pool: Pool;
  readonly #object: ReadableObject & { close(): Promise<void> };
  #bytes: Uint8Array | undefined;
  #parser: Parser | undefined;
  readonly #verdicts = new Map<number, Refusal>();
  readonly #crashes = new Map<number, number>();
  #deaths = 0;

  constructor(pool: Pool, object: ReadableObject & { close(): Promise<void> }) {
    this.#pool = pool;
    this.#object = object;
  }

  async read(): Promise<Refusal | ObjectReading> {
    if (this.#object.size <= fetchedFirst) this.#bytes = await readAll(this.#object.stream());
    const first = await this.#start();
    if ('code' in first) return first;
    const { format = '', feed = false } = first.reading ?? {};
    return { format, feed, members: this.#members(first) };
  }

  /** The first batch, or what the object as a whole is refused with. */
  async #start(): Promise<Refusal | Batch> {
    for (;;) {
      this.#parser = await this.#pool.take();
      const order = { read: infoOf(this.#object), bytes: this.#bytes, verdicts: [...this.#verdicts] };
      const answer = await this.#parser.read(this.#object, order);
      if ('batch' in answer && !answer.batch.last) return answer.batch;
      await this.#done();
      if ('batch' in answer) return answer.batch;
      if ('refusal' in answer) return answer.refusal;
      const refused = this.#judged(answer);
      if (refused !== undefined) return refused;
    }
  }

  async *#members(first: Batch): AsyncGenerator<ReadMember | RefusedMember> {
    let batch = first;
    let given = 0;
    let read = 0;
    try {
      for (;;) {
        // The next batch is read while this one is stored.
        const next = batch.last ? undefined : this.#parser?.next();
        for (const member of batch.members) {
          if (read++ < given) continue;
          given++;
          yield member;
        }
        if (next === undefined) return;
        const answer = await next;
        if ('batch' in answer) batch = answer.batch;
        else {
          await this.#done();
          const again = this.#judged(answer) ?? (await this.#start());
          if ('code' in again) {
            yield { part: '', refusal: again };
            return;
          }
          batch = again;
          read = 0;
        }
        if (batch.last) await this.#done();
      }
    } finally {
      if (this.#parser !== undefined) {
        this.#parser.kill();
        await this.#done();
      }
    }
  }

  async #done(): Promise<void> {
    if (this.#parser === undefined) return;
    this.#pool.giveBack(this.#parser);
    this.#parser = undefined;
    await this.#object.close();
  }

  /** A fault of the object is thrown. Of a death is noted whose fault it was, and what the object is refused with if it is to go no further. */
  #judged(answer: Answer): Refusal | undefined {
    if ('fault' in answer) throw answer.fault;
    if (!('death' in answer)) throw new Error('a parser answered what it was not asked');
    const { begun, refusal, certain }: Death = answer.death;
    const times = (this.#crashes.get(begun) ?? 0) + 1;
    this.#crashes.set(begun, times);
    // Before anything was begun there is nothing that could be passed over.
    const verdict = certain || times >= crashes ? refusal : undefined;
    if (verdict !== undefined && begun > 0) this.#verdicts.set(begun, verdict);
    if (verdict !== undefined && begun === 0) return verdict;
    return ++this.#deaths < deaths
      ? undefined
      : refuse(refusal.code, `${refusal.evidence}; it was the ${deaths}th time in one file`);
  }
}

function infoOf({ key, version, size, modified, etag, contentType, metadata }: ReadableObject) {
  return {
    key,
    version,
    size,
    modified,
    etag,
    ...(contentType === undefined ? {} : { contentType }),
    metadata,
  };
}
