/**
 * Executions of stages that advance one port call at a time, in an order that the scheduler chooses. The
 * calls of an execution that crashed never return, as if its machine were gone; but a write that was on its
 * way may still land.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { type Draws, subjectOf } from './draws.ts';
import { lateMilliseconds, retryMilliseconds } from './faultProfile.ts';
import { type Fault, throttled } from './faults.ts';

/** How an execution ended. */
export type Outcome = 'done' | 'threw' | 'crashed';

export interface Call {
  execution: Execution;
  name: string;
  args: readonly unknown[];
  /** The message that the call is made for. */
  message: string | undefined;
  /** What it is called among all calls, so that it draws the same whatever else is called (`draws.ts`). */
  event: string;
  /** The virtual time at which it is made, unless its execution is parked. */
  readyAt: number;
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
  /** How many of its writes are still on their way. */
  lateWrites: number;
}

/** Makes a port whose calls wait for their turn. */
export type Wrap = <P extends object>(port: P, name: string) => P;

interface LateWrite {
  at: number;
  call: Call;
}

/** How long a call takes, on average. */
const callMilliseconds = 40;

const isWrite = (name: string): boolean => /\.(put|update|delete|send|merge)$/.test(name);

export class Executions {
  readonly running = new Set<Execution>();
  readonly #calls: Call[] = [];
  readonly #random: Draws;
  readonly #now: () => number;
  readonly #outsideWork: () => number;
  readonly #message = new AsyncLocalStorage<string>();
  #late: LateWrite[] = [];
  /** The probability that a write of a crashed execution lands later. */
  lateness = 0;
  /** Gets each call that was made and its answer. */
  onAnswer: ((call: Call, value: unknown) => void) | undefined;
  /** Gets each call that threw. */
  onFailure: ((call: Call) => void) | undefined;

  /** @param outsideWork how much a stage waits for besides port calls */
  constructor(random: Draws, now: () => number, outsideWork: () => number = () => 0) {
    this.#random = random;
    this.#now = now;
    this.#outsideWork = outsideWork;
  }

  /** Starts a stage. `wrap` makes a port whose calls wait for their turn. */
  async start(
    execution: Pick<Execution, 'name' | 'deadline' | 'onEnd'>,
    run: (wrap: Wrap) => Promise<unknown>,
  ): Promise<void> {
    const started: Execution = { ...execution, ended: false, parkedUntil: 0, lateWrites: 0 };
    this.running.add(started);
    const end = (outcome: 'done' | 'threw') => (value: unknown) => {
      if (!started.ended) this.#end(started, outcome, value);
    };
    run((port, name) => this.#wrap(port, name, started)).then(end('done'), end('threw'));
    await this.#settle();
  }

  /** The same message; when a stage reads its body, the calls from then on count as made for it. */
  traced<M extends { messageId: string; body: string }>(message: M): M {
    const storage = this.#message;
    const { messageId, body } = message;
    return Object.defineProperty({ ...message }, 'body', {
      enumerable: true,
      get() {
        storage.enterWith(messageId);
        return body;
      },
    });
  }

  /** The call that is made next if nothing happens before, and when. */
  nextCall(): { call: Call | undefined; at: number } {
    let next: Call | undefined;
    let at = Number.POSITIVE_INFINITY;
    for (const call of this.#calls) {
      const due = Math.max(call.readyAt, call.execution.parkedUntil);
      if (due >= at) continue;
      at = due;
      next = call;
    }
    return { call: next, at };
  }

  /** Not after its execution was killed. */
  isWaiting(call: Call): boolean {
    return this.#calls.includes(call);
  }

  /** The virtual time at which the next late write lands. */
  get nextLanding(): number {
    let next = Number.POSITIVE_INFINITY;
    for (const { at } of this.#late) next = Math.min(next, at);
    return next;
  }

  get lateWrites(): number {
    return this.#late.length;
  }

  /** Whether an execution waits before a write or is frozen. */
  hasParked(now: number): boolean {
    for (const { parkedUntil } of this.running) if (parkedUntil > now) return true;
    return false;
  }

  /** Makes one call, with or without a fault, and lets its execution continue to its next calls. */
  async step(call: Call, fault: Fault | undefined): Promise<void> {
    const at = this.#calls.indexOf(call);
    const last = this.#calls.pop();
    if (last !== undefined && last !== call) this.#calls[at] = last;
    if (fault === 'crash') return this.crash(call.execution, { call, made: false });
    if (fault === 'late effect') this.#landLater(call);
    if (fault === 'throttle' || fault === 'late effect') this.#fail(call, throttled(call.name));
    else {
      try {
        const value = await call.effect();
        if (fault === 'crash after the effect') return this.crash(call.execution, { call, made: true });
        if (fault === 'retry' && isWrite(call.name)) {
          call.readyAt = this.#now() + this.#random.below(retryMilliseconds);
          this.#calls.push(call);
          return;
        }
        if (fault === 'late duplicate') this.#landLater(call);
        if (fault === 'throttle after the effect') this.#fail(call, throttled(call.name));
        else {
          this.onAnswer?.(call, value);
          call.resolve(value);
        }
      } catch (error) {
        this.#fail(call, error as Error);
      }
    }
    await this.#settle();
  }

  #fail(call: Call, error: Error): void {
    this.onFailure?.(call);
    call.reject(error);
  }

  /** @param at the call at which it crashes, and whether that took effect */
  crash(execution: Execution, at?: { call: Call; made: boolean }): void {
    if (at === undefined) this.#random.begin(`kill ${execution.name}`);
    const waiting = this.#calls.filter((call) => call.execution === execution);
    const calls = at === undefined ? waiting : [...waiting, at.call];
    for (const call of at?.made ? waiting : calls)
      if (isWrite(call.name) && this.#random.chance(this.lateness)) this.#landLater(call);
    for (let i = this.#calls.length - 1; i >= 0; i--)
      if (this.#calls[i]?.execution === execution) this.#calls.splice(i, 1);
    this.#end(execution, 'crashed', undefined);
  }

  /** Lets writes land that are due. */
  async land(): Promise<void> {
    if (this.#late.length === 0) return;
    const due = this.#late.filter(({ at }) => at <= this.#now()).sort((a, b) => a.at - b.at);
    this.#late = this.#late.filter((each) => !due.includes(each));
    for (const { call } of due) {
      this.#random.begin(`land ${call.event}`);
      await call.effect().catch(() => {});
      call.execution.lateWrites--;
    }
  }

  #landLater(call: Call): void {
    if (!isWrite(call.name)) return;
    call.execution.lateWrites++;
    this.#late.push({ at: this.#now() + this.#random.below(lateMilliseconds), call });
  }

  #end(execution: Execution, outcome: Outcome, value: unknown): void {
    execution.ended = true;
    this.running.delete(execution);
    execution.onEnd(outcome, value);
  }

  /** Waits until all executions wait at a port call. */
  async #settle(): Promise<void> {
    await new Promise<void>((resolve) => process.nextTick(resolve));
    while (this.#outsideWork() > 0) await new Promise<void>((resolve) => setImmediate(resolve));
  }

  #wrap<P extends object>(port: P, portName: string, execution: Execution): P {
    const made = new Map<PropertyKey, unknown>();
    return new Proxy(port, {
      get: (target, method) => {
        const known = made.get(method);
        if (known !== undefined) return known;
        const real = Reflect.get(target, method, target) as unknown;
        if (typeof real !== 'function') return real;
        const waiting = this.#waiting(execution, `${portName}.${String(method)}`, (args) =>
          real.apply(target, args),
        );
        made.set(method, waiting);
        return waiting;
      },
    });
  }

  /** A method of a port whose calls wait for their turn. */
  #waiting(
    execution: Execution,
    name: string,
    make: (args: unknown[]) => unknown,
  ): (...args: unknown[]) => Promise<unknown> {
    return (...args) =>
      new Promise((resolve, reject) => {
        if (execution.ended) return; // its machine is gone
        const effect = async () => make(args);
        const message = this.#message.getStore();
        const event = `${execution.name} ${name} ${subjectOf(args[0])}`;
        // Whichever of the calls under way is made next, each is as likely as the others.
        const readyAt = this.#now() - Math.log(1 - this.#random.next()) * callMilliseconds;
        this.#calls.push({ execution, name, args, message, event, readyAt, effect, resolve, reject });
      });
  }
}
