/**
 * One execution of a function: its processor, its connections and its end. Calls of an execution that was
 * killed never return; what was already on its way still takes effect.
 */

import { limits, processor, second } from '../../../bench/aws/facts.ts';
import type { Timeline } from '../../../bench/aws/timeline.ts';
import { type Chain, noChain } from '../../recursion.ts';
import type { SdkRetries } from './sdkRetries.ts';

/** Why an execution ended without an answer. */
export type Death = 'time-out' | 'memory';

/** An answer, or a refusal that the SDK may try again. */
export type Answer<T> = { value: T; bytes?: number } | { throttled: string };

export interface ServiceCall<T> {
  service: 's3' | 'table' | 'queue';
  /** For the counts. */
  name: string;
  milliseconds: number;
  /** Bytes that are sent. */
  bytes?: number;
  /** Takes effect at the service. Another error than throttling is thrown to the caller. */
  effect: () => Promise<Answer<T>>;
}

interface Connections {
  open: number;
  waiting: (() => void)[];
}

export class Execution {
  readonly #timeline: Timeline;
  readonly #processors: number;
  readonly #retries: SdkRetries;
  readonly #onDeath: (death: Death) => void;
  readonly #connections = new Map<string, Connections>();
  readonly deadline: number;
  /** How far this machine's clock is from the true time. */
  readonly skew: number;
  /** The chain of what it sends. */
  readonly chain: Chain;
  #processorFree: number;
  ended = false;
  readonly calls: Record<string, number> = {};
  /** Units of the table. */
  readonly units = { write: 0, read: 0 };
  /** Milliseconds of processor time charged so far. */
  computed = 0;

  constructor(
    timeline: Timeline,
    options: {
      seconds: number;
      processors: number;
      retries: SdkRetries;
      skew?: number;
      chain?: Chain;
      onDeath: (death: Death) => void;
    },
  ) {
    this.#timeline = timeline;
    this.#processors = options.processors;
    this.#retries = options.retries;
    this.#onDeath = options.onDeath;
    this.skew = options.skew ?? 0;
    this.chain = options.chain ?? noChain;
    this.#processorFree = timeline.now;
    this.deadline = timeline.now + options.seconds * second;
    timeline.at(this.deadline, () => this.die('time-out'));
  }

  get clock(): () => number {
    return () => this.#timeline.now + this.skew;
  }

  die(death: Death): void {
    if (this.ended) return;
    this.ended = true;
    this.#onDeath(death);
  }

  /** Uses the processor. It never returns if the execution is killed meanwhile. */
  compute(milliseconds: number): Promise<void> {
    const done = this.#charge(milliseconds);
    return new Promise((resolve) => this.#timeline.at(done, () => this.ended || resolve()));
  }

  /** Charges processor time without waiting for it: later calls wait. */
  charge(milliseconds: number): void {
    this.#charge(milliseconds);
  }

  #charge(milliseconds: number): number {
    this.computed += milliseconds;
    const from = Math.max(this.#timeline.now, this.#processorFree);
    this.#processorFree = from + milliseconds / this.#processors;
    return this.#processorFree;
  }

  /** Calls a service as the SDK does: over one of its connections, again when it is throttled. */
  async call<T>(call: ServiceCall<T>): Promise<T> {
    const kilobytes = (call.bytes ?? 0) / 1024;
    for (let retry = 0; ; retry++) {
      this.calls[call.name] = (this.calls[call.name] ?? 0) + 1;
      await this.compute(processor.call + kilobytes * processor.perKilobyte);
      await this.#connect(call.service);
      const answer = await this.#request(call);
      this.#disconnect(call.service);
      if ('value' in answer) {
        this.#retries.succeeded(retry > 0);
        if (answer.bytes !== undefined) this.charge((answer.bytes / 1024) * processor.perKilobyte);
        return answer.value;
      }
      const pause = this.#retries.pauseAfter(retry);
      if (pause === undefined) throw throttlingError(answer.throttled);
      await this.sleep(pause);
    }
  }

  sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => this.#timeline.after(milliseconds, () => this.ended || resolve()));
  }

  #request<T>({ milliseconds, effect, service }: ServiceCall<T>): Promise<Answer<T>> {
    return new Promise((resolve, reject) => {
      this.#timeline.after(milliseconds, () => {
        effect().then(
          (answer) => this.ended || resolve(answer),
          (error) => {
            if (this.ended) return;
            this.#disconnect(service);
            reject(error);
          },
        );
      });
    });
  }

  #connect(service: string): Promise<void> | void {
    const connections = this.#connections.get(service) ?? { open: 0, waiting: [] };
    this.#connections.set(service, connections);
    if (connections.open < limits.sockets) {
      connections.open++;
      return;
    }
    return new Promise((resolve) => connections.waiting.push(resolve));
  }

  /** Hands the connection to the next call that waits for one. */
  #disconnect(service: string): void {
    const connections = this.#connections.get(service);
    if (connections === undefined) return;
    const next = connections.waiting.shift();
    if (next === undefined) connections.open--;
    else next();
  }
}

function throttlingError(name: string): Error {
  return Object.assign(new Error('Rate exceeded.'), { name, $metadata: { httpStatusCode: 400 } });
}
