/** Records that the real stages made, in memory, to be damaged and swept. */
import { compareWithRebuild } from '../../../../cli/verify/compareWithRebuild.ts';
import { readObject } from '../../../../core/formats/read.ts';
import type { Item, Key } from '../../../../core/ports/table.ts';
import { enqueueKeys } from '../../../../core/protocol/messages.ts';
import type { Ports } from '../../../../core/protocol/ports.ts';
import { runStages } from '../../../../functions/runStages.ts';
import { type SweepReport, sweep } from '../../../../functions/sweep/sweep.ts';
import { annotator } from '../../../../runtime/annotator.ts';
import { MemoryObjects } from '../../../../runtime/memory/objects.ts';
import { MemoryQueue } from '../../../../runtime/memory/queue.ts';
import { MemorySearch } from '../../../../runtime/memory/search.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';

const annotate = annotator();

export const story = (title: string): string => `${title}

The foreign minister Antony Blinken arrived in London on 3 May 2021 for talks with the mayor, which go on.
`;

export class Records {
  now = Date.parse('2021-06-02T12:00:00Z');
  readonly inbox = new MemoryObjects(() => this.now);
  readonly archive = new MemoryObjects(() => this.now);
  readonly table = new MemoryTable();
  readonly search = new MemorySearch();
  readonly warnings: string[] = [];

  get ports(): Ports {
    const warn = (message: string) => this.warnings.push(message);
    const queue = new MemoryQueue();
    return {
      inbox: this.inbox,
      read: readObject,
      annotate,
      archive: this.archive,
      table: this.table,
      search: this.search,
      queues: { uploads: queue, normalized: queue, extracted: queue, touched: queue },
      clock: () => this.now,
      log: { info() {}, warn, error: warn },
    };
  }

  /** Puts a file and lets the stages handle it. */
  async put(key: string, body: string): Promise<void> {
    await this.inbox.put(key, body);
    await this.handle(key);
  }

  async handle(...keys: string[]): Promise<void> {
    await runStages(this.ports, ({ uploads }) => enqueueKeys(uploads, keys), { sent: this.now });
  }

  /** One sweep, then the work that it queued. */
  sweep(): Promise<SweepReport> {
    return this.sweepWith(sweep);
  }

  /** One call of a sweep, then the work that it queued. */
  async sweepWith<R>(call: (ports: Ports) => Promise<R>): Promise<R> {
    let report: R | undefined;
    await runStages(
      this.ports,
      async (queues) => {
        report = await call({ ...this.ports, queues });
      },
      { sent: this.now },
    );
    if (report === undefined) throw new Error('the sweep did not run');
    return report;
  }

  /** Ends a call of a sweep after this many steps. */
  afterSteps(count: number): () => boolean {
    let left = count;
    let last = -1;
    return () => {
      const [row] = this.rows('SWEEP');
      const { step = -1 } = (row?.pass ?? {}) as { step?: number };
      if (step !== last) left--;
      last = step;
      return left < 0;
    };
  }

  async differences(): Promise<string[]> {
    return (await compareWithRebuild(this.ports)).differences;
  }

  /** The only row that matches. */
  row(matches: (item: Item) => boolean): Item {
    const found = [...this.table.items()].filter(matches);
    if (found[0] === undefined || found.length > 1) throw new Error(`${found.length} rows match`);
    return found[0];
  }

  rows(prefix: string, sort = ''): Item[] {
    return [...this.table.items()].filter(({ pk, sk }) => pk.startsWith(prefix) && sk.startsWith(sort));
  }

  async remove({ pk, sk }: Key): Promise<void> {
    await this.table.delete({ pk, sk });
  }

  /** Removes all versions of the archive's objects under a prefix. */
  async loseArchive(prefix: string): Promise<number> {
    const { items } = await this.archive.listVersions(prefix);
    for (const { key, version } of items) await this.archive.delete(key, version);
    return items.length;
  }
}
