/**
 * The search table as AWS would charge for it: LanceDB itself, on an S3 in memory that counts its requests.
 * A merge waits for its requests one after the other, except for the files that it reads side by side.
 */
import type { SearchRow } from '../../core/ports/search.ts';
import { compactionDue } from '../../core/protocol/topology.ts';
import { LanceSearch } from '../../runtime/lance/search.ts';
import type { Meter } from './meters.ts';
import { CountingS3, type Requests } from './s3Server.ts';
import { latency, type VirtualTime } from './virtualTime.ts';

/** How many files LanceDB reads at once. */
const concurrentReads = 8;

export class MeteredSearch {
  readonly #s3: CountingS3;
  readonly #lance: LanceSearch;
  readonly #meter: Meter;
  readonly #time: VirtualTime;
  readonly parts = new Set<string>();
  merges = 0;

  private constructor(s3: CountingS3, lance: LanceSearch, meter: Meter, time: VirtualTime) {
    this.#s3 = s3;
    this.#lance = lance;
    this.#meter = meter;
    this.#time = time;
  }

  static async open(meter: Meter, time: VirtualTime): Promise<MeteredSearch> {
    const s3 = await CountingS3.open();
    const { storageOptions } = s3;
    const lance = await LanceSearch.open({ uri: 's3://bucket/search', storageOptions });
    return new MeteredSearch(s3, lance, meter, time);
  }

  async merge(rows: readonly SearchRow[]): Promise<readonly string[]> {
    let parts: readonly string[] = [];
    const requests = await this.#time.outside(() =>
      this.#s3.count(async () => {
        parts = await this.#lance.merge(rows);
      }),
    );
    this.merges++;
    for (const part of parts) this.parts.add(part);
    await this.#time.sleep(this.#charge('search merges', requests));
    return parts;
  }

  /** Compacts what was merged. */
  async compact(): Promise<void> {
    for (const part of this.parts) {
      const requests = await this.#time.outside(() => this.#s3.count(() => this.#lance.compact(part)));
      this.#charge('search compaction', requests);
    }
    this.parts.clear();
  }

  async close(): Promise<void> {
    await this.#lance.close();
    await this.#s3.close();
  }

  /** @returns how long the requests take, in milliseconds */
  #charge(kind: string, { puts, lists, gets }: Requests): number {
    this.#meter.add(kind, { puts: puts + lists, gets });
    const { put, list, get } = latency;
    return puts * put + lists * list + Math.ceil(gets / concurrentReads) * get;
  }
}

/** Processor time of a compaction per row of its part, in milliseconds (docs/performance.md). */
const millisecondsPerRow = 0.8;

/** Lambda's memory per processor, in gigabytes. LanceDB compacts on all processors that there are. */
const gigabytesPerProcessor = 1769 / 1024;

/**
 * Compacts as often as AWS does, and once at the end for what is left. The parts of the bench are small, so
 * the processor time is that of a part half filled: the rows of half a month.
 */
export class CompactionModel {
  readonly #search: MeteredSearch;
  readonly #meter: Meter;
  readonly #rows: number;
  #since = 0;

  constructor(search: MeteredSearch, meter: Meter, perDay: number) {
    this.#search = search;
    this.#meter = meter;
    this.#rows = 15 * perDay;
  }

  async whenDue(): Promise<void> {
    if (this.#search.merges - this.#since >= compactionDue.aws.merges) await this.end();
  }

  /** Charges the processor time of as large a part of a compaction as there were merges. */
  async end(): Promise<void> {
    const invocations = (this.#search.merges - this.#since) / compactionDue.aws.merges;
    this.#since = this.#search.merges;
    const seconds = (invocations * this.#rows * millisecondsPerRow) / 1000;
    this.#meter.add('search compaction', { invocations, gigabyteSeconds: seconds * gigabytesPerProcessor });
    await this.#search.compact();
  }
}
