/**
 * The search table as AWS would charge for it: LanceDB itself, on an S3 in memory that counts its requests.
 * A merge waits for its requests one after the other, except for the files that it reads side by side.
 */
import { gigabytesOf } from '../../core/cost.ts';
import type { SearchRow } from '../../core/ports/search.ts';
import { compactionDue, mostRowsToCompact, searchDivision } from '../../core/protocol/topology.ts';
import { gigabytes } from '../../functions/deploymentCost.ts';
import { functions } from '../../functions/functions.ts';
import { LanceSearch } from '../../runtime/lance/search.ts';
import type { Meter } from './meters.ts';
import { CountingS3, type Requests } from './s3Server.ts';
import { latency, type VirtualTime } from './virtualTime.ts';

/** How many files LanceDB reads at once. */
const concurrentReads = 8;

const daysOfMonth = 30;

/** Processor milliseconds of a compaction, by the rows of its table and by those of them that are new. */
const processor = { row: 0.42, newRow: 1.45 } as const; // docs/performance.md, "The search table"

/** Lambda's memory per processor. LanceDB compacts on all processors that there are. */
const gigabytesOfProcessor = gigabytesOf({ memoryMB: 1769, architecture: functions.compact.architecture });

/** In each file of the table that there is before the first document. */
const rowsPerFile = 16;

const placeholder = (id: string, published: string): SearchRow => ({
  ...{ id, token: 1, gone: false, title: '', standfirst: '', text: '' },
  ...{ bands: [], entities: [], mentions: [], source: '', language: '', published },
});

/** Into how many slices a month must be divided at this rate, so that all of its tables are compacted. */
function slicesOfMonth(perDay: number): number {
  return Math.max(searchDivision.aws.slices, Math.ceil((daysOfMonth * perDay) / mostRowsToCompact));
}

/** What was merged into a table since its last compaction. */
interface Merged {
  merges: number;
  /** Those of the bench's documents, which are charged. */
  charged: { merges: number; rows: number };
}

const nothing: Merged = { merges: 0, charged: { merges: 0, rows: 0 } };

export class MeteredSearch {
  readonly #s3: CountingS3;
  readonly #lance: LanceSearch;
  readonly #meter: Meter;
  readonly #time: VirtualTime;
  readonly #merged = new Map<string, Merged>();

  private constructor(s3: CountingS3, lance: LanceSearch, meter: Meter, time: VirtualTime) {
    this.#s3 = s3;
    this.#lance = lance;
    this.#meter = meter;
    this.#time = time;
  }

  static async open(meter: Meter, time: VirtualTime, perDay: number): Promise<MeteredSearch> {
    const s3 = await CountingS3.open();
    const { storageOptions } = s3;
    const division = { ...searchDivision.aws, slices: slicesOfMonth(perDay) };
    const lance = await LanceSearch.open({ uri: 's3://bucket/search', storageOptions, division });
    return new MeteredSearch(s3, lance, meter, time);
  }

  /**
   * Creates the table of a day. A merge reads all files since the last compaction, so there are as many that
   * the following merges find half of the most on the average. What that costs is not charged.
   */
  async createTable(day: string, following: number): Promise<void> {
    const most = compactionDue.aws.merges;
    const files = Math.max(1, Math.round((most - Math.min(most, following)) / 2));
    for (let merges = 1; merges <= files; merges++) {
      const rows = Array.from({ length: rowsPerFile }, (_, i) => placeholder(`${merges} ${i}`, day));
      const parts = await this.#time.outside(() => this.#lance.merge(rows));
      for (const part of parts) this.#merged.set(part, { merges, charged: { merges: 0, rows: 0 } });
    }
  }

  async merge(rows: readonly SearchRow[]): Promise<readonly string[]> {
    let parts: readonly string[] = [];
    const requests = await this.#time.outside(() =>
      this.#s3.count(async () => {
        parts = await this.#lance.merge(rows);
      }),
    );
    for (const part of parts) {
      const { merges, charged } = this.#merged.get(part) ?? nothing;
      this.#merged.set(part, {
        merges: merges + 1,
        charged: { merges: charged.merges + 1, rows: charged.rows + rows.length / parts.length },
      });
    }
    this.#charge('search merges', requests);
    // The tables are merged into side by side.
    await this.#time.sleep(waitFor(requests) / Math.max(1, parts.length));
    return parts;
  }

  /** The tables that at least so many merges have been into since their last compaction. */
  due(merges: number): string[] {
    return [...this.#merged].filter(([, merged]) => merged.merges >= merges).map(([part]) => part);
  }

  /**
   * Compacts a table. Of the cost as much is charged as there were merges of the bench's documents.
   *
   * @param rows of the table whose processor time it takes
   */
  async compact(part: string, rows: number): Promise<void> {
    const all = await this.#time.outside(() => this.#s3.count(() => this.#lance.compact(part)));
    const { charged } = this.#merged.get(part) ?? nothing;
    const share = Math.min(1, charged.merges / compactionDue.aws.merges);
    const requests = { puts: all.puts * share, lists: all.lists * share, gets: all.gets * share };
    this.#charge('search compaction', requests);
    const computed = rows * processor.row * share + charged.rows * processor.newRow;
    const gigabyteSeconds =
      (waitFor(requests) / 1000) * gigabytes('compact') + (computed / 1000) * gigabytesOfProcessor;
    this.#meter.add('search compaction', { invocations: share, gigabyteSeconds });
    this.#merged.delete(part);
  }

  async close(): Promise<void> {
    await this.#lance.close();
    await this.#s3.close();
  }

  #charge(kind: string, { puts, lists, gets }: Requests): void {
    this.#meter.add(kind, { puts: puts + lists, gets });
  }
}

/** How long requests to one table take, in milliseconds. */
function waitFor({ puts, lists, gets }: Requests): number {
  const { put, list, get } = latency;
  return puts * put + lists * list + (gets / concurrentReads) * get;
}

/**
 * Compacts each table as often as AWS does. The tables of the bench are small, so the processor time is that
 * of a table in the middle of its days.
 */
export class CompactionModel {
  readonly #search: MeteredSearch;
  readonly #rows: number;

  /** @param perDay documents, over the tables of a month */
  constructor(search: MeteredSearch, perDay: number) {
    this.#search = search;
    this.#rows = (daysOfMonth / 2) * (perDay / slicesOfMonth(perDay));
  }

  async whenDue(): Promise<void> {
    for (const part of this.#search.due(compactionDue.aws.merges))
      await this.#search.compact(part, this.#rows);
  }

  /** Charges what is left as the part of a compaction that it is. */
  async end(): Promise<void> {
    for (const part of this.#search.due(1)) await this.#search.compact(part, this.#rows);
  }
}
