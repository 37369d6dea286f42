/** Objects that cannot be read for a while: in cold storage, or under a key that is denied. */
import type { SQSEvent } from 'aws-lambda';
import { beforeEach, describe, expect, it } from 'vitest';
import { rebuild } from '../../../../cli/verify/rebuild.ts';
import { ObjectUnreadable } from '../../../../core/errors.ts';
import type { Objects } from '../../../../core/ports/objects.ts';
import { queryAll } from '../../../../core/protocol/paginate.ts';
import type { Ports } from '../../../../core/protocol/ports.ts';
import { isLive } from '../../../../core/protocol/reconcile.ts';
import { claim } from '../../../../core/records/claim.ts';
import { keys } from '../../../../core/records/keys.ts';
import { isReadableAgain } from '../../../../functions/normalize/desiredState.ts';
import { normalizeStage } from '../../../../functions/normalize/normalize.ts';
import { sweep } from '../../../../functions/sweep/sweep.ts';
import { annotator } from '../../../../runtime/annotator.ts';
import { MemoryObjects } from '../../../../runtime/memory/objects.ts';
import { MemoryQueue } from '../../../../runtime/memory/queue.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';
import { memoryPorts, memoryQueues } from '../../../memoryPorts.ts';

const text = 'Minister meets mayor\n\nLondon, 3 May 2021. Antony Blinken met the mayor of London on Monday.';
const feed = (...guids: string[]) =>
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'Wire',
    items: guids.map((id) => ({ id, title: `Talks ${id}`, content_text: `The ministers of ${id} met.` })),
  });

class Desk {
  now = Date.parse('2026-01-01T12:00:00Z');
  readonly #clock = () => this.now;
  readonly #stored = new MemoryObjects(this.#clock);
  readonly archive = new MemoryObjects(this.#clock);
  readonly table = new MemoryTable();
  readonly uploads = new MemoryQueue();
  /** Versions that cannot be read. */
  readonly frozen = new Set<string>();
  readonly inbox: Objects = new Proxy(this.#stored, {
    get: (target, method) => {
      const real = Reflect.get(target, method, target) as unknown;
      if (typeof real !== 'function') return real;
      if (method !== 'get') return real.bind(target);
      return async (key: string, options?: { version?: string }) => {
        const version = options?.version ?? (await target.head(key))?.version ?? '';
        if (this.frozen.has(version)) throw new ObjectUnreadable('archived', key);
        return real.call(target, key, options);
      };
    },
  });
  readonly ports: Ports = {
    ...memoryPorts(this.#clock),
    inbox: this.inbox,
    archive: this.archive,
    table: this.table,
    annotate: annotator(),
    queues: { ...memoryQueues(), uploads: this.uploads },
  };

  async put(key: string, body: string, readable = true): Promise<string> {
    this.now += 60_000;
    const { version } = await this.#stored.put(key, body);
    if (!readable) this.frozen.add(version);
    await this.notify(key);
    return version;
  }

  /** Delivers an event of S3 about the key. */
  async notify(key: string): Promise<void> {
    const body = JSON.stringify({ Records: [{ s3: { object: { key } } }] });
    const attributes = { ApproximateReceiveCount: '1', SentTimestamp: String(this.now) };
    const event = { Records: [{ messageId: 'm', body, attributes }] } as unknown as SQSEvent;
    expect((await normalizeStage(this.ports)(event)).batchItemFailures).toEqual([]);
  }

  /** How many keys a sweep queues. */
  async sweep(): Promise<number> {
    this.now += 24 * 3600_000;
    const { keys: found } = await sweep(this.ports);
    this.uploads.take(100);
    return found;
  }

  async claim(key: string) {
    const { outcome, refusal, documents, skipped } = claim.parse(await this.table.get(keys.claim(key)));
    return [outcome, refusal?.code, documents, skipped];
  }

  /** The names of the live rows beside the claim, and of those that a rebuild makes. */
  async rows(key: string): Promise<[string[], string[]]> {
    const rebuilt = await rebuild(this.inbox, this.ports);
    const live = async (table: MemoryTable) =>
      (await queryAll(table, { pk: keys.claim(key).pk })).filter(isLive).map(({ sk }) => sk);
    return [await live(this.table), await live(rebuilt.table)];
  }
}

let desk: Desk;
beforeEach(() => {
  desk = new Desk();
});

describe('an object in cold storage', () => {
  it('is refused, and read when the event of its restoration comes', async () => {
    await desk.put('old.txt', text, false);
    expect(await desk.claim('old.txt')).toEqual(['refused', 'input.unreadable', 0, undefined]);
    desk.frozen.clear();
    await desk.notify('old.txt');
    expect(await desk.claim('old.txt')).toEqual(['stored', undefined, 1, undefined]);
    const [got, want] = await desk.rows('old.txt');
    expect(got).toEqual(want);
  });

  it('is found by a sweep once it can be read, and not before', async () => {
    await desk.put('old.txt', text, false);
    expect([await desk.sweep(), await desk.sweep()]).toEqual([0, 0]);
    desk.frozen.clear();
    expect(await desk.sweep()).toBe(1);
    await desk.notify('old.txt');
    expect(await desk.sweep()).toBe(0);
  });

  it('is not taken for unreadable because the bucket is out of reach', async () => {
    const outOfReach = { get: () => Promise.reject(new Error('out of reach')) } as unknown as Objects;
    await expect(isReadableAgain(outOfReach, 'old.txt', ['v1'])).rejects.toThrow('out of reach');
  });

  it('is removed when it is deleted meanwhile', async () => {
    await desk.put('old.txt', text, false);
    await desk.inbox.delete('old.txt');
    expect(await desk.sweep()).toBe(1);
    await desk.notify('old.txt');
    expect(await desk.claim('old.txt')).toEqual(['deleted', undefined, 0, undefined]);
  });
});

describe('an earlier version of a feed in cold storage', () => {
  beforeEach(async () => {
    await desk.put('feed.json', feed('a', 'b'));
    await desk.put('feed.json', feed('b', 'c'), false);
    await desk.put('feed.json', feed('d'));
  });

  it('is skipped, and counts once it can be read', async () => {
    expect(await desk.claim('feed.json')).toEqual(['stored', undefined, 3, 1]);
    expect(await desk.sweep()).toBe(0);
    desk.frozen.clear();
    expect(await desk.sweep()).toBe(1);
    await desk.notify('feed.json');
    expect(await desk.claim('feed.json')).toEqual(['stored', undefined, 4, undefined]);
    const [got, want] = await desk.rows('feed.json');
    expect(got).toEqual(want);
    expect(await desk.sweep()).toBe(0);
  });

  it('leaves a document as the newer version has it, which lists it too', async () => {
    await desk.put('feed.json', feed('b', 'e'));
    const newest = await desk.inbox.head('feed.json');
    await desk.put('feed.json', feed('f'));
    desk.frozen.clear();
    await desk.notify('feed.json');
    const sources = [...desk.table.items()].filter(({ sk, version }) => sk.startsWith('FROM#') && version);
    expect(sources.filter(({ version }) => version === newest?.version)).toHaveLength(2);
  });

  it('counts below the versions that came after it', async () => {
    await desk.put('feed.json', feed('c', 'e'));
    const newest = await desk.inbox.head('feed.json');
    desk.frozen.clear();
    await desk.notify('feed.json');
    const sources = [...desk.table.items()].filter(({ sk, version }) => sk.startsWith('FROM#') && version);
    expect(sources.filter(({ version }) => version === newest?.version)).toHaveLength(2);
    const [got, want] = await desk.rows('feed.json');
    expect(got).toEqual(want);
  });
});

it('of 120 unreadable versions the claim names the newest 100, and an event has all read again', async () => {
  for (let i = 0; i < 120; i++) await desk.put('feed.json', feed(`item-${i}`), false);
  await desk.put('feed.json', feed('last'));
  const named = claim.parse(await desk.table.get(keys.claim('feed.json'))).unreadable;
  expect(named).toHaveLength(100);
  expect(await desk.claim('feed.json')).toEqual(['stored', undefined, 1, 120]);
  desk.frozen.clear();
  await desk.notify('feed.json');
  expect(await desk.claim('feed.json')).toEqual(['stored', undefined, 121, undefined]);
});

it('with a new version the newest 16 unreadable ones are tried again, no others', async () => {
  for (let i = 0; i < 18; i++) await desk.put('feed.json', feed(`item-${i}`), false);
  await desk.put('feed.json', feed('last'));
  expect(await desk.claim('feed.json')).toEqual(['stored', undefined, 1, 18]);
  desk.frozen.clear();
  await desk.put('feed.json', feed('new'));
  expect(await desk.claim('feed.json')).toEqual(['stored', undefined, 18, 2]);
  const named = claim.parse(await desk.table.get(keys.claim('feed.json'))).unreadable;
  const { items } = await desk.inbox.listVersions('feed.json');
  expect(named).toEqual(
    items
      .slice(-2)
      .map(({ version }) => version)
      .reverse(),
  );
});
