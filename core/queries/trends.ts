/**
 * Finds the entities that are in more documents of a day than expected, from the rows that `index` keeps of
 * those in many documents. It reads an entity's tallies only as long as its score may be among the highest.
 */
import { daysAfter } from '../dates/interval.ts';
import { omitUndefined } from '../omitUndefined.ts';
import type { Item, Table } from '../ports/table.ts';
import { paginate } from '../protocol/paginate.ts';
import { countedEntity, documentsOn } from '../records/entity.ts';
import { keys, trendPartition } from '../records/keys.ts';
import { baselineDays, type TrendRow, trendRow, trendSteps } from '../records/trend.ts';
import { byScore, type Trend, trendOf } from '../search/trends.ts';

/** Most rows and entities that one answer reads. */
const maxRows = 25_000;
const maxEntities = 1000;
const entitiesPerRead = 50;

export interface EntityTrends {
  trends: Trend[];
  /** How many entities were compared, if that is not all that may belong to the answer. */
  gaveUpAfter?: number;
}

/** @param question `share`: the documents of the day per document of the baseline */
export async function findEntityTrends(
  table: Table,
  question: { day: string; share: number; minimum: number; type?: string | undefined; limit: number },
): Promise<EntityTrends> {
  const { day, share, minimum, type, limit } = question;
  const known = new Set<string>();
  let trends: Trend[] = [];
  let waiting: { entity: string; most: number }[] = [];
  let rows = 0;
  let compared = 0;
  const gaveUp = () => ({ trends, gaveUpAfter: compared });
  for (const steps of stepsTogether) {
    // No entity without a row of a step above can have more documents, or a higher score, than this.
    if (lowestOf(trends, limit) >= mostOf(steps[0])) break;
    for (const step of steps) {
      if (mostOf(step) < minimum) continue;
      for await (const row of readRows(table, day, step)) {
        if (++rows > maxRows) return gaveUp();
        if (known.has(row.entity) || (type !== undefined && !row.entity.startsWith(`${type}/`))) continue;
        known.add(row.entity);
        waiting.push({ entity: row.entity, most: trendOf('', mostOf(step), row.before * share).score });
      }
    }
    waiting = waiting.sort((a, b) => b.most - a.most);
    while ((waiting[0]?.most ?? 0) > lowestOf(trends, limit)) {
      if (compared >= maxEntities) return gaveUp();
      const next = waiting.splice(0, entitiesPerRead).map(({ entity }) => entity);
      compared += next.length;
      const found = await compare(table, next, day, share);
      const own = found.filter((trend) => trend.score > 0 && trend.documents >= minimum);
      trends = [...trends, ...own].sort(byScore).slice(0, limit);
    }
  }
  return { trends };
}

/**
 * The steps whose rows are read before any entity is compared, so that the most promising ones come first.
 * Most entities are in few documents; their rows are read only if they may belong to the answer.
 */
const [few, ...more] = trendSteps.keys();
const stepsTogether = [more.reverse(), [few ?? 0]] as const;

/** The most documents of an entity whose highest row is of this step. */
const mostOf = (step = 0): number => (trendSteps[step + 1] ?? Number.POSITIVE_INFINITY) - 1;

/** The lowest score of a full list; 0 if it is not full. @param trends in order */
function lowestOf(trends: readonly Trend[], limit: number): number {
  return trends.length < limit ? 0 : (trends.at(-1)?.score ?? 0);
}

async function* readRows(table: Table, day: string, step: number): AsyncGenerator<TrendRow, void> {
  const pk = trendPartition(day, step);
  for await (const row of paginate((cursor) => table.query({ pk, ...omitUndefined({ cursor }) })))
    yield trendRow.parse(row);
}

/** The trends of these entities by their tallies. */
async function compare(
  table: Table,
  entities: readonly string[],
  day: string,
  share: number,
): Promise<Trend[]> {
  const before = Array.from({ length: baselineDays }, (_, i) => daysAfter(day, -1 - i));
  const months = [...new Set([day, ...before].map((each) => keys.tally('', each).sk))];
  const wanted = entities.flatMap((entity) => [
    keys.entity(entity),
    ...months.map((sk) => ({ pk: keys.entity(entity).pk, sk })),
  ]);
  const read = await table.batchGet(wanted);
  return entities.flatMap((entity, i) => {
    const [row, ...items] = read.slice(i * (1 + months.length), (i + 1) * (1 + months.length));
    const meta = countedEntity(row);
    if (meta === undefined) return [];
    const found = items.filter((item): item is Item => item !== undefined);
    const expected = documentsOn(meta, found, before) * share;
    return [trendOf(entity, documentsOn(meta, found, [day]), expected)];
  });
}
