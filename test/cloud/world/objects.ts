/** S3: a bucket in memory as one execution sees it, with latencies, transfer times and request rates. */

import { latency, limits, second } from '../../../bench/aws/facts.ts';
import type { Timeline } from '../../../bench/aws/timeline.ts';
import type { Objects, StoredObject } from '../../../core/ports/objects.ts';
import type { Answer, Execution } from './execution.ts';

const bytesPerMillisecond = (latency.s3Throughput * 1e6) / second;

/** Requests of the present second, over all executions. */
export class RequestRates {
  readonly #timeline: Timeline;
  #second = -1;
  #counts = new Map<string, number>();
  throttled = 0;

  constructor(timeline: Timeline) {
    this.#timeline = timeline;
  }

  admits(kind: 'put' | 'get', prefix: string): boolean {
    const at = Math.floor(this.#timeline.now / second);
    if (at !== this.#second) {
      this.#second = at;
      this.#counts = new Map();
    }
    const name = `${kind} ${prefix}`;
    const count = (this.#counts.get(name) ?? 0) + 1;
    this.#counts.set(name, count);
    if (count > limits.s3[kind]) this.throttled++;
    return count <= limits.s3[kind];
  }
}

export class ObjectsOfExecution implements Objects {
  readonly #objects: Objects;
  readonly #name: string;
  readonly #rates: RequestRates;
  readonly #execution: () => Execution;

  constructor(objects: Objects, name: string, rates: RequestRates, execution: () => Execution) {
    this.#objects = objects;
    this.#name = name;
    this.#rates = rates;
    this.#execution = execution;
  }

  async get(...[key, options]: Parameters<Objects['get']>): Promise<StoredObject | undefined> {
    const object = await this.#call('get', key, () => this.#objects.get(key, options));
    if (object === undefined) return undefined;
    const bytes = await object.bytes();
    const transfer = bytes.byteLength / bytesPerMillisecond;
    if (transfer >= 1) await this.#execution().sleep(transfer);
    this.#execution().charge(bytes.byteLength / 1e6);
    return object;
  }

  head(...parameters: Parameters<Objects['head']>): ReturnType<Objects['head']> {
    return this.#call('head', parameters[0], () => this.#objects.head(...parameters));
  }

  async put(...parameters: Parameters<Objects['put']>): ReturnType<Objects['put']> {
    const bytes = Buffer.byteLength(parameters[1]);
    return this.#call('put', parameters[0], () => this.#objects.put(...parameters), bytes);
  }

  delete(...parameters: Parameters<Objects['delete']>): ReturnType<Objects['delete']> {
    return this.#call('delete', parameters[0], () => this.#objects.delete(...parameters));
  }

  list(...parameters: Parameters<Objects['list']>): ReturnType<Objects['list']> {
    return this.#call('list', parameters[0], () => this.#objects.list(...parameters));
  }

  listVersions(...parameters: Parameters<Objects['listVersions']>): ReturnType<Objects['listVersions']> {
    return this.#call('listVersions', parameters[0], () => this.#objects.listVersions(...parameters));
  }

  #call<T>(method: keyof typeof latency.s3, key: string, made: () => Promise<T>, bytes = 0): Promise<T> {
    const kind = method === 'get' || method === 'head' ? 'get' : 'put';
    const prefix = `${this.#name}/${key.slice(0, key.indexOf('/') + 1)}`;
    const effect = async (): Promise<Answer<T>> =>
      this.#rates.admits(kind, prefix) ? { value: await made() } : { throttled: 'SlowDown' };
    const milliseconds = latency.s3[method] + bytes / bytesPerMillisecond;
    return this.#execution().call({
      service: 's3',
      name: `${this.#name}.${method}`,
      milliseconds,
      bytes,
      effect,
    });
  }
}
