import { beforeEach, describe, expect, it } from 'vitest';
import { documentId } from '../../../../core/document/identity.ts';
import { feedIdentity } from '../../../../core/formats/feeds/feedIdentity.ts';
import { readObject } from '../../../../core/formats/read.ts';
import { claim } from '../../../../core/records/claim.ts';
import { keys } from '../../../../core/records/keys.ts';
import { sourcesOf } from '../../../../core/records/sources.ts';
import { normalize } from '../../../../functions/normalize/normalize.ts';
import type { NormalizePorts } from '../../../../functions/normalize/ports.ts';
import { type SweepPorts, sweep } from '../../../../functions/sweep/sweep.ts';
import { MemoryObjects } from '../../../../runtime/memory/objects.ts';
import { MemoryQueue } from '../../../../runtime/memory/queue.ts';
import { MemorySearch } from '../../../../runtime/memory/search.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';

const hour = 3600 * 1000;
const key = 'wire/feed.json';
const home = 'https://wire.example/';
const docOf = (guid: string) =>
  documentId({ ...feedIdentity(guid, { home, self: undefined, title: undefined }), ordinal: 0 });

/** An inbox with one feed in it, and what is read of it. */
class FeedDesk {
  now = Date.parse('2021-05-03T09:00:00Z');
  parsed = 0;
  payloadsPut = 0;
  readonly #clock = () => this.now;
  readonly inbox = new MemoryObjects(this.#clock);
  readonly archive = new MemoryObjects(this.#clock);
  readonly table = new MemoryTable();
  readonly ports: NormalizePorts & SweepPorts;

  constructor() {
    const put = this.archive.put.bind(this.archive);
    this.archive.put = (name, ...rest) => {
      if (name.startsWith('payloads/')) this.payloadsPut++;
      return put(name, ...rest);
    };
    const queue = new MemoryQueue();
    this.ports = {
      inbox: this.inbox,
      archive: this.archive,
      table: this.table,
      search: new MemorySearch(),
      queues: { uploads: queue, normalized: queue, extracted: queue, touched: queue },
      read: (object) => {
        this.parsed++;
        return readObject(object);
      },
      clock: this.#clock,
      log: { info() {}, warn() {}, error() {} },
    };
  }

  /** A snapshot that shows these items. */
  async show(...guids: string[]): Promise<void> {
    const items = guids.map((id) => ({
      id,
      title: `Talks ${id}`,
      content_text: `The ministers of ${id} met in London to talk of sanctions.`,
    }));
    const feed = { version: 'https://jsonfeed.org/version/1.1', title: 'Wire', home_page_url: home, items };
    await this.put(JSON.stringify(feed));
  }

  async put(body: string): Promise<void> {
    this.now += hour;
    await this.inbox.put(key, body);
    await this.look();
  }

  look() {
    return normalize(this.ports, key);
  }

  async version(nth: number): Promise<string> {
    return (await this.inbox.listVersions(key)).items[nth]?.version ?? '';
  }

  /** The version that a document is read from. */
  async source(guid: string): Promise<string | undefined> {
    return (await sourcesOf(this.table, docOf(guid)))[0]?.version;
  }

  async readings(): Promise<number> {
    return (await this.archive.list('readings/')).items.length;
  }
}

let desk: FeedDesk;
beforeEach(() => {
  desk = new FeedDesk();
});

describe('a feed of many versions', () => {
  it('of 50 is read once a version, and each document stands as the newest that shows it says', async () => {
    for (let i = 0; i < 50; i++) await desk.show(`item-${i}`, `item-${i + 1}`);
    expect(desk.parsed).toBe(50);
    expect(desk.payloadsPut).toBeLessThan(50 * 6); // two a version, and each of the others twice a day
    for (const i of [0, 1, 25, 50])
      expect(await desk.source(`item-${i}`)).toBe(await desk.version(Math.max(0, 49 - i)));
    await desk.inbox.delete(key, await desk.version(10));
    await desk.look();
    expect(desk.parsed).toBe(51); // the current version, once more
    expect(await desk.source('item-39')).toBe(await desk.version(10));
  });

  it('skips a version that cannot be read, remembers that too, and says so', async () => {
    await desk.show('a');
    await desk.put('{"version": "https://jsonfeed.org/version/1.1", "items": [');
    expect(await desk.source('a')).toBeUndefined(); // as long as it is the current one
    await desk.show('b');
    await desk.show('c');
    expect(desk.parsed).toBe(5); // the one that was refused twice: as the current version, then as one of the feed's
    for (const guid of ['a', 'b', 'c']) expect(await desk.source(guid)).toBeDefined();
    expect(claim.parse(await desk.table.get(keys.claim(key)))).toMatchObject({
      feed: true,
      outcome: 'stored',
      skipped: 1,
    });
  });

  it('reads a version again where a sweep has removed what it said', async () => {
    await desk.show('a');
    await desk.show('a', 'b');
    const payload = (await sourcesOf(desk.table, docOf('b')))[0]?.payload;
    await desk.show('a', 'c');
    for (const { key: name, version } of (await desk.archive.listVersions(`payloads/${payload}`)).items)
      await desk.archive.delete(name, version);
    await desk.show('d');
    expect(desk.parsed).toBe(5);
    expect(await desk.archive.head(`payloads/${payload}.json`)).toBeDefined();
  });

  it('puts again what it is about to name, where that is old', async () => {
    await desk.show('a');
    const payload = `payloads/${(await sourcesOf(desk.table, docOf('a')))[0]?.payload}.json`;
    desk.now += 13 * hour;
    await desk.show('b');
    expect((await desk.archive.head(payload))?.modified).toBe(desk.now);
  });

  it('leaves no reading behind when it is deleted', async () => {
    for (const guid of ['a', 'b', 'c']) await desk.show(guid);
    desk.now += 25 * hour;
    for (let i = 0; i < 2; i++) {
      await sweep(desk.ports);
      desk.now += 2 * hour;
    }
    expect(await desk.readings()).toBe(3);
    await desk.inbox.delete(key);
    await desk.look();
    for (let i = 0; i < 2; i++) {
      await sweep(desk.ports);
      desk.now += 2 * hour;
    }
    expect(await desk.readings()).toBe(0);
  });
});
