/**
 * Scores how well mentions are grouped into entities: B³ (Bagga & Baldwin 1998) and CEAF (Luo 2005), over
 * detected mentions (Pradhan et al. 2014): a mention that only one side has lowers recall or precision.
 * Sums run over all documents.
 */

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

/**
 * The highest sum of similarities over all one-to-one pairings of clusters: the assignment problem, solved
 * by the Hungarian method with potentials (Kuhn 1955, Munkres 1957).
 */
function bestPairing(
  keys: readonly Cluster[],
  responses: readonly Cluster[],
  similarity: (a: Cluster, b: Cluster) => number,
): number {
  const size = Math.max(keys.length, responses.length);
  const gain = (row: number, column: number) => {
    const [key, response] = [keys[row], responses[column]];
    return key === undefined || response === undefined ? 0 : similarity(key, response);
  };
  const [rowPotential, columnPotential] = [new Array(size + 1).fill(0), new Array(size + 1).fill(0)] as [
    number[],
    number[],
  ];
  const rowOf: number[] = new Array(size + 1).fill(0);
  for (let row = 1; row <= size; row++)
    augment(row, size, (r, c) => -gain(r - 1, c - 1), rowPotential, columnPotential, rowOf);
  let sum = 0;
  for (let column = 1; column <= size; column++) sum += gain((rowOf[column] ?? 0) - 1, column - 1);
  return sum;
}

/**
 * Assigns a column to one more row, along the cheapest path. Rows and columns count from 1; column 0 has
 * the row to be assigned.
 */
function augment(
  row: number,
  size: number,
  cost: (row: number, column: number) => number,
  rowPotential: number[],
  columnPotential: number[],
  rowOf: number[],
): void {
  const least: number[] = new Array(size + 1).fill(Number.POSITIVE_INFINITY);
  const from: number[] = new Array(size + 1).fill(0);
  const seen: boolean[] = new Array(size + 1).fill(false);
  let column = 0;
  rowOf[0] = row;
  do {
    seen[column] = true;
    const at = rowOf[column] ?? 0;
    let delta = Number.POSITIVE_INFINITY;
    let next = 0;
    for (let other = 1; other <= size; other++) {
      if (seen[other]) continue;
      const reduced = cost(at, other) - (rowPotential[at] ?? 0) - (columnPotential[other] ?? 0);
      if (reduced < (least[other] ?? 0)) {
        least[other] = reduced;
        from[other] = column;
      }
      if ((least[other] ?? 0) < delta) {
        delta = least[other] ?? 0;
        next = other;
      }
    }
    for (let other = 0; other <= size; other++) {
      if (seen[other]) {
        rowPotential[rowOf[other] ?? 0] = (rowPotential[rowOf[other] ?? 0] ?? 0) + delta;
        columnPotential[other] = (columnPotential[other] ?? 0) - delta;
      } else least[other] = (least[other] ?? 0) - delta;
    }
    column = next;
  } while (rowOf[column] !== 0);
  while (column !== 0) {
    const before = from[column] ?? 0;
    rowOf[column] = rowOf[before] ?? 0;
    column = before;
  }
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
