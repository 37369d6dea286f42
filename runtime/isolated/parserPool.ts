/**
 * A bounded pool of parsing processes, started on demand and kept for the next object. An object that waits
 * while others take long gets a process beyond the pool's size, up to a second bound. Beyond that, it gets
 * the place of the object that has taken longest, if that may be set aside. Of those that wait, the newest is
 * served first. So a good file does not wait for slow ones, however many there are.
 */

/**
 * An object that has waited this long gets a process beyond the pool's size, or the place of a slow one; at
 * once if all processes have slow ones.
 */
const patienceMilliseconds = 500;

/** An object is slow, and may lose its place, once it has taken this much processor time. */
export const slowMilliseconds = 300;

/** Most processes beyond the pool's size. */
export const mostExtra = 2;

/** They end once they have rested this long: starting one costs more than dozens of small files. */
export const extraRestMilliseconds = 10_000;

/** A parsing process, as far as the pool is concerned. */
export interface PooledParser {
  /** Whether it can read another object. */
  readonly reusable: boolean;
  /** Milliseconds of processor time that its object has taken so far. */
  readonly spent: number;
  kill(): void;
}

interface Waiting<P> {
  resolve(use: P): void;
  timer?: NodeJS.Timeout;
  setAside: (() => void) | undefined;
}

const isSlow = ({ spent }: PooledParser) => spent >= slowMilliseconds;

/** Lends parsers to objects, one to each. */
export class ParserPool<P extends PooledParser> {
  readonly #idle: P[] = [];
  readonly #waiting: Waiting<P>[] = [];
  readonly #all = new Set<P>();
  /** What tells the owners of parsers that they lose them. */
  readonly #setAside = new Map<P, () => void>();
  readonly #size: number;
  readonly #newParser: () => P;
  #closed = false;

  /** @param size most processes at once, while none takes long */
  constructor(size: number, newParser: () => P) {
    this.#size = size;
    this.#newParser = newParser;
  }

  /**
   * @param setAside called when the parser is taken away and killed, for an object that waits; without it,
   *   the parser stays with its object
   * @throws Error after `close`
   */
  async take(setAside?: () => void): Promise<P> {
    for (;;) {
      const parser = this.#idle.pop();
      if (parser === undefined) break;
      if (parser.reusable) return this.#lend(parser, setAside);
      this.#remove(parser);
    }
    if (this.#closed || this.#all.size < this.#size) return this.#lend(this.#start(), setAside);
    return new Promise((resolve) => {
      const waiting: Waiting<P> = { resolve, setAside };
      this.#waiting.push(waiting);
      this.#hurry(waiting, [...this.#all].every(isSlow) ? 0 : patienceMilliseconds);
    });
  }

  /** Takes a parser back; does nothing if it was taken away. */
  giveBack(parser: P): void {
    if (!this.#all.has(parser)) return;
    this.#setAside.delete(parser);
    if (!parser.reusable) this.#remove(parser);
    const next = this.#newest();
    if (next !== undefined) {
      if (parser.reusable) this.#serve(next, parser);
      else if (!this.#closed) this.#serve(next, this.#start());
    } else if (parser.reusable) {
      this.#idle.push(parser);
      if (this.#all.size > this.#size)
        setTimeout(() => this.#endIfIdle(parser), extraRestMilliseconds).unref();
    }
  }

  /** Ends a process that is not needed, unless the pool has no more than its size by now. */
  #endIfIdle(parser: P): void {
    const at = this.#idle.indexOf(parser);
    if (at < 0 || this.#all.size <= this.#size) return;
    this.#idle.splice(at, 1);
    this.#remove(parser);
  }

  /** The first to be served: what arrived before may all be slow. */
  #newest(): Waiting<P> | undefined {
    return this.#waiting.at(-1);
  }

  /** Finds a place, now that an object has waited for long. */
  #hurry(waiting: Waiting<P>, milliseconds: number): void {
    waiting.timer = setTimeout(() => {
      if (this.#closed) return;
      if (this.#all.size >= this.#size + mostExtra && !this.#takeFromSlowest())
        this.#hurry(waiting, slowMilliseconds / 2);
      else {
        const newest = this.#newest() ?? waiting;
        this.#serve(newest, this.#start());
        if (newest !== waiting) this.#hurry(waiting, slowMilliseconds / 2);
      }
    }, milliseconds);
  }

  /** @returns whether there was a slow object to be set aside */
  #takeFromSlowest(): boolean {
    const slow = [...this.#setAside].filter(([parser]) => isSlow(parser));
    const [slowest] = slow.toSorted(([one], [other]) => other.spent - one.spent);
    if (slowest === undefined) return false;
    const [parser, setAside] = slowest;
    setAside();
    this.#remove(parser);
    return true;
  }

  #serve(waiting: Waiting<P>, parser: P): void {
    clearTimeout(waiting.timer);
    this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
    waiting.resolve(this.#lend(parser, waiting.setAside));
  }

  #lend(parser: P, setAside: (() => void) | undefined): P {
    if (setAside !== undefined) this.#setAside.set(parser, setAside);
    return parser;
  }

  close(): void {
    this.#closed = true;
    for (const parser of this.#all) parser.kill();
  }

  /** @throws Error after `close` */
  #start(): P {
    if (this.#closed) throw new Error('the parsing processes have been ended');
    const parser = this.#newParser();
    this.#all.add(parser);
    return parser;
  }

  #remove(parser: P): void {
    this.#all.delete(parser);
    this.#setAside.delete(parser);
    parser.kill();
  }
}
