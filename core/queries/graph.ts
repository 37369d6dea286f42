/** The neighbourhood of an entity: those most often mentioned with it, and which of them share documents. */
import type { DayRange } from '../dates/range.ts';
import type { Table } from '../ports/table.ts';
import { type CoMention, countGroups, rankByDocuments, readPostings } from './coMentions.ts';
import { canonicalIds } from './identity.ts';

export interface Edge {
  /** The id that sorts first. */
  a: string;
  b: string;
  /** How many of the counted documents mention both. */
  documents: number;
}

export interface Neighbourhood {
  /** The entity itself first, then the most frequent. `documents` is the number of counted documents. */
  nodes: CoMention[];
  /** Those with the most documents first. */
  edges: Edge[];
  /** How many documents of the entity were counted, the newest ones. */
  documents: number;
  /** There are older documents that were not counted. */
  more: boolean;
}

/**
 * Counts in the documents that mention the entity, so it reads one partition per id, however many neighbours
 * there are.
 *
 * @param members the ids of one identity, its canonical id first
 * @param neighbours how many nodes to return beside the entity
 */
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
  const counts = countGroups(groups);
  counts.delete(entity);
  const centre = { entity, documents: postings.length };
  const nodes = [centre, ...rankByDocuments(counts).slice(0, neighbours)];
  const shown = new Set(nodes.map((node) => node.entity));
  return {
    nodes,
    edges: countPairs(groups.map((group) => group.filter((each) => shown.has(each)))),
    documents: postings.length,
    more,
  };
}

/** Counts in how many groups each pair occurs. Groups are sorted. */
function countPairs(groups: readonly string[][]): Edge[] {
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
