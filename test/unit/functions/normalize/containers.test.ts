/**
 * Files with many documents: under AWS's latencies in virtual time, and with executions that are killed at
 * every place. `npm run cloud -- --only container,containers` has the same with real files and all limits.
 * Longer than 250 lines: the worlds of both are read together.
 */
import { describe, expect, it } from 'vitest';
import { Timeline } from '../../../../bench/aws/timeline.ts';
import { normalForm } from '../../../../cli/verify/normalForm.ts';
import type { ObjectReader, ReadMember, RefusedMember } from '../../../../core/formats/format.ts';
import { readObject } from '../../../../core/formats/read.ts';
import type { Ports } from '../../../../core/protocol/ports.ts';
import { Postponed } from '../../../../core/protocol/stage.ts';
import { type Thresholds, thresholds } from '../../../../core/protocol/thresholds.ts';
import { functions } from '../../../../functions/functions.ts';
import { normalize, normalizeStage } from '../../../../functions/normalize/normalize.ts';
import type { NormalizePorts } from '../../../../functions/normalize/ports.ts';
import { MemoryObjects } from '../../../../runtime/memory/objects.ts';
import { MemoryQueue } from '../../../../runtime/memory/queue.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';
import { silentLog as log } from '../../../silentLog.ts';

const kilobytes = 2;
const text = 'The storm closed the harbour for the third day. '.repeat((1024 * kilobytes) / 48);

function member(i: number): ReadMember {
  return memberOf(i, { schema: 'news.doc/1', title: `Storm ${i}`, body: `${text} ${i}` });
}

/** Its content is kept and sized; nothing reads it. */
function memberOf(i: number, fields: object): ReadMember {
  const content = { paragraphs: [], ...fields } as never;
  return { part: `line ${i}`, format: 'json', charset: 'utf-8', bytes: 1, content };
}

/** Reads as many documents as the object's text says, without parsing any. */
const counting: ObjectReader = async (object, from) => {
  const count = Number(Buffer.concat(await Array.fromAsync(object.stream())).toString());
  const members = async function* () {
    for (let i = from?.documents ?? 0; i < count; i++) yield member(i);
  };
  return { format: 'json', feed: false, members: members() };
};

const milliseconds: Record<string, number> = {
  'archive.put': 30,
  'archive.get': 20,
  'archive.head': 20,
  'inbox.get': 20,
  'inbox.head': 20,
};

class Desk {
  readonly timeline = new Timeline();
  readonly #clock = () => this.timeline.now;
  readonly inbox = new MemoryObjects(this.#clock);
  readonly table = new MemoryTable();
  readonly normalized = new Set<string>();
  readonly calls = new Map<string, number>();
  /** On their way to the archive, and to the table. */
  #bytes = 0;
  #rows = 0;
  mostBytes = 0;
  mostRows = 0;
  readonly #archive = new MemoryObjects(this.#clock);

  ports(changed: Partial<Thresholds> = {}): NormalizePorts {
    return {
      inbox: this.#slow(this.inbox, 'inbox'),
      archive: this.#slow(this.#archive, 'archive'),
      table: this.#slow(this.table, 'table'),
      read: counting,
      clock: this.#clock,
      log,
      thresholds: { ...thresholds, ...changed },
      queues: { normalized: this.#queue() },
    };
  }

  #queue(): Ports['queues']['normalized'] {
    return {
      // Batches of ten, eight at once, as the adapter of SQS sends them.
      send: async (bodies) => {
        await this.timeline.sleep(10 * Math.ceil(bodies.length / 80));
        for (const body of bodies) this.normalized.add(body);
      },
      depth: async () => ({ pending: 0, dead: 0 }),
    };
  }

  #slow<P extends object>(port: P, name: string): P {
    return new Proxy(port, {
      get: (target, method) => {
        const real = Reflect.get(target, method, target) as (...args: unknown[]) => Promise<unknown>;
        const call = `${name}.${String(method)}`;
        return async (...args: unknown[]) => {
          this.calls.set(call, (this.calls.get(call) ?? 0) + 1);
          const size = call === 'archive.put' ? String(args[1]).length : 0;
          const rows = Number(call === 'table.put');
          this.#bytes += size;
          this.#rows += rows;
          this.mostBytes = Math.max(this.mostBytes, this.#bytes);
          this.mostRows = Math.max(this.mostRows, this.#rows);
          await this.timeline.sleep(milliseconds[call] ?? 5);
          this.#bytes -= size;
          this.#rows -= rows;
          return real.apply(target, args);
        };
      },
    });
  }

  /** Runs executions until no message is left. @returns how long each took, in seconds */
  async drain(keys: readonly string[], changed: Partial<Thresholds> = {}): Promise<number[]> {
    const uploads = new MemoryQueue();
    await uploads.send(keys.map((key) => JSON.stringify({ hint: 'key/1', key })));
    let records = uploads.take(10);
    const seconds: number[] = [];
    while (records.length > 0) {
      const began = this.timeline.now;
      const stage = normalizeStage(this.ports(changed));
      const [{ batchItemFailures }] = await Promise.all([stage({ Records: records }), this.timeline.run()]);
      seconds.push((this.timeline.now - began) / 1000);
      // Nothing failed: what is left was postponed.
      for (const { postponeSeconds } of batchItemFailures) expect(postponeSeconds).toBe(0);
      const left = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
      records = records.filter(({ messageId }) => left.has(messageId));
    }
    return seconds;
  }

  outcomes(): string[] {
    const claims = [...this.table.items()].filter(({ pk, sk }) => pk.startsWith('OBJ#') && sk === 'META');
    return claims.map(({ outcome, documents }) => `${outcome} ${documents}`);
  }
}

describe("under AWS's latencies", () => {
  it('10,000 documents are stored within half of the time-out, few bytes at a time', async () => {
    const desk = new Desk();
    await desk.inbox.put('big.jsonl', '10000');
    const [seconds, ...more] = await desk.drain(['big.jsonl']);
    console.log(`10,000 documents of ${kilobytes} KB: ${seconds} s of waiting`);
    expect(more).toEqual([]);
    expect(seconds).toBeLessThan(functions.normalize.timeoutSeconds / 2);
    expect(desk.outcomes()).toEqual(['stored 10000']);
    expect(desk.normalized.size).toBe(10_000);
    expect(desk.mostBytes).toBeLessThanOrEqual(32 * (kilobytes + 1) * 1024);
    expect(desk.mostRows).toBeLessThanOrEqual(8); // of one partition of the table
    // Nothing is asked for that cannot be there.
    expect(desk.calls.get('archive.head')).toBeUndefined();
  });

  it('ten files in one batch go on in later executions until all are stored', async () => {
    const desk = new Desk();
    const names = [...'abcdefghij'].map((name) => `${name}.jsonl`);
    for (const name of names) await desk.inbox.put(name, '150');
    const seconds = await desk.drain(names, { deadlineMilliseconds: 700, rowsPerStep: 50 });
    expect(seconds.length).toBeGreaterThan(2);
    for (const each of seconds) expect(each).toBeLessThan(1.5);
    expect(desk.outcomes()).toEqual(names.map(() => 'stored 150'));
    expect(desk.normalized.size).toBe(1500);
    expect(desk.calls.get('archive.put')).toBeLessThan(1500 + 10 * seconds.length);
    expect(desk.mostRows).toBeLessThanOrEqual(16);
  });
});

describe('a file whose executions have no time, and are killed', () => {
  const lines = [...'abcdefgh'].map((id) =>
    JSON.stringify({ id, title: `Talks ${id}`, text: `The minister spoke of ${id} in London on Monday.` }),
  );
  const before = [...lines.slice(5), ...lines.slice(5).map((line) => line.replaceAll('Talks', 'More'))];
  const after = [...lines.slice(0, 3), '[]', ...lines.slice(3, 6), '{"title": "Tal'];
  const hurried = { ...thresholds, deadlineMilliseconds: 0, rowsPerStep: 1 };
  const key = 'batch.jsonl';

  async function deskOf(content: readonly string[]) {
    const clock = () => Date.parse('2021-05-03T09:00:00Z');
    const inbox = new MemoryObjects(clock);
    const table = new MemoryTable();
    const normalized = new MemoryQueue();
    const [archive, read] = [new MemoryObjects(clock), readObject];
    const ports = { inbox, archive, table, read, clock, log, queues: { normalized } };
    await inbox.put(key, content.join('\n'));
    await normalize(ports, key);
    normalized.take(100);
    await inbox.put(key, after.join('\n'));
    return { ports, table, normalized };
  }

  /** Ports whose nth call never answers. */
  function killedAt(ports: NormalizePorts, nth: number, died: () => void): NormalizePorts {
    let calls = 0;
    const mortal = <P extends object>(port: P): P =>
      new Proxy(port, {
        get: (target, method) => {
          const real = Reflect.get(target, method, target) as (...args: unknown[]) => unknown;
          return (...args: unknown[]) => {
            if (++calls < nth) return real.apply(target, args);
            died();
            return new Promise(() => {});
          };
        },
      });
    const { inbox, archive, table, queues } = ports;
    const parts = { inbox: mortal(inbox), archive: mortal(archive), table: mortal(table) };
    return { ...ports, ...parts, queues: { normalized: mortal(queues.normalized) } };
  }

  /** @returns how many executions it took; or `undefined` if the nth call was never made */
  async function execute(
    desk: Awaited<ReturnType<typeof deskOf>>,
    nth?: number,
  ): Promise<number | undefined> {
    const ports = { ...desk.ports, thresholds: hurried };
    let killed = false;
    for (let executions = 1; executions < 100; executions++) {
      const { promise, resolve } = Promise.withResolvers<'died'>();
      const mortal = nth === undefined || killed ? ports : killedAt(ports, nth, () => resolve('died'));
      const ended = normalize(mortal, key).catch((error) => {
        if (!(error instanceof Postponed)) throw error;
      });
      const outcome = await Promise.race([ended, promise]);
      if (outcome === 'died') killed = true;
      else if (outcome !== undefined) return nth !== undefined && !killed ? undefined : executions;
    }
    throw new Error('it does not come to an end');
  }

  it.each([
    ['new', []],
    ['changed', before],
  ])('ends as if it were done at once, if it is %s', async (_, content) => {
    const calm = await deskOf(content);
    expect(await normalize(calm.ports, key)).toBe('stored');
    const undisturbed = normalForm(calm.table.items());
    expect(undisturbed.length).toBeGreaterThan(12);
    const queued = new Set(calm.normalized.take(100).map(({ body }) => body));
    const desk = await deskOf(content);
    const executions = await execute(desk);
    expect(executions).toBeGreaterThan(10);
    expect(executions).toBeLessThan(2 * (before.length + after.length));
    expect(normalForm(desk.table.items())).toEqual(undisturbed);
    // In each execution, the first that dies does so at its nth call.
    for (let nth = 1; ; nth++) {
      const other = await deskOf(content);
      if ((await execute(other, nth)) === undefined) break;
      expect(normalForm(other.table.items()), `killed at call ${nth}`).toEqual(undisturbed);
      const sent = new Set(other.normalized.take(1000).map(({ body }) => body));
      expect([...queued.difference(sent)], `killed at call ${nth}`).toEqual([]);
    }
  });
});

it.each([
  [20, 1],
  [7.5, 2],
])('of documents of %d MB, which count twice, %d at once are on their way', async (megabytes, atOnce) => {
  const desk = new Desk();
  const large = 'x'.repeat(megabytes * 1024 * 1024);
  const read: ObjectReader = async () => ({
    format: 'json',
    feed: false,
    members: (async function* (): AsyncGenerator<ReadMember | RefusedMember> {
      for (let i = 0; i < 3; i++) yield memberOf(i, { title: `${i}`, body: large });
    })(),
  });
  await desk.inbox.put('large.zip', 'zip');
  const done = normalize({ ...desk.ports(), read }, 'large.zip');
  await desk.timeline.run();
  expect(await done).toBe('stored');
  expect(Math.floor(desk.mostBytes / large.length)).toBe(atOnce);
});
