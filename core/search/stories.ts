/**
 * Documents of one event, grouped across sources: what shares rare people, places and words within a few days. Pure, and the same whatever
 * the order in which the documents came: nothing is stored that a later document would have to change.
 *
 * Nearness of two documents is the cosine of their vectors: each entity, and each word of the lead (which begins with the title), weighed by how rare it is among the
 * documents looked at (`ln(N/df)`, entities more). Where two bodies have near-duplicate bands in common, these tell how many of their four-word
 * sequences they share (a band agrees with the chance s⁴), and that counts where it is more. The nearest pairs are joined first, and two groups
 * as long as the average over all pairs between them stays above a threshold, so that a chain of neighbours does not run from one event into the next.
 */
import { bandCount, bandRows } from '../document/signature.ts';
import type { Headline } from '../ports/search.ts';
import { wordsOf } from './words.ts';

/** In one group, no neighbour is further away in time. */
const daysApart = 3;
const nearEnough = 0.2;
/** One band in common may be chance. */
const leastBands = 2;
const weightOfEntities = 1.5;
/** An entity that all documents have still says more than a word that all have, which says nothing. */
const leastRarity = 0.5;
/** What more documents than this have in common tells no events apart, and comparing all of them would cost the square. */
const commonAtMost = 200;

export interface Story {
  /** The most central first, then by nearness to the others. */
  documents: Headline[];
}

/** Groups of at least two documents; the one with most sources, then most documents, first. */
export function storiesOf(rows: readonly Headline[]): Story[] {
  const documents = [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));
  const pairs = pairsOf(documents);
  const groups = joined(documents.length, pairs).filter((group) => group.length > 1);
  const near = nearnessWithin(groups, pairs, documents.length);
  return groups
    .map((group) => ({ documents: centralFirst(group, near).map((i) => documents[i] as Headline) }))
    .sort(byRank);
}

/** How far up a story stands. */
export function rankOf({ documents }: Story): [sources: number, documents: number, lead: string] {
  return [new Set(documents.map(({ source }) => source)).size, documents.length, documents[0]?.id ?? ''];
}

function byRank(a: Story, b: Story): number {
  return compareRanks(rankOf(a), rankOf(b));
}

export function compareRanks(
  a: readonly [number, number, string],
  b: readonly [number, number, string],
): number {
  return b[0] - a[0] || b[1] - a[1] || (a[2] < b[2] ? -1 : a[2] > b[2] ? 1 : 0);
}

interface Pair {
  a: number;
  b: number;
  nearness: number;
}

/** Every two documents that have something rare in common, with `a < b`. */
function pairsOf(documents: readonly Headline[]): Pair[] {
  const holders = new Map<string, number[]>();
  for (const [i, document] of documents.entries()) {
    for (const feature of featuresOf(document)) {
      const held = holders.get(feature);
      if (held === undefined) holders.set(feature, [i]);
      else held.push(i);
    }
  }
  const dots = new Map<number, number>();
  const lengths = new Array<number>(documents.length).fill(0);
  const sharedBands = new Map<number, number>();
  const days = documents.map(({ published }) => Date.parse(published) / (24 * 3600 * 1000));
  const pair = (a: number, b: number) => a * documents.length + b;
  for (const [feature, held] of holders) {
    const rarity = Math.log(documents.length / held.length);
    const weight = feature.startsWith('entity ') ? weightOfEntities * (rarity + leastRarity) : rarity;
    const band = feature.startsWith('band ');
    if (!band) for (const i of held) lengths[i] = (lengths[i] ?? 0) + weight * weight;
    if (held.length > commonAtMost) continue;
    for (const [n, a] of held.entries()) {
      for (const b of held.slice(n + 1)) {
        if (Math.abs((days[a] ?? 0) - (days[b] ?? 0)) > daysApart) continue;
        if (band) sharedBands.set(pair(a, b), (sharedBands.get(pair(a, b)) ?? 0) + 1);
        else dots.set(pair(a, b), (dots.get(pair(a, b)) ?? 0) + weight * weight);
      }
    }
  }
  for (const at of sharedBands.keys()) if (!dots.has(at)) dots.set(at, 0);
  return [...dots].map(([at, dot]) => {
    const [a, b] = [Math.floor(at / documents.length), at % documents.length];
    const cosine = dot / (Math.sqrt((lengths[a] ?? 0) * (lengths[b] ?? 0)) || 1);
    const shared = sharedBands.get(at) ?? 0;
    return {
      a,
      b,
      nearness: shared < leastBands ? cosine : Math.max(cosine, (shared / bandCount) ** (1 / bandRows)),
    };
  });
}

function featuresOf({ entities, lead, bands }: Headline): Set<string> {
  return new Set([
    ...entities.map((entity) => `entity ${entity}`),
    ...[...wordsOf(lead)].map((word) => `word ${word}`),
    ...bands.map((band) => `band ${band}`),
  ]);
}

/** Groups joined from the nearest pairs on, average against average. */
function joined(count: number, pairs: readonly Pair[]): number[][] {
  const groups = new Map<number, number[]>(Array.from({ length: count }, (_, i) => [i, [i]]));
  const groupOf = Array.from({ length: count }, (_, i) => i);
  /** Of the pairs between two groups. */
  const sums = new Map<number, Map<number, number>>();
  const add = (a: number, b: number, sum: number) => {
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      const row = sums.get(from) ?? new Map<number, number>();
      sums.set(from, row.set(to, (row.get(to) ?? 0) + sum));
    }
  };
  for (const { a, b, nearness } of pairs) add(a, b, nearness);
  const order = [...pairs].sort((x, y) => y.nearness - x.nearness || x.a - y.a || x.b - y.b);
  for (const { a, b, nearness } of order) {
    if (nearness < nearEnough) break;
    const [into, from] = [groupOf[a] ?? a, groupOf[b] ?? b];
    const [kept, gone] = [groups.get(into), groups.get(from)];
    if (into === from || kept === undefined || gone === undefined) continue;
    if ((sums.get(into)?.get(from) ?? 0) / (kept.length * gone.length) < nearEnough) continue;
    for (const [other, sum] of sums.get(from) ?? []) {
      sums.get(other)?.delete(from);
      if (other !== into) add(into, other, sum);
    }
    sums.delete(from);
    for (const i of gone) groupOf[i] = into;
    kept.push(...gone);
    groups.delete(from);
  }
  return [...groups.values()];
}

/** How near each document is to the others of its group, all together. */
function nearnessWithin(groups: readonly number[][], pairs: readonly Pair[], count: number): Float64Array {
  const groupOf = new Int32Array(count).fill(-1);
  for (const [n, group] of groups.entries()) for (const i of group) groupOf[i] = n;
  const near = new Float64Array(count);
  for (const { a, b, nearness } of pairs) {
    if (groupOf[a] === -1 || groupOf[a] !== groupOf[b]) continue;
    near[a] = (near[a] ?? 0) + nearness;
    near[b] = (near[b] ?? 0) + nearness;
  }
  return near;
}

function centralFirst(group: readonly number[], near: Float64Array): number[] {
  return [...group].sort((a, b) => (near[b] ?? 0) - (near[a] ?? 0) || a - b);
}
