/**
 * Executions of stages that advance one port call at a time, in an order that the scheduler chooses. The
 * calls of an execution that crashed never return, as if its machine were gone.
 */
import type { Random } from '../../core/random.ts';

/** What may happen at a call instead of its answer. */
export type Fault = 'crash' | 'crash after the effect' | 'throttle' | 'throttle after the effect';

/** How an execution ended. */
export type Outcome = 'done' | 'threw' | 'crashed';

export interface Call {
  execution: Execution;
  name: string;
  effect: () => Promise<unknown>;
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
}

export interface Execution {
  name: string;
  /** The virtual time at which the runtime would kill it. */
  deadline: number;
  ended: boolean;
  onEnd: (outcome: Outcome, value: unknown) => void;
  /** The scheduler makes no call of it before this virtual time. */
  parkedUntil: number;
}

class Throttled extends Error {
  override name = 'Throttled';
}

/** Waits until all executions wait at a port call: nothing else in a stage is asynchronous. */
const microtasksDone = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export class Executions {
  readonly #calls: Call[] = [];
  readonly running = new Set<Execution>();
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  /** Starts a stage. `wrap` makes a port whose calls wait for their turn. */
  async start(
    execution: Omit<Execution, 'ended' | 'parkedUntil'>,
    run: (wrap: <P extends object>(port: P, name: string) => P) => Promise<unknown>,
  ): Promise<void> {
    const started: Execution = { ...execution, ended: false, parkedUntil: 0 };
    this.running.add(started);
    const end = (outcome: 'done' | 'threw') => (value: unknown) => {
      if (!started.ended) this.#end(started, outcome, value);
    };
    run((port, name) => this.#wrap(port, name, started)).then(end('done'), end('threw'));
    await microtasksDone();
  }

  /** Calls that may be made now. */
  ready(now: number): Call[] {
    return this.#calls.filter((call) => call.execution.parkedUntil <= now);
  }

  get waiting(): boolean {
    return this.#calls.length > 0;
  }

  /** The virtual time at which the next parked execution may continue. */
  get nextWake(): number {
    return Math.min(...this.#calls.map((call) => call.execution.parkedUntil));
  }

  /** Makes one call, with or without a fault, and lets its execution continue to its next calls. */
  async step(call: Call, fault: Fault | undefined): Promise<void> {
    const at = this.#calls.indexOf(call);
    const last = this.#calls.pop();
    if (last !== undefined && last !== call) this.#calls[at] = last;
    if (fault === 'crash') return this.crash(call.execution);
    if (fault === 'throttle') call.reject(new Throttled(call.name));
    else {
      try {
        const value = await call.effect();
        if (fault === 'crash after the effect') return this.crash(call.execution);
        if (fault === 'throttle after the effect') call.reject(new Throttled(call.name));
        else call.resolve(value);
      } catch (error) {
        call.reject(error as Error);
      }
    }
    await microtasksDone();
  }

  crash(execution: Execution): void {
    this.#end(execution, 'crashed', undefined);
    for (let i = this.#calls.length - 1; i >= 0; i--)
      if (this.#calls[i]?.execution === execution) this.#calls.splice(i, 1);
  }

  pick(now: number): Call | undefined {
    const ready = this.ready(now);
    return ready.length === 0 ? undefined : ready[this.#random.below(ready.length)];
  }

  #end(execution: Execution, outcome: Outcome, value: unknown): void {
    execution.ended = true;
    this.running.delete(execution);
    execution.onEnd(outcome, value);
  }

  #wrap<P extends object>(port: P, portName: string, execution: Execution): P {
    return new Proxy(port, {
      get: (target, method) => {
        const real = Reflect.get(target, method, target) as unknown;
        if (typeof real !== 'function') return real;
        return (...args: unknown[]) =>
          new Promise((resolve, reject) => {
            if (execution.ended) return; // its machine is gone
            this.#calls.push({
              execution,
              name: `${portName}.${String(method)}`,
              effect: async () => real.apply(target, args),
              resolve,
              reject,
            });
          });
      },
    });
  }
}
