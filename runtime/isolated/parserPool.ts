/** A bounded pool of parsing processes, started on demand and kept for the next object. */
import { Parser } from './parser.ts';

export class ParserPool {
  readonly #idle: Parser[] = [];
  readonly #waiting: ((parser: Parser) => void)[] = [];
  readonly #all = new Set<Parser>();
  readonly #size: number;
  readonly #program: string;

  /** @param size most processes at once */
  constructor(size: number, program: string) {
    this.#size = size;
    this.#program = program;
  }

  async take(): Promise<Parser> {
    for (;;) {
      const parser = this.#idle.pop();
      if (parser === undefined) break;
      if (parser.reusable) return parser;
      this.#remove(parser);
    }
    return this.#all.size < this.#size
      ? this.#start()
      : new Promise((resolve) => this.#waiting.push(resolve));
  }

  giveBack(parser: Parser): void {
    if (!parser.reusable) this.#remove(parser);
    const next = this.#waiting.shift();
    if (next !== undefined) next(parser.reusable ? parser : this.#start());
    else if (parser.reusable) this.#idle.push(parser);
  }

  close(): void {
    for (const parser of this.#all) parser.kill();
  }

  #start(): Parser {
    const parser = new Parser(this.#program);
    this.#all.add(parser);
    return parser;
  }

  #remove(parser: Parser): void {
    this.#all.delete(parser);
    parser.kill();
  }
}
