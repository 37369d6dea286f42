/**
 * Finds how two entities are connected: by documents that mention both, or by entities mentioned with each of
 * them.
 */
import type { DayRange } from '../dates/range.ts';
import type { Table } from '../ports/table.ts';
import { isLive } from '../protocol/reconcile.ts';
import type { Posting } from '../records/entity.ts';
import { keys } from '../records/keys.ts';
import { readPostings } from './coMentions.ts';

/** Two entities that share documents. */
export interface PathStep {
  from: string;
  to: string;
  /** How many of the documents that were read they share. */
  documents: number;
  /** The newest of these. */
  example: Pick<Posting, 'doc' | 'title' | 'day' | 'source'>;
}

export interface EntityPaths {
  /** Paths of the same, smallest number of steps, the strongest first. */
  paths: PathStep[][];
  /** How many postings were read. */
  read: number;
  /** There were more documents or entities than were read, so a shorter path, or any path, may be missing. */
  gaveUp: boolean;
}

/** Most postings read of each end. */
const postingsOfEnds = 1000;
/** Most postings read of each entity between the ends, and how many of these entities are read. */
const postingsBetween = 200;
const entitiesBetween = 20;

/** The documents that an entity shares with another. */
type SharedDocuments = Omit<PathStep, 'from' | 'to'>;

/** What was read of one entity. */
interface EntityPostings {
  postings: Posting[];
  neighbours: Map<string, SharedDocuments>;
  more: boolean;
}

/**
 * Finds the shortest paths of at most three steps. A step from one entity to another is a document that
 * mentions the one and has the other among its main entities; for a path of one step, any mention of the
 * other is enough.
 *
 * @param ends for each end, the ids of its identity, the canonical id first
 */
export async function readPaths(
  table: Table,
  ends: { from: readonly string[]; to: readonly string[] },
  days: DayRange,
  limit: number,
): Promise<EntityPaths> {
  const [[from = ''], [to = '']] = [ends.from, ends.to];
  const canonical = new Map([
    ...ends.from.map((id) => [id, from] as const),
    ...ends.to.map((id) => [id, to] as const),
  ]);
  const readNeighbours: ReadNeighbours = (members, atMost) =>
    readEntityPostings(table, members, canonical, days, atMost);
  const [start, end] = await Promise.all([
    readNeighbours(ends.from, postingsOfEnds),
    readNeighbours(ends.to, postingsOfEnds),
  ]);
  const read = start.postings.length + end.postings.length;
  const more = start.more || end.more;
  const direct =
    start.neighbours.get(to) ??
    end.neighbours.get(from) ??
    (await findSharedDocuments(table, ends, start, end));
  if (direct !== undefined) return { paths: [[{ from, to, ...direct }]], read, gaveUp: false };
  const both = { from, to, start, end };
  const twoSteps = pathsOfTwoSteps(both);
  if (twoSteps.length > 0) return { paths: strongest(twoSteps, limit), read, gaveUp: more };
  const between = await readPathsOfThreeSteps(both, readNeighbours);
  return {
    paths: strongest(between.paths, limit),
    read: read + between.read,
    gaveUp: more || between.gaveUp,
  };
}

type ReadNeighbours = (members: readonly string[], atMost: number) => Promise<EntityPostings>;

/** Both ends, with what was read of each. */
interface Ends {
  from: string;
  to: string;
  start: EntityPostings;
  end: EntityPostings;
}

/** The paths by an entity that is mentioned with both ends. */
function pathsOfTwoSteps({ from, to, start, end }: Ends): PathStep[][] {
  return [...start.neighbours].flatMap(([middle, first]) => {
    const second = end.neighbours.get(middle);
    return second === undefined ? [] : [[step(from, middle, first), step(middle, to, second)]];
  });
}

/** The paths by two entities that are mentioned together, each with one of the ends. */
async function readPathsOfThreeSteps(
  { from, to, start, end }: Ends,
  readNeighbours: ReadNeighbours,
): Promise<EntityPaths> {
  const beginnings = [...start.neighbours].map(([middle, first]) => [step(from, middle, first)]);
  const firstSteps = strongest(beginnings, entitiesBetween).flat();
  const between = await Promise.all(
    firstSteps.map(async (first) => ({ first, ...(await readNeighbours([first.to], postingsBetween)) })),
  );
  const paths = between.flatMap(({ first, neighbours }) =>
    [...neighbours].flatMap(([other, second]) => {
      const third = end.neighbours.get(other);
      return third === undefined || other === from
        ? []
        : [[first, step(first.to, other, second), step(other, to, third)]];
    }),
  );
  return {
    paths,
    read: between.reduce((sum, { postings }) => sum + postings.length, 0),
    gaveUp: beginnings.length > firstSteps.length || between.some((each) => each.more),
  };
}

/** @param canonical maps the ids of the ends' identities to their canonical ids */
async function readEntityPostings(
  table: Table,
  members: readonly string[],
  canonical: ReadonlyMap<string, string>,
  days: DayRange,
  atMost: number,
): Promise<EntityPostings> {
  const { postings, more } = await readPostings(table, members, days, atMost);
  const neighbours: EntityPostings['neighbours'] = new Map();
  for (const posting of postings) {
    for (const other of new Set(posting.others.map((id) => canonical.get(id) ?? id))) {
      const known = neighbours.get(other);
      if (known === undefined) neighbours.set(other, { documents: 1, example: exampleOf(posting) });
      else known.documents++;
    }
  }
  for (const id of members) neighbours.delete(id);
  return { postings, neighbours, more };
}

/**
 * Finds the documents that mention both ends, even where neither is a main entity: looks up the postings of
 * the rarer end among those of the other.
 */
async function findSharedDocuments(
  table: Table,
  { from, to }: { from: readonly string[]; to: readonly string[] },
  start: EntityPostings,
  end: EntityPostings,
): Promise<SharedDocuments | undefined> {
  const [rarer, other] = start.postings.length < end.postings.length ? [start, to] : [end, from];
  const rows = await table.batchGet(
    rarer.postings.flatMap(({ day, doc }) => other.map((id) => keys.posting(id, day, doc))),
  );
  const isShared = (i: number) =>
    rows.slice(i * other.length, (i + 1) * other.length).some((row) => row !== undefined && isLive(row));
  const shared = rarer.postings.filter((_, i) => isShared(i));
  const [newest] = shared;
  return newest && { documents: shared.length, example: exampleOf(newest) };
}

function exampleOf({ doc, title, day, source }: Posting): PathStep['example'] {
  return { doc, title, day, source };
}

function step(from: string, to: string, { documents, example }: SharedDocuments): PathStep {
  return { from, to, documents, example };
}

/**
 * Sorts by the weakest step, the strongest path first and equal ones by their ids, and takes the first
 * `limit`.
 */
function strongest(paths: readonly PathStep[][], limit: number): PathStep[][] {
  const strength = (path: readonly PathStep[]) => Math.min(...path.map(({ documents }) => documents));
  const name = (path: readonly PathStep[]) => path.map(({ to }) => to).join(' ');
  return [...paths].sort((a, b) => strength(b) - strength(a) || (name(a) < name(b) ? -1 : 1)).slice(0, limit);
}
