/**
 * How sure the tagger may say it is: on documents that it has not learnt from, each mention's probability is held against whether the
 * mention was right, and the table that goes from one to the other (isotonic regression: never falling, else as close as can be) becomes
 * part of the model. The model is a mean of parts, and what is not learnt from in one part is learnt from in another: so the parts are
 * asked, each for what was held back from it.
 */
import { readModel, reliabilityPlace, reliabilitySteps, writeModel } from '../core/entities/tagger/model.ts';
import { Tagger } from '../core/entities/tagger/tagger.ts';
import { passagesOf } from '../core/entities/token.ts';
import type { LabelledDocument } from './documents.ts';

const labels: Record<string, string> = { person: 'PER', place: 'LOC', organization: 'ORG' };
/** Scores grow with the training; divided by one of these, probabilities are neither all 1 nor all alike. */
const temperatures = [4, 8, 16, 24, 32, 48, 64, 96, 128, 192];

interface Judged {
  said: number;
  right: number;
  weight: number;
}

/** A model and documents that it has not learnt from. */
export interface Held {
  bytes: Uint8Array;
  documents: readonly LabelledDocument[];
}

/** The model with its temperature and its reliability table. */
export function calibrated(bytes: Uint8Array, held: readonly Held[]): Uint8Array {
  const plain = Float32Array.from({ length: reliabilitySteps + 1 }, (_, step) => probabilityAt(step));
  const models = held.map((part) => ({ ...part, model: { ...readModel(part.bytes), reliability: plain } }));
  const judged = temperatures.map((temperature) => {
    const mentions = models.flatMap(({ model, documents }) => judge(new Tagger({ ...model, temperature }), documents));
    return { temperature, mentions: evened(mentions) };
  });
  const [best] = judged.sort((a, b) => surprise(a.mentions) - surprise(b.mentions));
  if (best === undefined) return bytes;
  return writeModel({ ...readModel(bytes), temperature: best.temperature, reliability: table(best.mentions) });
}

function judge(tagger: Tagger, held: readonly LabelledDocument[]): (Omit<Judged, 'weight'> & { genre: string })[] {
  return held.flatMap(({ source, text, entities }) => {
    const gold = new Set(entities.map(({ start, end, type }) => `${start}:${end}:${type}`));
    return tagger.tag(text, passagesOf(text)).flatMap(({ passage, from, to, type, confidence }) => {
      const label = labels[type];
      const key = `${passage.tokens[from]?.start}:${passage.tokens[to - 1]?.end}:${label}`;
      return label === undefined ? [] : [{ genre: source.split('-')[0] ?? '', said: confidence, right: gold.has(key) ? 1 : 0 }];
    });
  });
}

/** Each kind of text weighs the same, however much there is of it: people label each otherwise, and a name may be in any. */
function evened(mentions: readonly (Omit<Judged, 'weight'> & { genre: string })[]): Judged[] {
  const counts = new Map<string, number>();
  for (const { genre } of mentions) counts.set(genre, (counts.get(genre) ?? 0) + 1);
  return mentions.map(({ genre, said, right }) => ({ said, right, weight: mentions.length / counts.size / (counts.get(genre) ?? 1) }));
}

/** The mean logarithmic loss. */
function surprise(mentions: readonly Judged[]): number {
  const losses = mentions.map(
    ({ said, right, weight }) => -weight * Math.log(Math.min(0.999, Math.max(0.001, right === 1 ? said : 1 - said))),
  );
  return losses.reduce((sum, loss) => sum + loss, 0) / (mentions.length || 1);
}

/** The share that was right at each step: neighbours in order of what was said are pooled until the shares rise. */
export function table(mentions: readonly Judged[]): Float32Array {
  const sorted = mentions.toSorted((a, b) => a.said - b.said);
  const count = Math.floor(sorted.length / leastPool);
  const pools: Judged[] = [];
  for (let i = 0; i < count; i++) {
    pools.push(pooled(sorted.slice(i * leastPool, i + 1 < count ? (i + 1) * leastPool : sorted.length)));
    for (let last = pools.at(-1), one = pools.at(-2); last && one && one.right >= last.right; last = pools.at(-1), one = pools.at(-2))
      pools.splice(-2, 2, pooled([one, last]));
  }
  const points = pools.map(({ said, right }) => ({ at: reliabilityPlace(said), share: right }));
  return Float32Array.from({ length: reliabilitySteps + 1 }, (_, step) => between(points, step));
}

/** Fewer mentions say little of a share. */
const leastPool = 100;

function pooled(mentions: readonly Judged[]): Judged {
  const weight = mentions.reduce((sum, one) => sum + one.weight, 0);
  const mean = (of: (one: Judged) => number) => mentions.reduce((sum, one) => sum + of(one) * one.weight, 0) / weight;
  return { said: mean(({ said }) => said), right: mean(({ right }) => right), weight };
}

/** The other way round than `reliabilityPlace`. */
function probabilityAt(step: number): number {
  return 1 - (1 - step / reliabilitySteps) ** 3;
}

function between(points: readonly { at: number; share: number }[], step: number): number {
  const above = points.findIndex(({ at }) => at >= step);
  const [low, high] = [points[above - 1], points[above]];
  if (high === undefined) return points.at(-1)?.share ?? probabilityAt(step);
  if (low === undefined) return high.share;
  return low.share + ((high.share - low.share) * (step - low.at)) / (high.at - low.at || 1);
}
