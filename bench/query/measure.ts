/** Measures the time and the reads of each question on corpora of several sizes. */
import { processorSince } from '../figures.ts';
import type { MeteredApi, Reads } from './meteredApi.ts';
import type { Question, QuestionKind, Subjects } from './questions.ts';

/** An API over a corpus, with the subjects to ask about. */
export interface SizedApi {
  documents: number;
  api: MeteredApi;
  subjects: Subjects;
}

/** The measurements of one question on one corpus. */
export interface Measurement {
  /** Wall time per round. */
  milliseconds: number[];
  /** Processor time per round, all threads, in milliseconds. */
  cpu: number[];
  /** The mean number of items in an answer. */
  items: number;
  /** The mean reads of an answer. */
  reads: Reads;
  /** The maximum of each kind of read. */
  maxReads: Reads;
}

export interface Rounds {
  warmUps: number;
  rounds: number;
}

export const readKinds = ['calls', 'units', 'objects'] as const;
const noReads: Reads = { calls: 0, units: 0, objects: 0 };

/** Questions about many documents take long, so they get fewer rounds. */
export function roundsOf(kind: QuestionKind, rounds: number): Rounds {
  return kind === 'count' || kind === 'overview'
    ? { warmUps: 1, rounds: Math.ceil(rounds / 20) }
    : { warmUps: 10, rounds };
}

/** Alternates between the corpora, so that other work on the machine affects all of them alike. */
export async function measureQuestion(
  sizes: readonly SizedApi[],
  { path }: Question,
  { warmUps, rounds }: Rounds,
): Promise<Measurement[]> {
  const measurements = sizes.map(
    (): Measurement => ({
      milliseconds: [],
      cpu: [],
      items: 0,
      reads: { ...noReads },
      maxReads: { ...noReads },
    }),
  );
  for (let round = -warmUps; round < rounds; round++) {
    for (const [i, { api, subjects }] of sizes.entries()) {
      const { milliseconds, cpu, items, reads } = await bestOfThree(api, path(subjects));
      const measurement = measurements[i];
      if (round < 0 || measurement === undefined) continue;
      measurement.milliseconds.push(milliseconds);
      measurement.cpu.push(cpu);
      measurement.items += items / rounds;
      for (const kind of readKinds) {
        measurement.reads[kind] += reads[kind] / rounds;
        measurement.maxReads[kind] = Math.max(measurement.maxReads[kind], reads[kind]);
      }
    }
  }
  return measurements;
}

/**
 * The shortest of three requests: it removes most noise of the machine and of garbage collection from the
 * p95.
 */
async function bestOfThree(api: MeteredApi, path: string) {
  const best = {
    milliseconds: Number.POSITIVE_INFINITY,
    cpu: Number.POSITIVE_INFINITY,
    items: 0,
    reads: { ...noReads },
  };
  for (let n = 0; n < 3; n++) {
    const [started, used] = [performance.now(), process.cpuUsage()];
    best.items = await api.request(path);
    best.cpu = Math.min(best.cpu, processorSince(used));
    best.milliseconds = Math.min(best.milliseconds, performance.now() - started);
    best.reads = api.takeReads();
  }
  return best;
}
