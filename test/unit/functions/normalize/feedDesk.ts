/** A feed in an inbox, for tests of what normalize reads and writes of its versions. */
import { documentId } from '../../../../core/document/documentIdentity.ts';
import { feedIdentity } from '../../../../core/formats/feeds/feedIdentity.ts';
import { readObject } from '../../../../core/formats/read.ts';
import { readSources } from '../../../../core/records/sources.ts';
import { normalize } from '../../../../functions/normalize/normalize.ts';
import type { NormalizePorts } from '../../../../functions/normalize/ports.ts';
import type { SweepPorts } from '../../../../functions/sweep/sweep.ts';
import { MemoryObjects } from '../../../../runtime/memory/objects.ts';
import { MemoryQueue } from '../../../../runtime/memory/queue.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';
import { memoryPorts } from '../../../memoryPorts.ts';

export const hour = 3600 * 1000;
export const key = 'wire/feed.json';
const home = 'https://wire.example/';
export const docOf = (guid: string) =>
  documentId({ ...feedIdentity(guid, { home, self: undefined, title: undefined }), ordinal: 0 });

/** Without versioning, every put is called `null` and replaces the last one. */
class Inbox extends MemoryObjects {
  versioned = true;

  protected override isVersioned(): boolean {
    return this.versioned;
  }
}

/** An inbox with one feed, and counters of what normalize reads and writes. */
export class FeedDesk {
  now = Date.parse('2021-05-03T09:00:00Z');
  parsed = 0;
  payloadsPut = 0;
  readonly #clock = () => this.now;
  readonly inbox = new Inbox(this.#clock);
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
      ...memoryPorts(this.#clock),
      inbox: this.inbox,
      archive: this.archive,
      table: this.table,
      queues: { uploads: queue, normalized: queue, extracted: queue, touched: queue },
      read: (object, from) => {
        this.parsed++;
        return readObject(object, from);
      },
    };
  }

  /** Puts a version of the feed that lists these items. */
  show(...guids: string[]): Promise<void> {
    return this.put(this.feed(...guids));
  }

  feed(...guids: string[]): string {
    const items = guids.map((id) => ({
      id,
      title: `Talks ${id}`,
      content_text: `The ministers of ${id} met in London to talk of sanctions.`,
    }));
    const feed = { version: 'https://jsonfeed.org/version/1.1', title: 'Wire', home_page_url: home, items };
    return JSON.stringify(feed);
  }

  async put(body: string): Promise<void> {
    this.now += hour;
    await this.inbox.put(key, body);
    await this.run();
  }

  run() {
    return normalize(this.ports, key);
  }

  async version(nth: number): Promise<string> {
    return (await this.inbox.listVersions(key)).items[nth]?.version ?? '';
  }

  /** The version that is the document's source. */
  async source(guid: string): Promise<string | undefined> {
    return (await readSources(this.table, docOf(guid)))[0]?.version;
  }

  async readings(): Promise<number> {
    return (await this.archive.list('readings/')).items.length;
  }
}
