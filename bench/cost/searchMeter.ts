/**
 * The search table as AWS would charge for it: LanceDB itself, on a stand-in for S3 that counts its requests.
 * A merge waits for its requests one after the other, except for the files that it reads side by side.
 */

import { gigabytesOf } from '../../core/cost.ts';
import type { SearchRow } from '../../core/ports/search.ts';
import {
  compactionDue,
  mostRowsToCompact,
  searchDivision,
  summariesDue,
} from '../../core/protocol/topology.ts';
import { gigabytes } from '../../functions/deploymentCost.ts';
import { functions } from '../../functions/functions.ts';
import { fewToday } from '../../runtime/aws/searchTable.ts';
import { LanceSearch } from '../../runtime/lance/search.ts';
import { latency, memoryOfOneProcessor } from '../aws/facts.ts';
import type { Timeline } from '../aws/timeline.ts';
import { blankSearchRow } from '../blankSearchRow.ts';
import { CountedS3, type Requests } from '../countedS3.ts';
import type { Meter } from './meters.ts';

type PaidRequests = Pick<Requests, 'puts' | 'lists' | 'gets'>;

/** How many files LanceDB reads at once. */
const concurrentReads = 8;

const daysOfMonth = 30;
const day = 24 * 3_600_000;

/**
 * Processor milliseconds of a compaction, by the rows of its table and by those of them that are new, and of
 * a summary by the documents of its day (docs/performance.md, "The search table" and "The API").
 */
const processor = { row: 0.42, newRow: 1.45, summarized: 0.35 } as const;

/** LanceDB compacts on all processors that there are. */
const gigabytesOfProcessor = gigabytesOf({
  memoryMB: memoryOfOneProcessor,
  architecture: functions.compact.architecture,
});

/** In each file of the table that there is before the first document. */
const rowsPerFile = 16;

const placeholder = (id: string, published: string) => ({
  ...blankSearchRow(id),
  published,
});

/** Into how many slices a month must be divided at this rate, so that all of its tables are compacted. */
function slicesOfMonth(perDay: number): number {
  return Math.max(searchDivision.aws.slices, Math.ceil((daysOfMonth * perDay) / mostRowsToCompact));
}

/** How documents come to the search table. */
export interface Flow {
  /** Documents published in a day. */
  perDay: number;
  /** Those that arrive in a day. */
  arriving: number;
  /** Rows of a merge. */
  rows: number;
}

/** How many merges into a table are due to be compacted together. */
function mergesOfCompaction({ arriving, rows }: Flow): number {
  const { merges, rows: enough, milliseconds, longest } = compactionDue.aws;
  const between = (rows * day) / arriving;
  const waits = Math.min(longest, Math.max(milliseconds, (enough / rows) * between));
  return Math.max(1, Math.min(merges, Math.round(waits / between)));
}

/** After how many documents of a day its part is looked at for summaries. */
function documentsOfLook({ arriving }: Flow): number {
  return Math.max(summariesDue.aws.rows, (summariesDue.aws.milliseconds * arriving) / day);
}

/** What was merged into a table since its last compaction. */
interface Merged {
  merges: number;
  /** Those of the bench's documents, which are charged. */
  charged: { merges: number; rows: number };
}

const nothing: Merged = { merges: 0, charged: { merges: 0, rows: 0 } };

export class MeteredSearch {
  readonly #s3: CountedS3;
  readonly #lance: LanceSearch;
  readonly #meter: Meter;
  readonly #time: Timeline;
  readonly #flow: Flow;
  readonly #merged = new Map<string, Merged>();
  #first = '';
  #filled = 0;

  private constructor(s3: CountedS3, lance: LanceSearch, meter: Meter, time: Timeline, flow: Flow) {
    this.#s3 = s3;
    this.#lance = lance;
    this.#meter = meter;
    this.#time = time;
    this.#flow = flow;
  }

  static async open(meter: Meter, time: Timeline, flow: Flow): Promise<MeteredSearch> {
    const s3 = await CountedS3.open();
    const { storageOptions } = s3;
    const division = { ...searchDivision.aws, slices: slicesOfMonth(flow.perDay) };
    const lance = await LanceSearch.open({ uri: 's3://bucket/search', storageOptions, division });
    return new MeteredSearch(s3, lance, meter, time, flow);
  }

  /** How many merges are due to be compacted together. */
  get merges(): number {
    return mergesOfCompaction(this.#flow);
  }

  /**
   * Creates the table of a day. A merge reads all files since the last compaction, so there are as many that
   * the following merges find half of the most on the average. What that costs is not charged.
   */
  async createTable(day: string, following: number): Promise<void> {
    this.#first = day;
    await this.#fill(Math.max(1, Math.round((this.merges - Math.min(this.merges, following)) / 2)));
  }

  /** Merges rows into the table of the first day. That is not charged. */
  async #fill(merges: number): Promise<void> {
    for (let i = 0; i < merges; i++) {
      const file = ++this.#filled;
      const rows = Array.from({ length: rowsPerFile }, (_, n) => placeholder(`${file} ${n}`, this.#first));
      const parts = await this.#time.outside(() => this.#lance.merge(rows));
      for (const part of parts) {
        const { merges: before, charged } = this.#merged.get(part) ?? nothing;
        this.#merged.set(part, { merges: before + 1, charged });
      }
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
   * Compacts a table as if all merges were in it that wait for a compaction. Of the cost as much is charged
   * as there were merges of the bench's documents.
   *
   * @param rows of the table whose processor time it takes
   */
  async compact(part: string, rows: number): Promise<void> {
    const { merges, charged } = this.#merged.get(part) ?? nothing;
    await this.#fill(this.merges - merges);
    const all = await this.#time.outside(() => this.#s3.count(() => this.#lance.compact(part)));
    const share = Math.min(1, charged.merges / this.merges);
    const requests = { puts: all.puts * share, lists: all.lists * share, gets: all.gets * share };
    this.#charge('search compaction', requests);
    const computed = rows * processor.row * share + charged.rows * processor.newRow;
    this.#meter.add('search compaction', {
      invocations: share,
      gigabyteSeconds: compactSeconds(requests, computed),
    });
    this.#merged.delete(part);
  }

  /**
   * Charges the looks for days to be summarized that so many documents lead to (functions/compact), each by
   * what one costs after these merges. It finds one day to be summarized: today's, or the last one that is
   * over where few documents come in a day.
   */
  async summarize(documents: number): Promise<void> {
    const look = () => this.#lance.summarizeDays({ until: Number.POSITIVE_INFINITY });
    await this.#time.outside(look);
    await this.#fill(1);
    const one = await this.#time.outside(() => this.#s3.count(look));
    const looks = documents / documentsOfLook(this.#flow);
    const requests = { puts: one.puts * looks, lists: one.lists * looks, gets: one.gets * looks };
    const { perDay } = this.#flow;
    const computed = looks * processor.summarized * (perDay > fewToday ? perDay / 2 : perDay);
    this.#charge('search summaries', requests);
    this.#meter.add('search summaries', { gigabyteSeconds: compactSeconds(requests, computed) });
  }

  async close(): Promise<void> {
    await this.#lance.close();
    await this.#s3.close();
  }

  #charge(kind: string, { puts, lists, gets }: PaidRequests): void {
    this.#meter.add(kind, { puts: puts + lists, gets });
  }
}

/** What `compact` is charged for its requests and for milliseconds of processor. */
function compactSeconds(requests: PaidRequests, computed: number): number {
  return (waitFor(requests) / 1000) * gigabytes('compact') + (computed / 1000) * gigabytesOfProcessor;
}

/** How long requests to one table take, in milliseconds. */
function waitFor({ puts, lists, gets }: PaidRequests): number {
  const { put, list, get } = latency.s3;
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
    for (const part of this.#search.due(this.#search.merges)) await this.#search.compact(part, this.#rows);
  }

  /** Charges what is left as the part of a compaction that it is. */
  async end(): Promise<void> {
    for (const part of this.#search.due(1)) await this.#search.compact(part, this.#rows);
  }
}
