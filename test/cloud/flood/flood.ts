/**
 * A million files at once: the queues, mappings, account and table of the harness, with functions that do
 * what the profile of the real stages says. A reader asks the API meanwhile.
 */

import { coldStartOf, day, hour, limits, second } from '../../../bench/aws/facts.ts';
import { Timeline } from '../../../bench/aws/timeline.ts';
import type { Flow } from '../../../core/protocol/flow.ts';
import {
  queues as facts,
  mostReceives,
  type QueueName,
  queueNames,
} from '../../../core/protocol/topology.ts';
import { Random } from '../../../core/random.ts';
import { forEachQueue } from '../../../functions/forEachQueue.ts';
import { visibilitySeconds } from '../../../functions/visibilityTimeouts.ts';
import { percentile } from '../scenario.ts';
import { Capacity, type CapacityOptions } from '../world/capacity.ts';
import { Account } from '../world/lambda.ts';
import { Mapping } from '../world/mapping.ts';
import { CountedQueue } from './countedQueue.ts';
import type { Profile } from './profile.ts';
import { ProfiledFunction } from './profiledFunction.ts';

export interface FloodOptions {
  seed: number;
  files: number;
  profile: Profile;
  account: number;
  flow?: Flow | undefined;
  capacity?: CapacityOptions;
  /** Milliseconds of one request to the API, and the read units that it takes. */
  request: { milliseconds: number; readUnits: number };
  /** How long to go on although all is done, in virtual milliseconds. */
  until?: number;
}

export interface FloodResult {
  drained: boolean;
  hours: number;
  dead: number;
  throttledRequests: number;
  refusedInvocations: number;
  writeUnits: number;
  peakExecutions: number;
  /** Milliseconds of the API's requests; a refused one counts as endless. */
  apiP95: number;
  refusedApi: number;
}

/** One request to the API each half second. */
const requestEvery = 500;

export function flood(options: FloodOptions): FloodResult {
  const { seed, files, profile, flow, request } = options;
  const timeline = new Timeline();
  const random = new Random(seed);
  const now = () => timeline.now;
  const began = timeline.now;
  const account = new Account(options.account);
  const most = flow && { write: flow.table.writeUnits, read: flow.table.readUnits };
  const capacity = new Capacity(now, { ...(most && { most }), ...options.capacity });
  const queues = forEachQueue(() => new CountedQueue(timeline, mostReceives));
  for (const name of queueNames) {
    const { consumer, batch, window } = facts[name];
    const stage = new ProfiledFunction(consumer, profile[name], { timeline, account, capacity, random });
    const follow = Object.entries(profile[name].follow) as [QueueName, number][];
    let owed = 0;
    new Mapping(
      timeline,
      queues[name],
      (records, onEnd) =>
        stage.invoke(records, (failed) => {
          for (const [queue, perMessage] of follow) {
            owed += (records.length - failed) * perMessage;
            const count = Math.floor(owed);
            owed -= count;
            queues[queue].send(count);
          }
          // What the table refused to the end is postponed, as core/protocol/stage.ts does.
          const refused = records.slice(0, failed).map(({ messageId }) => messageId);
          onEnd(new Set(refused), (30 + random.below(31)) * second);
        }),
      {
        batch,
        window: window.aws,
        maxConcurrency: flow?.executions[consumer],
        visibility: visibilitySeconds(name) * second,
      },
    );
  }
  const api = new Requests({ timeline, account, capacity, request });
  queues.uploads.send(files);
  const { until = 0 } = options;
  const isDone = () =>
    timeline.now >= began + until &&
    account.running === api.running &&
    queueNames.every((name) => queues[name].pending === 0);
  const drained = timeline.runModel(isDone, began + 14 * day);
  return {
    drained,
    hours: (timeline.now - began) / hour,
    dead: queueNames.reduce((sum, name) => sum + queues[name].dead, 0),
    throttledRequests: capacity.throttled,
    refusedInvocations: account.throttled,
    writeUnits: capacity.used.write,
    peakExecutions: account.peak,
    apiP95: percentile(api.milliseconds, 0.95),
    refusedApi: api.refused,
  };
}

/** Somebody who asks the API, whatever else happens. */
class Requests {
  readonly milliseconds: number[] = [];
  refused = 0;
  running = 0;
  #idle: number[] = [];
  readonly #world: {
    timeline: Timeline;
    account: Account;
    capacity: Capacity;
    request: FloodOptions['request'];
  };

  constructor(world: {
    timeline: Timeline;
    account: Account;
    capacity: Capacity;
    request: FloodOptions['request'];
  }) {
    this.#world = world;
    this.#ask();
  }

  #ask(): void {
    const { timeline, account, request } = this.#world;
    timeline.after(requestEvery, () => this.#ask());
    if (!account.admits()) {
      this.refused++;
      this.milliseconds.push(Number.POSITIVE_INFINITY);
      return;
    }
    this.running++;
    const began = timeline.now;
    this.#idle = this.#idle.filter((since) => since >= began - limits.idle);
    const cold = this.#idle.pop() === undefined ? coldStartOf('query') : 0;
    timeline.after(cold + request.milliseconds, () => this.#read(began, 0));
  }

  /** The SDK tries a refused read again; the pauses are those of its first attempts. */
  #read(began: number, retry: number): void {
    const { timeline, account, capacity, request } = this.#world;
    const partition = `api ${this.milliseconds.length % 64}`;
    if (!capacity.admits('read', [partition]) && retry < 4) {
      timeline.after(500 * 2 ** retry, () => this.#read(began, retry + 1));
      return;
    }
    capacity.take('read', request.readUnits, partition);
    account.running--;
    this.running--;
    this.#idle.push(timeline.now);
    this.milliseconds.push(timeline.now - began);
  }
}
