/** Summarises a question's measurements and compares them with the targets. */
import { percentile, round } from '../figures.ts';
import { type Measurement, readKinds, type SizedApi } from './measure.ts';
import type { Question, QuestionKind } from './questions.ts';

/** Targets for the p95: the time on the largest corpus, in milliseconds, and its ratio to the smallest. */
const targets: Record<QuestionKind, { ratio: number; milliseconds: number }> = {
  'look-up': { ratio: 1.3, milliseconds: 15 },
  list: { ratio: 1.3, milliseconds: 15 },
  search: { ratio: 3, milliseconds: 30 },
  ranking: { ratio: 1.5, milliseconds: 50 },
  // By the documents of the day, which are a hundred times as many in the largest corpus.
  overview: { ratio: Number.POSITIVE_INFINITY, milliseconds: 150 },
  count: { ratio: Number.POSITIVE_INFINITY, milliseconds: Number.POSITIVE_INFINITY },
};

export function summarize(
  sizes: readonly SizedApi[],
  { kind, name, readLimits }: Question,
  measurements: readonly Measurement[],
) {
  const [first, last] = [measurements[0], measurements.at(-1)];
  if (first === undefined || last === undefined) throw new Error('no corpus was measured');
  const ratioOf = (times: 'milliseconds' | 'cpu', share: number) =>
    round(percentile(last[times], share) / percentile(first[times], share));
  const ratio = {
    p50: ratioOf('milliseconds', 0.5),
    p95: ratioOf('milliseconds', 0.95),
    cpu: ratioOf('cpu', 0.5),
    cpu95: ratioOf('cpu', 0.95),
  };
  return {
    kind,
    name,
    byDocuments: Object.fromEntries(
      measurements.map((measurement, i) => [sizes[i]?.documents, figuresOf(measurement)]),
    ),
    ratio,
    // Judged by processor time, because wall time depends on what else the machine does.
    reached: ratio.cpu95 <= targets[kind].ratio && percentile(last.cpu, 0.95) <= targets[kind].milliseconds,
    bounded: measurements.every(({ maxReads }) =>
      readKinds.every((read, i) => maxReads[read] <= (readLimits[i] ?? 0)),
    ),
  };
}

function figuresOf({ milliseconds, cpu, items, reads, maxReads }: Measurement) {
  return {
    p50: round(percentile(milliseconds, 0.5)),
    p95: round(percentile(milliseconds, 0.95)),
    cpu: round(percentile(cpu, 0.5)),
    cpu95: round(percentile(cpu, 0.95)),
    items: round(items),
    ...Object.fromEntries(Object.entries(reads).map(([kind, number]) => [kind, round(number)])),
    most: maxReads,
  };
}
