/**
 * The search table of the current epoch (core/records/epoch.ts); each epoch has a folder of its own. Writes,
 * and reads that compare tokens, look up the epoch at every call, so that no row of one epoch gets into the
 * search table of another. Queries look it up once a minute.
 */
import type { Clock } from '../../core/ports/clock.ts';
import type { Search } from '../../core/ports/search.ts';
import type { SearchListing } from '../../core/ports/searchListing.ts';
import type { Table } from '../../core/ports/table.ts';
import { currentEpoch, type Epoch, findEpoch } from '../../core/records/epoch.ts';

export interface EpochSearchOptions {
  table: Table;
  clock: Clock;
  /** Opens the search table of an epoch, and creates nothing. */
  open(epoch: string): Promise<Search & SearchListing>;
  /** Whether to create the first epoch of a new table. Otherwise its search table is empty. */
  create?: boolean;
  /** Removes the search tables of all other epochs. Absent in functions that lack the permission. */
  removeOthers?(epoch: string): Promise<void>;
}

/** How old the epoch that a query uses may be. */
const queryMilliseconds = 60_000;
/** How long the search tables of earlier epochs stay: readers may still use them for a minute. */
const keepOthersMilliseconds = 24 * 3600 * 1000;
/** Stands for the epoch of a table that has none yet; its search table is empty. */
const noEpoch: Epoch = { id: 'none', began: Number.POSITIVE_INFINITY };

export class EpochSearch implements Search, SearchListing {
  readonly #options: EpochSearchOptions;
  #opened: { epoch: Epoch; search: Promise<Search & SearchListing> } | undefined;
  #checked = Number.NEGATIVE_INFINITY;
  /** The epoch for which the search tables of all others were removed. */
  #alone: string | undefined;

  private constructor(options: EpochSearchOptions) {
    this.#options = options;
  }

  static async open(options: EpochSearchOptions): Promise<EpochSearch> {
    const search = new EpochSearch(options);
    await search.#current(0);
    return search;
  }

  merge: Search['merge'] = async (rows) => (rows.length === 0 ? [] : (await this.#current(0)).merge(rows));

  query: Search['query'] = async (query) => (await this.#current()).query(query);

  list: SearchListing['list'] = async (where, page) => (await this.#current()).list(where, page);

  sample: Search['sample'] = async (where, options) => (await this.#current()).sample(where, options);

  nearDuplicates: Search['nearDuplicates'] = async (bands, limit) =>
    (await this.#current()).nearDuplicates(bands, limit);

  publishedBetween: Search['publishedBetween'] = async (days, limit) =>
    (await this.#current()).publishedBetween(days, limit);

  summarizeDays: Search['summarizeDays'] = async (options) => (await this.#current(0)).summarizeDays(options);

  dayWords: Search['dayWords'] = async (days) => (await this.#current()).dayWords(days);

  dayStories: Search['dayStories'] = async (days, most) => (await this.#current()).dayStories(days, most);

  census: Search['census'] = async () => (await this.#current()).census();

  tokensOf: Search['tokensOf'] = async (rows) => (await this.#current(0)).tokensOf(rows);

  rows: Search['rows'] = async (rows) => (await this.#current(0)).rows(rows);

  scan: Search['scan'] = async (after) => (await this.#current(0)).scan(after);

  parts: Search['parts'] = async () => (await this.#current(0)).parts();

  compact: Search['compact'] = async (part) => (await this.#current(0)).compact(part);

  declareComplete: Search['declareComplete'] = async () => (await this.#current(0)).declareComplete();

  removeOutdated: Search['removeOutdated'] = async () => {
    const search = await this.#current(0);
    const { began } = this.#opened?.epoch ?? noEpoch;
    if (this.#options.clock() - began > keepOthersMilliseconds) await this.#removeOthers();
    await search.removeOutdated();
  };

  /** Also removes the search tables of earlier epochs, because they may contain what is purged. */
  purge: Search['purge'] = async () => {
    const search = await this.#current(0);
    this.#alone = undefined;
    await this.#removeOthers();
    await search.purge();
  };

  async #removeOthers(): Promise<void> {
    const { id } = this.#opened?.epoch ?? noEpoch;
    if (this.#alone === id || id === noEpoch.id) return;
    await this.#options.removeOthers?.(id);
    this.#alone = id;
  }

  /**
   * Lets go of the search table, with its caches and the snapshots that queries read. The next call opens it
   * again; what runs on it meanwhile keeps it.
   */
  releaseMemory(): void {
    this.#opened = undefined;
  }

  /** @param maximumAge how old the epoch in use may be, in milliseconds */
  async #current(maximumAge = queryMilliseconds): Promise<Search & SearchListing> {
    const now = this.#options.clock();
    const age = now - this.#checked;
    if (this.#opened === undefined || age < 0 || age >= maximumAge) {
      const { table, clock, create, open } = this.#options;
      const found = create ? await currentEpoch({ table, clock }) : await findEpoch({ table });
      const epoch = found ?? noEpoch;
      this.#checked = now;
      // An earlier search table stays open: queries may be running on it. Epochs are rare.
      if (this.#opened?.epoch.id !== epoch.id) this.#opened = { epoch, search: open(epoch.id) };
    }
    const opened = this.#opened;
    if (opened === undefined) throw new Error('no search table is open');
    try {
      return await opened.search;
    } catch (error) {
      if (this.#opened === opened) this.#opened = undefined;
      throw error;
    }
  }
}
