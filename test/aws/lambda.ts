/** A function as Lambda runs it: a process that has started its bundle, in a sandbox. */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { FunctionName } from '../../core/protocol/topology.ts';
import { functionRecord } from '../../functions/functions.ts';
import type { Invocation, Outcome } from './lambdaRuntime.ts';
import { hasOwnMemory, peakMegabytes, startFunction } from './sandbox.ts';

export class Lambda {
  readonly #name: FunctionName;
  readonly #process: ChildProcess;
  readonly #waiting = new Map<number, (outcome: Outcome) => void>();
  /** Once its bundle has started, or has failed to. */
  readonly started: Promise<Outcome>;
  #last = 0;

  /** @param variables the deployed environment; its access key identifies the function */
  constructor(name: FunctionName, variables: Record<string, string>) {
    this.#name = name;
    this.#process = startFunction(name, variables);
    this.started = new Promise((settle) => this.#waiting.set(0, settle));
    this.#process.on('message', (outcome: Outcome) => {
      this.#waiting.get(outcome.id)?.(outcome);
      this.#waiting.delete(outcome.id);
    });
    this.#process.on('exit', (code) => {
      for (const [id, settle] of this.#waiting) settle({ id, error: `${name} ended with ${code}` });
      this.#waiting.clear();
    });
  }

  /**
   * @throws Error with the message of the handler's error, or if the function has taken more memory than it
   *   has on Lambda, which would have ended it there
   */
  async invoke<T>(event: unknown): Promise<T> {
    const id = ++this.#last;
    const outcome = await new Promise<Outcome>((settle) => {
      this.#waiting.set(id, settle);
      if (!this.#process.connected) settle({ id, error: 'it is not running' });
      else this.#process.send({ id, event } satisfies Invocation);
    });
    if (outcome.error !== undefined) throw new Error(outcome.error);
    const { memoryMB } = functionRecord(this.#name);
    if (hasOwnMemory(this.#name) && this.peakMegabytes() > memoryMB)
      throw new Error(`${this.#name} took ${Math.round(this.peakMegabytes())} MB; it has ${memoryMB}`);
    return outcome.result as T;
  }

  /** The most memory that it has taken. */
  peakMegabytes(): number {
    return peakMegabytes(this.#process.pid ?? 0);
  }

  async close(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const ended = once(this.#process, 'exit');
    this.#process.kill();
    await ended;
  }
}
