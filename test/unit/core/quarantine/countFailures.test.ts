import type { SQSRecord } from 'aws-lambda';
import { beforeEach, expect, it } from 'vitest';
import { ServiceFault } from '../../../../core/errors.ts';
import type { Deliveries } from '../../../../core/ports/deliveries.ts';
import { eachMessage, type Stage } from '../../../../core/protocol/stage.ts';
import { mostReceives, queues } from '../../../../core/protocol/topology.ts';
import { countFailures } from '../../../../core/quarantine/countFailures.ts';
import { listQuarantine } from '../../../../core/quarantine/listQuarantine.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';
import { silentLog as silent } from '../../../silentLog.ts';

const [visibilitySeconds, timeoutSeconds] = [720, 120];
const second = 1000;
const bodyOf = (id: string) => JSON.stringify({ hint: 'document/1', doc: id });

/** SQS with its visibility, and Lambda, which receives one batch at a time. */
class Desk {
  now = Date.parse('2021-05-03T09:00:00Z');
  readonly table = new MemoryTable();
  /** Writes to the table are throttled. */
  throttled = false;
  readonly dead: string[] = [];
  /** What the stage got, by batch: the ids, with what they were told of their receives. */
  readonly seen: string[][] = [];
  readonly #messages = new Map<string, { receives: number; visibleAt: number }>();
  readonly #done = new Set<string>();

  constructor(...ids: string[]) {
    for (const id of ids) this.#messages.set(id, { receives: 0, visibleAt: 0 });
  }

  get waiting(): string[] {
    return [...this.#messages.keys()];
  }

  receives(id: string): number {
    return this.#messages.get(id)?.receives ?? 0;
  }

  readonly #deliveries: Deliveries = {
    postpone: async (messages) => {
      for (const { receiptHandle, seconds } of messages) {
        const message = this.#messages.get(receiptHandle);
        if (message !== undefined) message.visibleAt = this.now + seconds * second;
      }
    },
    bury: async (body) => void this.dead.push(body),
  };

  /** Receives what is visible, or becomes visible next, and invokes the function; `false` if it died. */
  async invoke(stage: Stage): Promise<boolean> {
    const next = Math.min(...[...this.#messages.values()].map(({ visibleAt }) => visibleAt));
    this.now = Math.max(this.now, next);
    const received = [...this.#messages].filter(([, { visibleAt }]) => visibleAt <= this.now);
    for (const [, message] of received) {
      message.receives++;
      message.visibleAt = this.now + visibilitySeconds * second;
    }
    const table = new Proxy(this.table, {
      get: (target, method) => {
        if (this.throttled && (method === 'put' || method === 'delete'))
          return () => Promise.reject(new ServiceFault('throttled'));
        const real = Reflect.get(target, method, target) as unknown;
        return typeof real === 'function' ? real.bind(target) : real;
      },
    });
    const watched: Stage = (event) => {
      const told = ({ messageId, attributes }: SQSRecord) =>
        `${messageId}:${attributes.ApproximateReceiveCount}`;
      this.seen.push(event.Records.map(told));
      return stage(event);
    };
    const ports = { table, clock: () => this.now, log: silent, deliveries: this.#deliveries };
    const limits = { visibilitySeconds, timeoutSeconds };
    const records = received.map(([id, { receives }]) => recordOf(id, receives));
    const answer = await Promise.race([
      countFailures('extracted', ports, watched, limits)({ Records: records }),
      this.#death,
    ]);
    if (answer === 'died') {
      this.#death = new Promise((resolve) => {
        this.die = () => resolve('died');
      });
      return false;
    }
    const failed = new Set(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    for (const [id] of received) {
      if (failed.has(id)) continue;
      this.#messages.delete(id);
      this.#done.add(id);
    }
    return true;
  }

  /** The account has no execution left: the messages are received, and nothing is invoked. */
  skip(): void {
    for (const message of this.#messages.values()) message.receives++;
    this.now += visibilitySeconds * second;
  }

  die: () => void = () => {};
  #death = new Promise<'died'>((resolve) => {
    this.die = () => resolve('died');
  });

  rows(): number {
    return [...this.table.items()].filter(({ sk }) => sk === 'ATTEMPTS').length;
  }

  async quarantine(): Promise<string[]> {
    const { items } = await listQuarantine(this.table, {}, { limit: 100 });
    return items.map(({ refusal }) => refusal.evidence);
  }
}

function recordOf(id: string, receives: number): SQSRecord {
  return {
    messageId: id,
    receiptHandle: id,
    body: bodyOf(id),
    attributes: {
      ApproximateReceiveCount: String(receives),
      SentTimestamp: '0',
      SenderId: 'test',
      ApproximateFirstReceiveTimestamp: '0',
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:test:000000000000:extracted',
    awsRegion: 'test',
  };
}

const { maxFailures } = queues.extracted;
let desk: Desk;
beforeEach(() => {
  desk = new Desk('a', 'b');
});

const stageOf = (handle: (id: string) => Promise<void>) =>
  eachMessage('test', silent, (_, record) => handle(record.messageId));
const fine = stageOf(async () => {});
const throttled = stageOf(async () => {
  throw new ServiceFault('throttled');
});

it('an hour of throttling loses and buries nothing; every message comes back within a minute', async () => {
  const until = desk.now + 3600 * second;
  for (let before = desk.now; desk.now < until; before = desk.now) {
    await desk.invoke(throttled);
    expect(desk.now - before).toBeLessThanOrEqual(60 * second);
  }
  expect(desk.receives('a')).toBeGreaterThan(maxFailures);
  expect(desk.receives('a')).toBeLessThan(mostReceives / 5);
  expect([desk.dead, await desk.quarantine()]).toEqual([[], []]);
  while (desk.waiting.length > 0) await desk.invoke(fine);
  expect(desk.rows()).toBe(0);
  // No message was taken for one that had failed before.
  expect(desk.seen.flat().every((seen) => seen.endsWith(':1'))).toBe(true);
});

it('nor does an hour in which the table takes no note either', async () => {
  const until = desk.now + 3600 * second;
  while (desk.now < until) {
    desk.throttled = false; // the note that begins an attempt is taken, and the one that ends it is not
    await desk.invoke((event) => {
      desk.throttled = true;
      return throttled(event);
    });
    await desk.invoke(throttled);
  }
  desk.throttled = false;
  expect([desk.dead, await desk.quarantine()]).toEqual([[], []]);
  while (desk.waiting.length > 0) await desk.invoke(fine);
  expect(desk.rows()).toBe(0);
});

it('a message that fails is given up after so many failures, whatever came between them', async () => {
  const failing = stageOf(async (id) => {
    if (id === 'a') throw new TypeError('not a function');
  });
  for (let failure = 1; failure <= maxFailures; failure++) {
    expect(desk.dead).toEqual([]);
    await desk.invoke(throttled);
    await desk.invoke(failing);
  }
  while (desk.waiting.length > 0) await desk.invoke(failing);
  expect(desk.dead).toEqual([bodyOf('a')]);
  expect(await desk.quarantine()).toEqual([
    `TypeError: not a function (the last of ${maxFailures} attempts)`,
  ]);
  expect(desk.rows()).toBe(0);
});

it('a failed message waits for its visibility timeout, not a minute', async () => {
  const before = desk.now;
  await desk.invoke(
    stageOf(async () => {
      throw new TypeError('not a function');
    }),
  );
  await desk.invoke(fine);
  expect(desk.now - before).toBe(visibilitySeconds * second);
});

it('of two messages that kill their process, neither brings the other back when it is given up', async () => {
  const deadly = stageOf(async (id) => {
    if (id === 'c') return;
    desk.die();
    await new Promise(() => {});
  });
  for (let round = 0; round < 100 && desk.waiting.length > 0; round++) await desk.invoke(deadly);
  expect(desk.waiting).toEqual([]);
  expect(desk.dead.toSorted()).toEqual([bodyOf('a'), bodyOf('b')]);
  expect(desk.rows()).toBe(0);
});

it('what kills its process is given up; its neighbours are done meanwhile', async () => {
  const deadly = stageOf(async (id) => {
    if (id !== 'b') return;
    desk.die();
    await new Promise(() => {});
  });
  let deaths = 0;
  for (let round = 0; round < 20 && desk.waiting.length > 0; round++)
    deaths += Number(!(await desk.invoke(deadly)));
  expect(desk.waiting).toEqual([]);
  expect(desk.dead).toEqual([bodyOf('b')]);
  expect(await desk.quarantine()).toMatchObject([expect.stringContaining('without an answer')]);
  // The first one is not noted, and the second had a neighbour.
  expect(deaths).toBe(1 + maxFailures);
  const ofB = desk.seen.filter((batch) => batch.some((seen) => seen.startsWith('b')));
  expect(ofB).toEqual([['a:1', 'b:1'], ['a:1', 'b:1'], ['b:2'], ['b:3'], ['b:4'], ['b:5']]);
  // It was done before `b` came, each time: an execution that dies acknowledges nothing.
  expect(desk.seen.indexOf(ofB[2] ?? [])).toBeGreaterThan(
    desk.seen.findIndex((batch) => batch.join() === 'a:2'),
  );
  expect(desk.rows()).toBe(0);
});

it('a message that was received often and never handled counts as received for the first time', async () => {
  for (let i = 0; i < 20; i++) desk.skip();
  expect(desk.receives('a')).toBe(20);
  await desk.invoke(fine);
  expect(desk.seen).toEqual([['a:1', 'b:1']]);
});
