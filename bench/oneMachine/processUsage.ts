/** What a process and its children use, from Linux's /proc: processor time by thread, and memory. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

const ticksPerSecond = 100;

export interface ProcessUsage {
  /** Seconds of a processor, of the process and its children, ended threads and children included. */
  total: number;
  /** Seconds of a processor in the thread that runs the event loop. */
  mainThread: number;
  /** Seconds of a processor in its children, ended ones included. */
  children: number;
  /** By the name of the thread: seconds of a processor in the threads that still run. */
  threads: Record<string, number>;
  /** Bytes of memory that the process has had at most, and has now. */
  peakMemory: number;
  memory: number;
  /** The same of its children, together. */
  peakMemoryOfChildren: number;
  memoryOfChildren: number;
}

/** @param pid of a running process */
export function usageOf(pid: number): ProcessUsage {
  const threads: Record<string, number> = {};
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    const name = Number(thread) === pid ? 'main' : read(`/proc/${pid}/task/${thread}/comm`).trim();
    threads[name] = (threads[name] ?? 0) + processorSeconds(`/proc/${pid}/task/${thread}/stat`);
  }
  const own = processorSeconds(`/proc/${pid}/stat`);
  const childIds = read(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean);
  const ended = processorSeconds(`/proc/${pid}/stat`, 'of ended children');
  const children = ended + sum(childIds.map((child) => processorSeconds(`/proc/${child}/stat`)));
  return {
    total: own + children,
    mainThread: threads.main ?? 0,
    children,
    threads,
    peakMemory: memoryOf(pid, 'VmHWM'),
    memory: memoryOf(pid, 'VmRSS'),
    peakMemoryOfChildren: sum(childIds.map((child) => memoryOf(child, 'VmHWM'))),
    memoryOfChildren: sum(childIds.map((child) => memoryOf(child, 'VmRSS'))),
  };
}

/** Milliseconds since a thread began. */
export interface ThreadTime {
  /** On a processor. */
  ran: number;
  /** Ready to run, while other threads had all processors. */
  waited: number;
}

/** Of the thread that runs the event loop, more exactly than in `usageOf` (Linux's sched-stats.rst). */
export function mainThreadTime(pid: number): ThreadTime {
  const [ran = 0, waited = 0] = read(`/proc/${pid}/schedstat`).split(' ').map(Number);
  return { ran: ran / 1_000_000, waited: waited / 1_000_000 };
}

/** Bytes that the files of a folder take on the disk, by its own files and folders. */
export function bytesByPart(folder: string): Map<string, number> {
  const parts = new Map<string, number>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const part = path.relative(folder, file).split(path.sep)[0] ?? '';
    parts.set(part, (parts.get(part) ?? 0) + bytesOnDisk(file));
  }
  return parts;
}

/** A file may vanish while the folder is listed. */
const bytesOnDisk = (file: string): number => (statSync(file, { throwIfNoEntry: false })?.blocks ?? 0) * 512;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

/** A process or thread that has ended has no file. */
function read(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}

/**
 * See proc_pid_stat(5): the fields after the name, of which the 12th and 13th are user and system time, and
 * the next two those of the children that have ended.
 */
function processorSeconds(file: string, whose: 'own' | 'of ended children' = 'own'): number {
  const fields = read(file).split(') ').at(-1)?.split(' ') ?? [];
  const user = whose === 'own' ? 11 : 13;
  return (Number(fields[user] ?? 0) + Number(fields[user + 1] ?? 0)) / ticksPerSecond;
}

/** Bytes, by a field of proc_pid_status(5), such as `VmRSS`. */
export function memoryOf(pid: number | string, field: string): number {
  const kilobytes = new RegExp(`^${field}:\\s*(\\d+) kB`, 'm').exec(read(`/proc/${pid}/status`))?.[1];
  return Number(kilobytes ?? 0) * 1024;
}
