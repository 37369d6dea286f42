/**
 * Makes summaries of the days with many documents, and makes them anew when rows of the day have changed: the
 * ids, tokens and shape of the rows are compared with the stamps of the summaries.
 */
import type { Table as LanceTable } from '@lancedb/lancedb';
import { dayOf } from '../../../core/dates/interval.ts';
import { giveWay } from '../../../core/giveWay.ts';
import type { Headline, Search } from '../../../core/ports/search.ts';
import { fewDocuments, summarizeStories, summarizeWords } from '../../../core/search/daySummary.ts';
import { undatedDay } from '../../../core/search/searchDay.ts';
import { literal, notGone } from '../filters.ts';
import { readNewestHeadlines } from '../headlines.ts';
import { firstDayOf, fnv1a, type PartName, partName } from '../parts.ts';
import type { Tables } from '../tables.ts';

const rowsPerTurn = 4_096;
/** How old the list of tables may be that one look uses, in milliseconds. */
const sameList = 60_000;

interface OpenPart {
  name: PartName;
  table: LanceTable;
}

interface DayState {
  documents: number;
  stamp: string;
}

export class DaySummarizer {
  readonly #tables: Tables;
  readonly #fewToday: number;

  /** @param fewToday today gets a summary only with more documents */
  constructor(tables: Tables, fewToday: number) {
    this.#tables = tables;
    this.#fewToday = fewToday;
  }

  run: Search['summarizeDays'] = async ({ until, parts }) => {
    const { read } = await this.#tables.layouts(0);
    const dated = read.filter(({ period }) => period !== undatedDay);
    let [made, complete] = [0, true];
    // The newest first: most questions are about them.
    for (const slice of Map.groupBy(dated, firstDayOf).values()) {
      if (parts !== undefined && !slice.some((name) => parts.includes(partName(name)))) continue;
      if (Date.now() >= until) return { made, complete: false };
      const outcome = await this.#summarize(await this.#open(slice), until);
      made += outcome.made;
      complete &&= outcome.complete;
    }
    return { made, complete };
  };

  async #open(parts: readonly PartName[]): Promise<OpenPart[]> {
    const opened: OpenPart[] = [];
    for (const name of parts) {
      const table = await this.#tables.table(name).newest();
      if (table !== undefined) opened.push({ name, table });
    }
    return opened;
  }

  async #summarize(parts: readonly OpenPart[], until: number): Promise<{ made: number; complete: boolean }> {
    const { summaries } = this.#tables;
    const names = await this.#tables.names(sameList);
    const days = await daysIn(parts);
    const all = [...days.keys()].sort().toReversed();
    const [to, from] = [all[0], all.at(-1)];
    if (from === undefined || to === undefined) return { made: 0, complete: true };
    const stamps = await summaries.read(names, { from, to }, 'stamp');
    const known = new Map(stamps.map((stored) => [stored.day, stored]));
    const small = stamps
      .map(({ day }) => day)
      .filter((day) => (days.get(day)?.documents ?? 0) <= this.#fewOn(day));
    for (const month of Map.groupBy(small, (day) => day.slice(0, 7)).values()) await summaries.remove(month);
    let made = 0;
    for (const day of all) {
      const { documents, stamp } = days.get(day) as DayState;
      if (documents <= this.#fewOn(day) || known.get(day)?.value === stamp) continue;
      const at = Date.now();
      if (at >= until) return { made, complete: false };
      if (!(await this.#write(parts, { day, documents, stamp }, at))) return { made, complete: false };
      made++;
    }
    return { made, complete: true };
  }

  #fewOn(day: string): number {
    return day < dayOf(Date.now()) ? fewDocuments : Math.max(fewDocuments, this.#fewToday);
  }

  /** @returns false if a document of the day went meanwhile: what an erasure removed must not come back */
  async #write(
    parts: readonly OpenPart[],
    { day, documents, stamp }: DayState & { day: string },
    made: number,
  ): Promise<boolean> {
    const scanned = parts.map(({ name, table }) => ({
      name,
      tables: async () => [{ table, without: [], isStored: true }],
    }));
    const filter = `${notGone} AND published = ${literal(day)}`;
    const versions = await versionsOf(parts);
    const { rows } = await readNewestHeadlines(scanned, filter, { limit: 2 * documents, brief: false });
    const [{ words }, stories] = [await summarizeWords(rows), await summarizeStories(rows)];
    for (const { table } of parts) await table.checkoutLatest();
    if ((await versionsOf(parts)) !== versions && !(await areIn(parts, filter, rows))) return false;
    const state = { day, documents: rows.length, made, stamp };
    await this.#tables.summaries.write(await this.#tables.names(sameList), { ...state, words, stories });
    return true;
  }
}

/** Merges of this process move a table on, too. */
async function versionsOf(parts: readonly OpenPart[]): Promise<string> {
  return (await Promise.all(parts.map(({ table }) => table.version()))).join();
}

async function areIn(
  parts: readonly OpenPart[],
  filter: string,
  rows: readonly Headline[],
): Promise<boolean> {
  const ids = new Set<string>();
  for (const { table } of parts) {
    const arrow = await table.query().where(filter).select(['id']).toArrow();
    for (const id of arrow.getChild('id') ?? []) ids.add(String(id));
  }
  return rows.every(({ id }) => ids.has(id));
}

/**
 * How many documents each day has, and a stamp of their ids, tokens and shape: rows of an earlier one, which
 * are read after an upgrade, say less of the same documents.
 */
async function daysIn(parts: readonly OpenPart[]): Promise<Map<string, DayState>> {
  const states = new Map<string, { documents: number; sum: number; mix: number }>();
  for (const { table } of parts) {
    const arrow = await table.query().where(notGone).select(['id', 'token', 'published']).toArrow();
    const [id, token, published] = ['id', 'token', 'published'].map((name) => arrow.getChild(name));
    for (let i = 0; i < arrow.numRows; i++) {
      if (i % rowsPerTurn === rowsPerTurn - 1) await giveWay();
      const day = String(published?.get(i));
      const state = states.get(day) ?? { documents: 0, sum: 0, mix: 0 };
      const hash = fnv1a(`${id?.get(i)} ${token?.get(i)}`);
      state.documents++;
      state.sum = (state.sum + hash) >>> 0;
      state.mix = (state.mix ^ Math.imul(hash, 0x9e3779b1)) >>> 0;
      states.set(day, state);
    }
  }
  const shape = parts[0]?.name.layout.shape;
  const written = ({ documents, sum, mix }: { documents: number; sum: number; mix: number }): DayState => ({
    documents,
    stamp: [shape, documents, sum.toString(36), mix.toString(36)].join('-'),
  });
  return new Map([...states].map(([day, state]) => [day, written(state)]));
}
