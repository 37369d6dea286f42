/** How two entities hang together: through documents that mention both, or others who were mentioned with each of them. */
import type { Table } from '../ports/table.ts';
import { isLive } from '../protocol/reconcile.ts';
import type { Posting } from '../records/entity.ts';
import { keys } from '../records/keys.ts';
import { type DayRange, readPostings } from './coMentions.ts';

/** Two entities in one document. */
export interface PathStep {
  from: string;
  to: string;
  /** Of those looked at. */
  documents: number;
  /** The newest of them. */
  example: Pick<Posting, 'doc' | 'title' | 'day' | 'source'>;
}

export interface EntityPaths {
  /** All of the same, smallest number of steps; the strongest first. */
  paths: PathStep[][];
  /** Postings that were looked at. */
  read: number;
  /** There were more documents or people to look at: a shorter path, or any, may have been missed. */
  gaveUp: boolean;
}

/** Of each end. */
const postingsOfEnds = 1000;
/** Of each of the people between, and of how many of them. */
const postingsBetween = 200;
const peopleBetween = 20;

/** How many documents an entity has in common with another, and the newest of them. */
type Common = Omit<PathStep, 'from' | 'to'>;

/** What was looked at of one entity. */
interface Looked {
  postings: Posting[];
  neighbours: Map<string, Common>;
  more: boolean;
}

/**
 * The shortest paths of at most three steps. A step is a document that mentions the one and has the other among its main entities; where it
 * leads from end to end, a mention is enough.
 */
export async function readPaths(
  table: Table,
  ends: { from: readonly string[]; to: readonly string[] },
  days: DayRange,
  limit: number,
): Promise<EntityPaths> {
  const [[from = ''], [to = '']] = [ends.from, ends.to];
  const same = new Map([
    ...ends.from.map((id) => [id, from] as const),
    ...ends.to.map((id) => [id, to] as const),
  ]);
  const walk = (members: readonly string[], atMost: number) => look(table, members, same, days, atMost);
  const [start, end] = await Promise.all([walk(ends.from, postingsOfEnds), walk(ends.to, postingsOfEnds)]);
  const read = start.postings.length + end.postings.length;
  const cut = start.more || end.more;
  const direct =
    start.neighbours.get(to) ?? end.neighbours.get(from) ?? (await together(table, ends, start, end));
  if (direct !== undefined) return { paths: [[{ from, to, ...direct }]], read, gaveUp: false };
  start.neighbours.delete(to);
  end.neighbours.delete(from);
  const common = [...start.neighbours].flatMap(([middle, first]) => {
    const second = end.neighbours.get(middle);
    return second === undefined ? [] : [[step(from, middle, first), step(middle, to, second)]];
  });
  if (common.length > 0) return { paths: strongest(common, limit), read, gaveUp: cut };
  const between = strongest(
    [...start.neighbours].map(([middle, first]) => [step(from, middle, first)]),
    peopleBetween,
  );
  const thirds = await Promise.all(
    between.map(async ([first]) => ({ first, ...(await walk([first?.to ?? ''], postingsBetween)) })),
  );
  const long = thirds.flatMap(({ first, neighbours }) =>
    [...neighbours].flatMap(([other, second]) => {
      const third = end.neighbours.get(other);
      return first === undefined || third === undefined || other === from
        ? []
        : [[first, step(first.to, other, second), step(other, to, third)]];
    }),
  );
  return {
    paths: strongest(long, limit),
    read: read + thirds.reduce((sum, { postings }) => sum + postings.length, 0),
    gaveUp: cut || start.neighbours.size > between.length || thirds.some(({ more }) => more),
  };
}

/** @param same the ids of the ends' identities, to the ids under which they are shown */
async function look(
  table: Table,
  members: readonly string[],
  same: ReadonlyMap<string, string>,
  days: DayRange,
  atMost: number,
): Promise<Looked> {
  const { postings, more } = await readPostings(table, members, days, atMost);
  const neighbours: Looked['neighbours'] = new Map();
  for (const posting of postings) {
    for (const other of new Set(posting.others.map((id) => same.get(id) ?? id))) {
      const known = neighbours.get(other);
      if (known === undefined) neighbours.set(other, { documents: 1, example: exampleOf(posting) });
      else known.documents++;
    }
  }
  for (const id of members) neighbours.delete(id);
  return { postings, neighbours, more };
}

/** The documents that mention both, if only in passing: the postings of the rarer one are looked up under the other. */
async function together(
  table: Table,
  { from, to }: { from: readonly string[]; to: readonly string[] },
  start: Looked,
  end: Looked,
) {
  const [looked, other] = start.postings.length < end.postings.length ? [start, to] : [end, from];
  const rows = await table.batchGet(
    looked.postings.flatMap(({ day, doc }) => other.map((id) => keys.posting(id, day, doc))),
  );
  const has = (i: number) =>
    rows.slice(i * other.length, (i + 1) * other.length).some((row) => row !== undefined && isLive(row));
  const both = looked.postings.filter((_, i) => has(i));
  const [newest] = both;
  return newest && { documents: both.length, example: exampleOf(newest) };
}

function exampleOf({ doc, title, day, source }: Posting): PathStep['example'] {
  return { doc, title, day, source };
}

function step(from: string, to: string, { documents, example }: Common): PathStep {
  return { from, to, documents, example };
}

/** A path is as strong as its weakest step; of equally strong ones, the first by the ids. */
function strongest(paths: readonly PathStep[][], limit: number): PathStep[][] {
  const strength = (path: readonly PathStep[]) => Math.min(...path.map(({ documents }) => documents));
  const name = (path: readonly PathStep[]) => path.map(({ to }) => to).join(' ');
  return [...paths].sort((a, b) => strength(b) - strength(a) || (name(a) < name(b) ? -1 : 1)).slice(0, limit);
}
