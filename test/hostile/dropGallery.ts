/**
 * Drops hostile files into the inbox of the real local runtime, each followed by a good file, and reports how
 * each ended, how soon the good files could be found, and how much memory the process took.
 */
import { mkdir, rm } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import path from 'node:path';
import { readNotes } from '../../core/records/compaction.ts';
import { SqliteTable } from '../../runtime/local/table.ts';
import { Dateline } from '../pipeline/dateline.ts';
import { type HostileFile, MB } from './hostileFile.ts';
import { watchMemory } from './memory.ts';
import { checkLists, checkOutcomes } from './outcomes.ts';

export interface GalleryReport {
  files: number;
  /** Files by how they ended: `stored`, `ignored`, or the code of the refusal. */
  outcomes: Record<string, number>;
  /**
   * Seconds from dropping a good file to finding it by entity and source. `p95AtLoad` is compared with the
   * bound: it is `p95`, reduced in proportion if the machine had more than `busyPerCore` processes per core.
   */
  good: { p50: number; p95: number; p95AtLoad: number; slowest: [after: string, seconds: number][] };
  /** The highest load of the machine: how many processes wanted a core at the same time. */
  load: number;
  /** Megabytes of resident memory of the main process, and of all parsing processes together. */
  memory: { main: number; parsers: number; atRest: number };
  /** Seconds until no work was left after the last file. */
  settled: number;
  /** One sentence each; empty if everything held. */
  faults: string[];
}

/** Memory of the main process: at its peak, and once it is idle. A file of 256 MB is held in memory whole. */
const memoryBounds = { peakMB: 1_500, restMB: 400 };
/** Nineteen of twenty good files must be found within this time. */
const goodSeconds = 5;
/** With more processes than this for each core, everything takes longer in proportion. */
const busyPerCore = 2;
/** How long everything that was dropped may take to settle, for each file. */
const settleSecondsEach = 20;
const restSeconds = 60;

/** @param progress called with a line per file */
export async function dropGallery(
  files: readonly HostileFile[],
  progress: (line: string) => void = () => {},
): Promise<GalleryReport> {
  const dateline = await new Dateline().start();
  const { pid } = dateline;
  const memory = watchMemory(pid);
  const faults: string[] = [];
  try {
    const good: { after: string; seconds: number; load: number }[] = [];
    for (const [i, file] of files.entries()) {
      await placeFile(dateline, file);
      const seconds = await dropGoodFile(dateline, i);
      good.push({ after: file.name, seconds, load: loadavg()[0] ?? 0 });
      progress(`${i + 1}/${files.length} ${file.name}: the good file took ${seconds.toFixed(1)} s`);
    }
    await removeReported(dateline, files);
    const started = performance.now();
    if (!(await settle(dateline, files.length * settleSecondsEach)))
      faults.push(
        `Work was left when the time to settle was over: ${JSON.stringify((await dateline.json('/v1/health')).queues)}.`,
      );
    const settled = (performance.now() - started) / 1000;
    const outcomes = await checkOutcomes(dateline, files, faults);
    await checkLists(dateline, faults);
    const peak = memory.peak();
    const atRest = await memory.restsBelow(memoryBounds.restMB * MB, restSeconds, () =>
      isCompacted(dateline),
    );
    if (dateline.pid !== pid || (await dateline.get('/v1/health')).status !== 200)
      faults.push('Dateline was restarted or does not answer.');
    if (peak.main > memoryBounds.peakMB * MB)
      faults.push(`The process took ${Math.round(peak.main / MB)} MB.`);
    if (atRest > memoryBounds.restMB * MB)
      faults.push(`The idle process keeps ${Math.round(atRest / MB)} MB.`);
    const seconds = good.map((each) => each.seconds);
    const busy = busyPerCore * availableParallelism();
    const p95AtLoad = quantile(
      good.map((each) => each.seconds / Math.max(1, each.load / busy)),
      0.95,
    );
    if (p95AtLoad > goodSeconds)
      faults.push(`One good file in twenty took more than ${p95AtLoad.toFixed(1)} s on busy cores.`);
    const slowest = good.toSorted((a, b) => b.seconds - a.seconds).slice(0, 5);
    return {
      files: files.length,
      outcomes,
      good: {
        p50: quantile(seconds, 0.5),
        p95: quantile(seconds, 0.95),
        p95AtLoad,
        slowest: slowest.map((each) => [each.after, each.seconds]),
      },
      load: Math.max(...good.map((each) => each.load)),
      memory: {
        main: Math.round(peak.main / MB),
        parsers: Math.round(peak.parsers / MB),
        atRest: Math.round(atRest / MB),
      },
      settled,
      faults,
    };
  } catch (error) {
    throw new Error(`${(error as Error).message}; Dateline wrote: ${dateline.output.slice(-2_000)}`);
  } finally {
    memory.stop();
    await dateline.remove();
  }
}

function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
}

async function placeFile(dateline: Dateline, file: HostileFile): Promise<void> {
  if (file.place === undefined) return dateline.drop(file.name, file.body());
  const target = path.join(dateline.inbox, file.name);
  await mkdir(path.dirname(target), { recursive: true });
  await file.place(target);
}

/** A file that is never uploaded would keep the folder different from the bucket for good. */
async function removeReported(dateline: Dateline, files: readonly HostileFile[]): Promise<void> {
  for (const { name, ends } of files)
    if (ends === 'reported') await rm(path.join(dateline.inbox, name), { force: true });
}

/** Whether no part of the search table is to be compacted, which goes on after everything is stored. */
async function isCompacted(dateline: Dateline): Promise<boolean> {
  const table = new SqliteTable(path.join(dateline.home, 'table.sqlite'));
  try {
    return (await readNotes({ table }, 'compaction')).length === 0;
  } finally {
    table.close();
  }
}

/** @returns the seconds until the file can be found by its place and its source */
async function dropGoodFile(dateline: Dateline, number: number): Promise<number> {
  const source = `Good ${number}`;
  const day = '2026-03-06';
  const text = [
    `---\ntitle: Harbour of Lerwick opens again\ndate: ${day}\nsource: ${source}\n---\n`,
    `The harbour of Lerwick opened again on day ${number}, its master said in London.\n`,
  ].join('\n');
  const started = performance.now();
  await dateline.drop(`good/${number}.md`, text);
  for (;;) {
    // Hostile files name Lerwick too, thousands of times: the day keeps the list short, and a page may end
    // early.
    const found = await dateline.all(
      `/v1/documents?entity=place/lerwick&published_from=${day}&published_to=${day}&source=${encodeURIComponent(source)}`,
    );
    const seconds = (performance.now() - started) / 1000;
    if (found.length === 1) return seconds;
    if (seconds > 600) throw new Error(`the good file after file ${number} was not found within ten minutes`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function settle(dateline: Dateline, seconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), 1000 * Math.max(120, seconds));
  });
  // It keeps asking after the time is over, until Dateline has ended.
  const idle = dateline.idle().then(
    () => true,
    () => false,
  );
  const settled = await Promise.race([idle, late]);
  clearTimeout(timer);
  return settled;
}
