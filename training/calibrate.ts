/**
 * How sure the tagger may say it is: on documents that it has not learnt from, each mention's probability is held against whether the
 * mention was right, and the table that goes from one to the other (isotonic regression: never falling, else as close as can be) becomes
 * part of the model.
 */
import { readModel, reliabilitySteps, writeModel } from '../core/entities/tagger/model.ts';
import { Tagger } from '../core/entities/tagger/tagger.ts';
import { passagesOf } from '../core/entities/token.ts';
import type { LabelledDocument } from './documents.ts';

const labels: Record<string, string> = { person: 'PER', place: 'LOC', organization: 'ORG' };
/** Scores grow with the training; divided by one of these, probabilities are neither all 1 nor all alike. */
const temperatures = [4, 8, 16, 24, 32, 48, 64, 96, 128, 192];

interface Judged {
  said: number;
  right: number;
}

/** The model with its temperature and its reliability table. */
export function calibrated(bytes: Uint8Array, held: readonly LabelledDocument[]): Uint8Array {
  const model = readModel(bytes);
  const plain = { ...model, reliability: Float32Array.from({ length: reliabilitySteps + 1 }, (_, i) => i / reliabilitySteps) };
  const judged = temperatures.map((temperature) => ({ temperature, mentions: judge(new Tagger({ ...plain, temperature }), held) }));
  const [best] = judged.sort((a, b) => surprise(a.mentions) - surprise(b.mentions));
  if (best === undefined) return bytes;
  return writeModel({ ...model, temperature: best.temperature, reliability: table(best.mentions) });
}

function judge(tagger: Tagger, held: readonly LabelledDocument[]): Judged[] {
  return held.flatMap(({ text, entities }) => {
    const gold = new Set(entities.map(({ start, end, type }) => `${start}:${end}:${type}`));
    return tagger.tag(text, passagesOf(text)).flatMap(({ passage, from, to, type, confidence }) => {
      const label = labels[type];
      const key = `${passage.tokens[from]?.start}:${passage.tokens[to - 1]?.end}:${label}`;
      return label === undefined ? [] : [{ said: confidence, right: gold.has(key) ? 1 : 0 }];
    });
  });
}

/** The mean logarithmic loss. */
function surprise(mentions: readonly Judged[]): number {
  const losses = mentions.map(({ said, right }) => -Math.log(Math.min(0.999, Math.max(0.001, right === 1 ? said : 1 - said))));
  return losses.reduce((sum, loss) => sum + loss, 0) / (mentions.length || 1);
}

/** The share that was right at 0, 1/steps, … 1: neighbours in order of what was said are pooled until the shares rise. */
export function table(mentions: readonly Judged[]): Float32Array {
  const pools: { said: number; right: number; count: number }[] = [];
  for (const { said, right } of mentions.toSorted((a, b) => a.said - b.said)) {
    pools.push({ said, right, count: 1 });
    for (let last = pools.at(-1), one = pools.at(-2); last && one; last = pools.at(-1), one = pools.at(-2)) {
      if (one.right / one.count < last.right / last.count && one.count >= leastPool) break;
      pools.splice(-2, 2, { said: one.said + last.said, right: one.right + last.right, count: one.count + last.count });
    }
  }
  const points = pools.map(({ said, right, count }) => ({ said: said / count, share: right / count }));
  return Float32Array.from({ length: reliabilitySteps + 1 }, (_, i) => between(points, i / reliabilitySteps));
}

/** Fewer mentions say little of a share. */
const leastPool = 25;

function between(points: readonly { said: number; share: number }[], at: number): number {
  const above = points.findIndex(({ said }) => said >= at);
  const [low, high] = [points[above - 1], points[above]];
  if (high === undefined) return points.at(-1)?.share ?? at;
  if (low === undefined) return high.share;
  return low.share + ((high.share - low.share) * (at - low.said)) / (high.said - low.said || 1);
}
