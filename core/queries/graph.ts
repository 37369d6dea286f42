/** The neighbourhood of an entity: those it is most often mentioned with, and which of them stand together in the same documents. */
import type { Table } from '../ports/table.ts';
import { type CoMention, type DayRange, rankByDocuments, readPostings } from './coMentions.ts';
import { canonicalIds } from './identity.ts';

export interface Edge {
  /** The one whose id comes first. */
  a: string;
  b: string;
  /** Those of the counted documents in which both are mentioned. */
  documents: number;
}

export interface Neighbourhood {
  /** The entity itself first, then the most frequent. `documents`: of those counted. */
  nodes: CoMention[];
  /** The heaviest first. */
  edges: Edge[];
  /** How many documents of the entity were counted, the newest first. */
  documents: number;
  /** There are more than were counted. */
  more: boolean;
}

/** Counted in the documents that mention `entity`: one partition is read, however many neighbours there are. */
export async function readNeighbourhood(
  table: Table,
  members: readonly string[],
  days: DayRange,
  neighbours: number,
): Promise<Neighbourhood> {
  const { postings, more } = await readPostings(table, members, days);
  const [entity = ''] = members;
  const canonical = await canonicalIds(table, [...new Set(postings.flatMap(({ others }) => others))]);
  const groups = postings.map(({ others }) => [...new Set([entity, ...others.map(canonical)])].sort());
  const counts = new Map<string, number>();
  for (const other of groups.flat()) counts.set(other, (counts.get(other) ?? 0) + 1);
  const centre = { entity, documents: postings.length };
  counts.delete(entity);
  const nodes = [centre, ...rankByDocuments(counts).slice(0, neighbours)];
  const shown = new Set(nodes.map((node) => node.entity));
  return {
    nodes,
    edges: edgesOf(groups.map((group) => group.filter((each) => shown.has(each)))),
    documents: postings.length,
    more,
  };
}

/** How often each two stand in one group. Groups are sorted. */
function edgesOf(groups: readonly string[][]): Edge[] {
  const edges = new Map<string, Edge>();
  for (const group of groups) {
    for (const [i, a] of group.entries()) {
      for (const b of group.slice(i + 1)) {
        const edge = edges.get(`${a} ${b}`) ?? { a, b, documents: 0 };
        edge.documents++;
        edges.set(`${a} ${b}`, edge);
      }
    }
  }
  const name = ({ a, b }: Edge) => `${a} ${b}`;
  return [...edges.values()].sort((x, y) => y.documents - x.documents || (name(x) < name(y) ? -1 : 1));
}
