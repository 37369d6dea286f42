/**
 * Scores how well mentions are grouped into entities: B³ (Bagga & Baldwin 1998) and CEAF (Luo 2005), over
 * detected mentions (Pradhan et al. 2014): a mention that only one side has lowers recall or precision.
 * Sums run over all documents.
 */
import { bestPairing } from './assignment.ts';

/** The entity of each mention of a document; any unique key identifies a mention. */
export type MentionLinks = ReadonlyMap<string, string>;

export interface LinkScore {
  precision: number;
  recall: number;
  f1: number;
}

interface Sums {
  found: number;
  right: number;
  gold: number;
  goldRight: number;
}

export interface LinkScores {
  b3: LinkScore;
  ceafMention: LinkScore;
  ceafEntity: LinkScore;
}

/** The scores over all documents, rounded to four places. */
export function linkScores(documents: readonly { gold: MentionLinks; found: MentionLinks }[]): LinkScores {
  const [b3, mention, entity] = [noSums(), noSums(), noSums()];
  for (const { gold, found } of documents) {
    const [keys, responses] = [clustersOf(gold), clustersOf(found)];
    add(b3, {
      right: shares(responses, keys),
      found: found.size,
      goldRight: shares(keys, responses),
      gold: gold.size,
    });
    const same = bestPairing(keys, responses, common);
    add(mention, { right: same, found: found.size, goldRight: same, gold: gold.size });
    const alike = bestPairing(keys, responses, (a, b) => (2 * common(a, b)) / (a.size + b.size));
    add(entity, { right: alike, found: responses.length, goldRight: alike, gold: keys.length });
  }
  return { b3: scoreOf(b3), ceafMention: scoreOf(mention), ceafEntity: scoreOf(entity) };
}

type Cluster = ReadonlySet<string>;

function clustersOf(links: MentionLinks): Cluster[] {
  const clusters = new Map<string, Set<string>>();
  for (const [mention, entity] of links)
    clusters.set(entity, (clusters.get(entity) ?? new Set()).add(mention));
  return [...clusters.values()];
}

function common(a: Cluster, b: Cluster): number {
  let count = 0;
  for (const mention of a) if (b.has(mention)) count++;
  return count;
}

/** For each mention in `ours`, the share of its cluster that is also in its cluster in `theirs`; summed. */
function shares(ours: readonly Cluster[], theirs: readonly Cluster[]): number {
  let sum = 0;
  for (const own of ours) for (const other of theirs) sum += common(own, other) ** 2 / own.size;
  return sum;
}

function noSums(): Sums {
  return { found: 0, right: 0, gold: 0, goldRight: 0 };
}

function add(sums: Sums, more: Sums): void {
  sums.found += more.found;
  sums.right += more.right;
  sums.gold += more.gold;
  sums.goldRight += more.goldRight;
}

function scoreOf({ found, right, gold, goldRight }: Sums): LinkScore {
  const precision = found === 0 ? 0 : right / found;
  const recall = gold === 0 ? 0 : goldRight / gold;
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { precision: rounded(precision), recall: rounded(recall), f1: rounded(f1) };
}

function rounded(figure: number): number {
  return Math.round(figure * 1e4) / 1e4;
}
