/**
 * Scores mentions as CoNLL does: an entity is right if its start, end and type equal those of the gold
 * standard. `micro` covers persons, places and organisations together; each set is also scored separately.
 */

export interface LabelledText {
  id: string;
  text: string;
  /** Its set. */
  source?: string;
  entities: LabelledSpan[];
}

export interface LabelledSpan {
  start: number;
  end: number;
  type: string;
}

export interface EntityScore {
  precision: number;
  recall: number;
  f1: number;
  gold: number;
  predicted: number;
}

export interface EntityScores {
  documents: number;
  micro: EntityScore;
  types: Record<string, EntityScore>;
  sets: Record<string, EntityScore>;
}

/** The types that the micro average covers. */
const named = new Set(['PER', 'LOC', 'ORG']);

class Count {
  #right = 0;
  #gold = 0;
  #predicted = 0;

  add(gold: ReadonlySet<string>, predicted: ReadonlySet<string>): void {
    this.#gold += gold.size;
    this.#predicted += predicted.size;
    for (const key of predicted) if (gold.has(key)) this.#right++;
  }

  score(): EntityScore {
    const precision = this.#right / (this.#predicted || 1);
    const recall = this.#right / (this.#gold || 1);
    const f1 = (2 * this.#right) / (this.#predicted + this.#gold || 1);
    return {
      precision: rounded(precision),
      recall: rounded(recall),
      f1: rounded(f1),
      gold: this.#gold,
      predicted: this.#predicted,
    };
  }
}

/** The scores. @param predicted mentions by document id; a missing document counts as one without mentions */
export function entityScores(
  gold: readonly LabelledText[],
  predicted: ReadonlyMap<string, readonly LabelledSpan[]>,
): EntityScores {
  const micro = new Count();
  const types = new Map<string, Count>();
  const sets = new Map<string, Count>();
  const every = new Set(gold.flatMap(({ entities }) => entities.map(({ type }) => type)));
  for (const { id, source, entities } of gold) {
    const found = predicted.get(id) ?? [];
    const add = (count: Count, of: (type: string) => boolean) =>
      void count.add(keys(entities, of), keys(found, of));
    add(micro, (type) => named.has(type));
    if (source !== undefined) add(counted(sets, source), (type) => named.has(type));
    for (const type of every) add(counted(types, type), (other) => other === type);
  }
  return { documents: gold.length, micro: micro.score(), types: scores(types), sets: scores(sets) };
}

function keys(entities: readonly LabelledSpan[], of: (type: string) => boolean): Set<string> {
  return new Set(
    entities.filter(({ type }) => of(type)).map(({ start, end, type }) => `${start}:${end}:${type}`),
  );
}

function counted(counts: Map<string, Count>, name: string): Count {
  const count = counts.get(name) ?? new Count();
  counts.set(name, count);
  return count;
}

function scores(counts: ReadonlyMap<string, Count>): Record<string, EntityScore> {
  return Object.fromEntries(
    [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, count]) => [name, count.score()]),
  );
}

function rounded(share: number): number {
  return Math.round(share * 10_000) / 10_000;
}
