/**
 * Loaded into the application with `--import`: at SIGUSR2 it writes what only the process itself knows to the
 * file that `reportVariable` names: the parts of its memory, at the largest moment and now, and how many rows
 * of the table it has read and written.
 *
 * The native part is what neither V8 nor a mapped file accounts for: LanceDB's allocations, SQLite's caches
 * (up to 12 MB for the table, 3 for each other file), stacks, and what the C library keeps. LanceDB shares
 * the C library with the others, so the native part and its code are the most that it can have.
 */
import { subscribe } from 'node:diagnostics_channel';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import {
  DatabaseSync,
  type SQLInputValue,
  type StatementResultingChanges,
  type StatementSync,
} from 'node:sqlite';
import { getHeapStatistics } from 'node:v8';
import { isMainThread, type Worker } from 'node:worker_threads';
import type { Row } from '../../runtime/local/store.ts';
import { memoryOf, usageOf } from '../oneMachine/processUsage.ts';

export const probe = import.meta.filename;
export const reportVariable = 'DATELINE_GROWTH_REPORT';

/** Bytes that are resident. */
export interface MemoryParts {
  all: number;
  /** The heaps of all threads, with what V8 has allocated beside them. */
  heaps: number;
  /** Buffers that the heaps refer to. */
  buffers: number;
  /** Mapped files: programs and libraries, LanceDB's among them. */
  code: number;
  native: number;
}

export interface Report {
  peak: MemoryParts;
  now: MemoryParts;
  /** Bytes of LanceDB's library that are resident. */
  lanceCode: number;
  /** Bytes of the parsing processes, together. */
  parsers: { peak: number; now: number };
  rowsRead: number;
  rowsWritten: number;
}

const sampleMilliseconds = 500;

const workers = new Set<Worker>();

function followWorkers(): void {
  subscribe('worker_threads', (message) => {
    const { worker } = message as { worker: Worker };
    workers.add(worker);
    worker.once('exit', () => workers.delete(worker));
  });
}

async function memoryParts(): Promise<MemoryParts> {
  // A thread that is ending has no heap any more.
  const ofWorkers = await Promise.all(
    [...workers].map((worker) => worker.getHeapStatistics().catch(() => undefined)),
  );
  const threads = [getHeapStatistics(), ...ofWorkers.filter((each) => each !== undefined)];
  const sum = (...names: ('total_physical_size' | 'malloced_memory' | 'external_memory')[]) =>
    threads.reduce((total, each) => total + names.reduce((size, name) => size + each[name], 0), 0);
  const [all, code] = [memoryOf('self', 'VmRSS'), memoryOf('self', 'RssFile')];
  const [heaps, buffers] = [sum('total_physical_size', 'malloced_memory'), sum('external_memory')];
  return { all, heaps, buffers, code, native: all - code - heaps - buffers };
}

/** See proc_pid_smaps(5): the head of each mapping ends with its file, and its resident kilobytes follow. */
function residentOf(library: RegExp): number {
  let [isLibrary, kilobytes] = [false, 0];
  for (const line of readFileSync('/proc/self/smaps', 'latin1').split('\n')) {
    if (/^[0-9a-f]+-[0-9a-f]+ /.test(line)) isLibrary = library.test(line);
    else if (isLibrary) kilobytes += Number(/^Rss:\s*(\d+) kB/.exec(line)?.[1] ?? 0);
  }
  return kilobytes * 1024;
}

const rows = { rowsRead: 0, rowsWritten: 0 };

/** The table's adapter prepares each statement once; its rows are counted whenever it runs. */
function countRows(): void {
  const { prepare } = DatabaseSync.prototype;
  DatabaseSync.prototype.prepare = function (this: DatabaseSync, ...options) {
    const statement = prepare.apply(this, options);
    return /\b(FROM|INTO) items\b/.test(options[0]) ? counted(statement) : statement;
  };
}

function counted(statement: StatementSync): StatementSync {
  const run = statement.run.bind(statement) as (...values: SQLInputValue[]) => StatementResultingChanges;
  const get = statement.get.bind(statement) as (...values: SQLInputValue[]) => Row | undefined;
  const iterate = statement.iterate.bind(statement) as (...values: SQLInputValue[]) => Iterable<Row>;
  return Object.assign(statement, {
    run: (...values: SQLInputValue[]) => {
      const result = run(...values);
      rows.rowsWritten += Number(result.changes);
      return result;
    },
    get: (...values: SQLInputValue[]) => {
      const row = get(...values);
      if (row !== undefined) rows.rowsRead++;
      return row;
    },
    *iterate(...values: SQLInputValue[]) {
      for (const row of iterate(...values)) {
        rows.rowsRead++;
        yield row;
      }
    },
  });
}

/** @param file appears under its name only once it is whole */
function reportTo(file: string): void {
  followWorkers();
  countRows();
  let peak: MemoryParts | undefined;
  const parsers = { peak: 0, now: 0 };
  const sample = async () => {
    const now = await memoryParts();
    if (peak === undefined || now.all > peak.all) peak = now;
    parsers.now = usageOf(process.pid).memoryOfChildren;
    parsers.peak = Math.max(parsers.peak, parsers.now);
    return { now, peak, parsers };
  };
  setInterval(sample, sampleMilliseconds).unref();
  process.on('SIGUSR2', async () => {
    const report: Report = { ...(await sample()), lanceCode: residentOf(/lancedb[^/]*\.node/), ...rows };
    writeFileSync(`${file}.part`, JSON.stringify(report));
    renameSync(`${file}.part`, file);
  });
}

const file = process.env[reportVariable];
if (file !== undefined && isMainThread && process.argv[1]?.endsWith('local/main.ts')) reportTo(file);
