/**
 * How often entities occur: measured on every second article of the BBC corpus (2,225 articles), and
 * continued for more documents.
 */
import type { Random } from '../../core/random.ts';

const measuredDocuments = 1113;
/** [documents, how many entities are in so many]. Together 15,972 postings of 7,322 entities. */
// biome-ignore format: a table
const measured: readonly [documents: number, entities: number][] = [
  [334, 1], [306, 1], [133, 1], [125, 1], [120, 1], [115, 1], [108, 1], [101, 1], [98, 1], [94, 1], [81, 2],
  [70, 1], [68, 1], [63, 1], [61, 1], [56, 1], [55, 1], [52, 3], [50, 1], [49, 2], [48, 1], [45, 1], [41, 2],
  [40, 2], [38, 4], [36, 1], [34, 1], [33, 1], [31, 4], [30, 2], [29, 3], [28, 4], [27, 2], [26, 1], [25, 3],
  [24, 1], [23, 3], [22, 3], [21, 3], [20, 3], [19, 3], [18, 3], [17, 2], [16, 8], [15, 11], [14, 8],
  [13, 9], [12, 11], [11, 18], [10, 18], [9, 29], [8, 33], [7, 67], [6, 54], [5, 109], [4, 206], [3, 364],
  [2, 1013], [1, 5287],
];
/**
 * Names are a Pitman–Yor process: of all entities seen so far, this share has been seen once, and a posting
 * is of a new entity with probability `discount · entities / postings`.
 */
const discount = 0.72;

/** @returns in how many of so many further documents each entity is, the most frequent first */
export function postingsPerEntity(documents: number, random: Random): number[] {
  const known = measured.flatMap(([count, entities]) => Array.from({ length: entities }, () => count));
  const before = known.reduce((sum, count) => sum + count, 0);
  const further = Math.round((before / measuredDocuments) * documents);
  const entityOf = new Int32Array(before + further);
  const counts = [...known];
  const postings = new Map<number, number>();
  let at = 0;
  for (const [entity, count] of known.entries()) for (let i = 0; i < count; i++) entityOf[at++] = entity;
  for (; at < entityOf.length; at++) {
    let entity = counts.length;
    if (random.next() < (discount * counts.length) / at) counts.push(0);
    else
      do entity = entityOf[random.below(at)] ?? 0;
      while (random.next() < discount / (counts[entity] ?? 1));
    counts[entity] = (counts[entity] ?? 0) + 1;
    entityOf[at] = entity;
    postings.set(entity, (postings.get(entity) ?? 0) + 1);
  }
  return [...postings.values()].sort((a, b) => b - a);
}
