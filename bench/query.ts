/**
 * `npm run bench:query [-- --documents N] [--folder DIR] [--only NAME]`: asks the API the same questions of 1,000 invented documents, of 10,000 and so on up to N
 * (100,000), side by side, in turn. The last line is JSON: milliseconds (p50, p95) by the number of documents, the ratio of the largest corpus
 * to the smallest, and what an answer reads; each question is asked three times, and the least counts; `cpu` and `cpu95` are p50 and p95 of the process's own time, all its threads. It judges by the p95 of that,
 * and ends with 1 where an answer read more than its size allows. `--folder` keeps the corpora for another run; `--only` asks the questions whose name has that.
 */

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Log } from '../core/ports/log.ts';
import { Random } from '../core/random.ts';
import { listen, loopback } from '../local/server.ts';
import { type Corpus, corpusIn } from './query/corpus.ts';
import { Desk, type Reads } from './query/desk.ts';
import { type Kind, type Question, questions, Subjects } from './query/questions.ts';

const smallest = 1_000;
const seed = 1;
const sustained = { perSecond: 500, seconds: 10 };
const connections = 16;

/** Of the p95: what the largest corpus may take, in milliseconds, and how many times as long as the smallest. */
const targets: Record<Kind, { ratio: number; milliseconds: number }> = {
  'look-up': { ratio: 1.3, milliseconds: 15 },
  list: { ratio: 1.3, milliseconds: 15 },
  search: { ratio: 3, milliseconds: 50 },
  count: { ratio: Number.POSITIVE_INFINITY, milliseconds: Number.POSITIVE_INFINITY },
};

interface Rounds {
  warmUps: number;
  rounds: number;
}

/** What counts many rows takes seconds, and has no target. */
function roundsOf(kind: Kind, rounds: number): Rounds {
  return kind === 'count' ? { warmUps: 1, rounds: Math.ceil(rounds / 20) } : { warmUps: 10, rounds };
}

const silent: Log = {
  info: () => {},
  warn: () => {},
  error: (message, details) => console.error(message, details),
};

interface Size {
  documents: number;
  desk: Desk;
  subjects: Subjects;
}

interface Taken {
  milliseconds: number[];
  cpu: number[];
  items: number;
  reads: Reads;
  /** The most that one answer read. */
  most: Reads;
}

const counted = ['calls', 'units', 'objects'] as const;
const nothing: Reads = { calls: 0, units: 0, objects: 0 };

/** Asks in turn, so that whatever else the machine does falls on all corpora alike. */
async function askAll(
  sizes: readonly Size[],
  { ask }: Question,
  { warmUps, rounds }: Rounds,
): Promise<Taken[]> {
  const taken = sizes.map(
    (): Taken => ({ milliseconds: [], cpu: [], items: 0, reads: { ...nothing }, most: { ...nothing } }),
  );
  for (let round = -warmUps; round < rounds; round++) {
    for (const [i, { desk, subjects }] of sizes.entries()) {
      const { milliseconds, cpu, items, reads } = await askedThrice(desk, ask(subjects));
      const at = taken[i];
      if (round < 0 || at === undefined) continue;
      at.milliseconds.push(milliseconds);
      at.cpu.push(cpu);
      at.items += items / rounds;
      for (const name of counted) {
        at.reads[name] += reads[name] / rounds;
        at.most[name] = Math.max(at.most[name], reads[name]);
      }
    }
  }
  return taken;
}

/** What it took the time that it took least: what then is left of the p95 is the questions' own, not the machine's or the collection of garbage. */
async function askedThrice(desk: Desk, path: string) {
  const best = {
    milliseconds: Number.POSITIVE_INFINITY,
    cpu: Number.POSITIVE_INFINITY,
    items: 0,
    reads: { ...nothing },
  };
  for (let n = 0; n < 3; n++) {
    const [started, used] = [performance.now(), process.cpuUsage()];
    best.items = await desk.ask(path);
    const { user, system } = process.cpuUsage(used);
    best.milliseconds = Math.min(best.milliseconds, performance.now() - started);
    best.cpu = Math.min(best.cpu, (user + system) / 1000);
    best.reads = desk.taken();
  }
  return best;
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

const round = (value: number): number => Number(value.toPrecision(3));

function summary(sizes: readonly Size[], { kind, name, most }: Question, taken: readonly Taken[]) {
  const [first, last] = [taken[0], taken.at(-1)];
  if (first === undefined || last === undefined) throw new Error('nothing was asked');
  const ratioOf = (of: 'milliseconds' | 'cpu', share: number) =>
    round(percentile(last[of], share) / percentile(first[of], share));
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
      taken.map(({ milliseconds, cpu, items, reads, most }, i) => [
        sizes[i]?.documents,
        {
          p50: round(percentile(milliseconds, 0.5)),
          p95: round(percentile(milliseconds, 0.95)),
          cpu: round(percentile(cpu, 0.5)),
          cpu95: round(percentile(cpu, 0.95)),
          items: round(items),
          ...Object.fromEntries(Object.entries(reads).map(([what, number]) => [what, round(number)])),
          most,
        },
      ]),
    ),
    ratio,
    // By the processor: a clock tells as much of what else the machine does as of this.
    reached: ratio.cpu95 <= targets[kind].ratio && percentile(last.cpu, 0.95) <= targets[kind].milliseconds,
    bounded: taken.every((each) => counted.every((what, i) => each.most[what] <= (most[i] ?? 0))),
  };
}

/** Look-ups over HTTP, client and server in this one process, begun at a steady pace whether the earlier ones are answered or not. */
async function sustain({ desk, subjects }: Size) {
  const asked = questions.filter(({ kind }) => kind === 'look-up');
  const server = await listen(desk.app, { host: loopback, port: 0 });
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const milliseconds: number[] = [];
  let errors = 0;
  const lookUp = async (path: string) => {
    const started = performance.now();
    if ((await statusOf(`${server.url}${path}`, agent)) !== 200) errors++;
    milliseconds.push(performance.now() - started);
  };
  const total = sustained.perSecond * sustained.seconds;
  const [started, used] = [performance.now(), process.cpuUsage()];
  const begun: Promise<void>[] = [];
  while (begun.length < total) {
    const due = Math.min(total, Math.ceil(((performance.now() - started) / 1000) * sustained.perSecond));
    while (begun.length < due) begun.push(lookUp(asked[begun.length % asked.length]?.ask(subjects) ?? ''));
    await setTimeout(1);
  }
  await Promise.all(begun);
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(used);
  agent.destroy();
  await server.close();
  return {
    perSecond: Math.round(total / seconds),
    errors,
    p95: round(percentile(milliseconds, 0.95)),
    /** Milliseconds of the processor for one of them. */
    cpu: round((user + system) / 1000 / total),
  };
}

/** The status of an answer that was read to its end; 0 where there was none. */
function statusOf(url: string, agent: Agent): Promise<number> {
  return new Promise((resolve) => {
    const request = get(url, { agent }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode ?? 0));
    });
    request.once('error', () => resolve(0));
  });
}

function sizesUpTo(documents: number): number[] {
  const sizes: number[] = [];
  for (let size = smallest; size < documents; size *= 10) sizes.push(size);
  return [...sizes, documents];
}

async function bench(folder: string, documents: number, rounds: number, only: string) {
  const corpora: Corpus[] = [];
  try {
    const sizes: Size[] = [];
    for (const size of sizesUpTo(documents)) {
      const started = performance.now();
      mkdirSync(join(folder, String(size)), { recursive: true });
      const corpus = await corpusIn(join(folder, String(size)), size, seed);
      corpora.push(corpus);
      sizes.push({
        documents: size,
        desk: new Desk(corpus, silent),
        subjects: new Subjects(corpus, new Random(seed)),
      });
      console.log(`${size} documents are there after ${((performance.now() - started) / 1000).toFixed(1)} s`);
    }
    const answers = [];
    for (const question of questions.filter(({ name }) => name.includes(only))) {
      const made = summary(sizes, question, await askAll(sizes, question, roundsOf(question.kind, rounds)));
      const verdict = made.bounded ? (made.reached ? 'ok   ' : 'SHORT') : 'READS TOO MUCH';
      console.log(`${verdict} ${question.kind}: ${question.name}`, JSON.stringify(made.ratio));
      for (const [size, figures] of Object.entries(made.byDocuments))
        console.log(`      ${size.padStart(7)}`, JSON.stringify(figures));
      answers.push(made);
    }
    const largest = sizes.at(-1);
    return { answers, sustained: only === '' && largest ? await sustain(largest) : undefined };
  } finally {
    for (const corpus of corpora) await corpus.close();
  }
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      documents: { type: 'string', default: '100000' },
      rounds: { type: 'string', default: '100' },
      only: { type: 'string', default: '' },
      folder: { type: 'string' },
    },
  });
  const folder = values.folder ?? mkdtempSync(join(tmpdir(), 'dateline-bench-'));
  try {
    const made = await bench(folder, Number(values.documents), Number(values.rounds), values.only);
    console.log(JSON.stringify(made));
    process.exitCode = made.answers.every(({ bounded }) => bounded) ? 0 : 1;
  } finally {
    if (values.folder === undefined) rmSync(folder, { recursive: true, force: true });
  }
}
