/**
 * Lambda: functions whose executions share the account's concurrency. An execution environment is started
 * when none is idle, serves one event at a time, is frozen in between, and is lost when it is killed.
 */

import { coldStartOf, limits, memoryOfOneProcessor } from '../../../bench/aws/facts.ts';
import type { Timeline } from '../../../bench/aws/timeline.ts';
import type { Random } from '../../../core/random.ts';
import type { Chain } from '../../recursion.ts';
import { type Death, Execution } from './execution.ts';
import { SdkRetries } from './sdkRetries.ts';

/** Executions of all functions together. */
export class Account {
  readonly limit: number;
  running = 0;
  peak = 0;
  /** Invocations that were refused. */
  throttled = 0;

  constructor(limit: number) {
    this.limit = limit;
  }

  admits(): boolean {
    if (this.running >= this.limit) {
      this.throttled++;
      return false;
    }
    this.running++;
    this.peak = Math.max(this.peak, this.running);
    return true;
  }
}

export type Ended<A> = { answer: A } | { error: unknown } | { death: Death };

export interface FunctionFacts {
  name: string;
  timeoutSeconds: number;
  memoryMB: number;
}

/** What one environment runs; made once, when it starts. */
export type Program<E, A> = (current: () => Execution, random: Random) => (event: E) => Promise<A>;

interface Environment<E, A> {
  execution: Execution | undefined;
  handler: (event: E) => Promise<A>;
  retries: SdkRetries;
  skew: number;
  idleSince: number;
}

export class CloudFunction<E, A> {
  facts: FunctionFacts;
  readonly #timeline: Timeline;
  readonly #account: Account;
  readonly #random: Random;
  readonly #program: Program<E, A>;
  /** The largest difference of a machine's clock, in milliseconds. */
  readonly #skew: number;
  #idle: Environment<E, A>[] = [];
  running = 0;
  peak = 0;
  invocations = 0;
  coldStarts = 0;
  /** Milliseconds of each execution, cold starts apart. */
  readonly durations: number[] = [];
  readonly deaths: Record<Death, number> = { 'time-out': 0, memory: 0 };
  onEnd: (execution: Execution, milliseconds: number) => void = () => {};

  constructor(
    facts: FunctionFacts,
    world: { timeline: Timeline; account: Account; random: Random; skew?: number },
    program: Program<E, A>,
  ) {
    this.facts = facts;
    this.#timeline = world.timeline;
    this.#account = world.account;
    this.#random = world.random;
    this.#skew = world.skew ?? 0;
    this.#program = program;
  }

  /**
   * @param chain of what it sends
   * @returns `false` if the account has no execution left: nothing has begun
   */
  invoke(event: E, onEnd: (ended: Ended<A>) => void, chain?: Chain): boolean {
    if (!this.#account.admits()) return false;
    this.invocations++;
    this.running++;
    this.peak = Math.max(this.peak, this.running);
    const idle = this.#takeIdle();
    if (idle === undefined) this.coldStarts++;
    const environment = idle ?? this.#start();
    this.#timeline.after(idle === undefined ? coldStartOf(this.facts.name) : 1, () =>
      this.#run(environment, event, onEnd, chain),
    );
    return true;
  }

  #run(environment: Environment<E, A>, event: E, onEnd: (ended: Ended<A>) => void, chain?: Chain): void {
    const began = this.#timeline.now;
    const { timeoutSeconds, memoryMB } = this.facts;
    const end = (ended: Ended<A>) => {
      this.#account.running--;
      this.running--;
      this.durations.push(this.#timeline.now - began);
      this.onEnd(execution, this.#timeline.now - began);
      if ('death' in ended) this.deaths[ended.death]++;
      else {
        environment.idleSince = this.#timeline.now;
        this.#idle.push(environment);
      }
      onEnd(ended);
    };
    const execution = new Execution(this.#timeline, {
      seconds: timeoutSeconds,
      processors: memoryMB / memoryOfOneProcessor,
      retries: environment.retries,
      skew: environment.skew,
      ...(chain && { chain }),
      onDeath: (death) => end({ death }),
    });
    environment.execution = execution;
    const done = (ended: Ended<A>) => {
      // The processor time charged last has to pass too.
      execution.compute(0).then(() => {
        if (execution.ended) return;
        execution.ended = true;
        end(ended);
      });
    };
    environment.handler(event).then(
      (answer) => done({ answer }),
      (error) => done({ error }),
    );
  }

  #start(): Environment<E, A> {
    const environment: Environment<E, A> = {
      execution: undefined,
      retries: new SdkRetries(this.#random),
      skew: this.#skew === 0 ? 0 : this.#random.below(2 * this.#skew) - this.#skew,
      idleSince: 0,
      handler: () => Promise.reject(new Error('not started')),
    };
    const current = () => {
      if (environment.execution === undefined) throw new Error('The environment has run nothing yet.');
      return environment.execution;
    };
    // A stage may read its clock while it is made, before its first event.
    environment.handler = async (event) => {
      environment.handler = this.#program(current, this.#random);
      return environment.handler(event);
    };
    return environment;
  }

  #takeIdle(): Environment<E, A> | undefined {
    const since = this.#timeline.now - limits.idle;
    this.#idle = this.#idle.filter(({ idleSince }) => idleSince >= since);
    return this.#idle.pop();
  }
}
