/**
 * The tables of summaries of days, one for each month: `days2-2021-05`, where 2 is the form of the
 * summaries. They stand beside the tables of rows, so an epoch's end and a purge remove them too.
 */
import type { Connection } from '@lancedb/lancedb';
import { Field, Float64, Int32, Schema, Utf8 } from 'apache-arrow';
import type { DayStories, DayStory, DaySummary, DayWords } from '../../../core/ports/daySummaries.ts';
import { mapConcurrent } from '../../../core/protocol/mapConcurrent.ts';
import { literal, literals } from '../filters.ts';
import { openTable } from '../openTable.ts';

/** Increase it with every change of what a summary says; then all are made anew. */
const form = 2;
const tablesAtOnce = 8;
/** Readers take a moment; older versions are removed. */
const keepMilliseconds = 60_000;

const schema = new Schema([
  new Field('day', new Utf8(), false),
  new Field('stamp', new Utf8(), false),
  new Field('documents', new Int32(), false),
  new Field('made', new Float64(), false),
  new Field('words', new Utf8(), false),
  // A line says how many are left out, and each story is a line: readers of many days need the first ones.
  new Field('stories', new Utf8(), false),
]);

export interface StoredSummary extends DaySummary {
  /** Differs where the rows of the day do. */
  stamp: string;
  words: DayWords['words'];
  stories: Pick<DayStories, 'stories' | 'more'>;
}

type Column = 'stamp' | 'words' | 'stories';

const nameOf = (month: string): string => `days${form}-${month}`;
const isSummaryTable = (name: string): boolean => /^days\d+-\d{4}-\d{2}$/.test(name);
const monthOf = (day: string): string => day.slice(0, 7);

const storyLines = ({ stories, more }: StoredSummary['stories']): string =>
  [more, ...stories.map((story) => JSON.stringify(story))].join('\n');

/** @param lines as they are stored */
export function firstStories(lines: string, most: number): StoredSummary['stories'] {
  const [more, ...all] = lines.split('\n');
  const stories = all.slice(0, most).map((line) => JSON.parse(line) as DayStory);
  return { stories, more: Number(more) + all.length - stories.length };
}

/** Reads and replaces the summaries of days. */
export class SummaryTables {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * One column of the summaries of these days, oldest first.
   *
   * @param names of the existing tables
   */
  async read(
    names: ReadonlySet<string>,
    { from, to }: { from: string; to: string },
    column: Column,
  ): Promise<(DaySummary & { value: string })[]> {
    const months = [...names].filter(
      (name) => name >= nameOf(monthOf(from)) && name <= nameOf(monthOf(to)) && isSummaryTable(name),
    );
    const found = await mapConcurrent(tablesAtOnce, months, async (name) => {
      const table = await openTable(this.#connection, name);
      if (table === undefined) return [];
      const arrow = await table
        .query()
        .where(`day >= ${literal(from)} AND day <= ${literal(to)}`)
        .select(['day', 'documents', 'made', column])
        .toArrow();
      table.close();
      const of = (name: string, i: number): unknown => arrow.getChild(name)?.get(i);
      return Array.from({ length: arrow.numRows }, (_, i) => ({
        day: String(of('day', i)),
        documents: Number(of('documents', i)),
        made: Number(of('made', i)),
        value: String(of(column, i)),
      }));
    });
    // Two writers may have added a day each.
    const newest = new Map(
      found
        .flat()
        .sort((a, b) => a.made - b.made)
        .map((each) => [each.day, each]),
    );
    return [...newest.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
  }

  async write(names: ReadonlySet<string>, { words, stories, ...rest }: StoredSummary): Promise<void> {
    const name = nameOf(monthOf(rest.day));
    const row = { ...rest, words: JSON.stringify(words), stories: storyLines(stories) };
    const opened = names.has(name) ? await openTable(this.#connection, name) : undefined;
    const table = opened ?? (await this.#connection.createEmptyTable(name, schema, { existOk: true }));
    await table.mergeInsert('day').whenMatchedUpdateAll().whenNotMatchedInsertAll().execute([row]);
    await table.optimize({ cleanupOlderThan: new Date(Date.now() - keepMilliseconds) });
    table.close();
  }

  /** @param days of one month */
  async remove(days: readonly string[]): Promise<void> {
    const table =
      days[0] === undefined ? undefined : await openTable(this.#connection, nameOf(monthOf(days[0])));
    await table?.delete(`day IN (${literals(days)})`);
    table?.close();
  }

  /** Drops all of them, or those of other forms. */
  async drop(names: Iterable<string>, { outdated }: { outdated: boolean }): Promise<void> {
    for (const name of names)
      if (isSummaryTable(name) && !(outdated && name.startsWith(`days${form}-`)))
        await this.#connection.dropTable(name);
  }
}
