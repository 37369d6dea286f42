/**
 * A bounded pool of parsing processes, started on demand and kept for the next object. An object that waits
 * while others take long gets a process beyond the pool's size, up to a second bound, so that a good file
 * does not wait for slow ones.
 */
import { Parser } from './parser.ts';

/** An object that has waited this long gets a process beyond the pool's size. */
const patienceMilliseconds = 500;

/** Most processes beyond the pool's size. */
const mostExtra = 2;

/** They end once they have rested this long: starting one costs more than dozens of small files. */
export const extraRestMilliseconds = 10_000;

interface Waiting {
  resolve(parser: Parser): void;
  timer: NodeJS.Timeout;
}

export class ParserPool {
  readonly #idle: Parser[] = [];
  readonly #waiting: Waiting[] = [];
  readonly #all = new Set<Parser>();
  readonly #size: number;
  readonly #program: string;
  #closed = false;

  /** @param size most processes at once, while none takes long */
  constructor(size: number, program: string) {
    this.#size = size;
    this.#program = program;
  }

  /** @throws Error after `close` */
  async take(): Promise<Parser> {
    for (;;) {
      const parser = this.#idle.pop();
      if (parser === undefined) break;
      if (parser.reusable) return parser;
      this.#remove(parser);
    }
    return this.#closed || this.#all.size < this.#size ? this.#start() : this.#wait();
  }

  giveBack(parser: Parser): void {
    if (!parser.reusable) this.#remove(parser);
    const next = this.#waiting.shift();
    if (next !== undefined) {
      clearTimeout(next.timer);
      if (parser.reusable) next.resolve(parser);
      else if (!this.#closed) next.resolve(this.#start());
    } else if (parser.reusable) {
      this.#idle.push(parser);
      if (this.#all.size > this.#size)
        setTimeout(() => this.#endIfIdle(parser), extraRestMilliseconds).unref();
    }
  }

  /** Ends a process that is not needed, unless the pool has no more than its size by now. */
  #endIfIdle(parser: Parser): void {
    const at = this.#idle.indexOf(parser);
    if (at < 0 || this.#all.size <= this.#size) return;
    this.#idle.splice(at, 1);
    this.#remove(parser);
  }

  #wait(): Promise<Parser> {
    return new Promise((resolve) => {
      const startExtra = () => {
        if (this.#closed || this.#all.size >= this.#size + mostExtra) return;
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
        resolve(this.#start());
      };
      const waiting: Waiting = { resolve, timer: setTimeout(startExtra, patienceMilliseconds) };
      this.#waiting.push(waiting);
    });
  }

  close(): void {
    this.#closed = true;
    for (const parser of this.#all) parser.kill();
  }

  /** @throws Error after `close` */
  #start(): Parser {
    if (this.#closed) throw new Error('the parsing processes have been ended');
    const parser = new Parser(this.#program);
    this.#all.add(parser);
    return parser;
  }

  #remove(parser: Parser): void {
    this.#all.delete(parser);
    parser.kill();
  }
}
