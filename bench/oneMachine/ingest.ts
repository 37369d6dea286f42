/** Ingest from end to end: files are dropped into the inbox of an application, until all is queryable. */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Text } from '../cost/texts.ts';
import { type Application, type ApplicationOptions, startApplication } from './application.ts';
import { bytesByPart, type ProcessUsage } from './processUsage.ts';
import { removeOldVersions } from './searchVersions.ts';

export interface IngestFigures {
  documents: number;
  seconds: number;
  documentsPerSecond: number;
  /** Milliseconds of a processor for each document, in all, in the main thread and in child processes. */
  processor: { total: number; mainThread: number; children: number };
  /** The same by the name of the thread, for those that used most. */
  threads: Record<string, number>;
  /** MB (of 1,000,000 bytes). */
  peakMemory: number;
  peakMemoryOfChildren: number;
  /** Bytes of the home folder for each byte of the files, when nothing is left to do. */
  diskPerByte: number;
  /** The same once the old versions of the search table are gone: at rest, after eleven minutes. */
  diskAtRestPerByte: number;
  /** By file or folder of the home, when nothing is left to do: MB. */
  disk: Record<string, number>;
}

const pollMilliseconds = 100;
/** Files that go first and are not measured: the weights are loaded with them. */
export const warmingUp = 20;
const MB = 1_000_000;

/** Starts the application, drops the files and stops it. */
export async function measureIngest(
  files: readonly Text[],
  options: ApplicationOptions = {},
): Promise<IngestFigures> {
  const application = await startApplication(options);
  try {
    await whenDone(application);
    drop(application, 'first', files.slice(0, warmingUp));
    await whenDone(application, { atLeastOnce: true });
    const before = application.usage();
    const started = performance.now();
    drop(application, 'dropped', files.slice(warmingUp));
    await whenDone(application, { atLeastOnce: true });
    const seconds = (performance.now() - started) / 1000;
    const after = application.usage();
    const stored = await countDocuments(application);
    if (stored !== files.length) console.log(`note: ${stored} documents were made of ${files.length} files`);
    await application.stop();
    const bytes = files.reduce((sum, { body }) => sum + Buffer.byteLength(body), 0);
    const { perByte: diskPerByte, parts: disk } = diskUse(application.home, bytes);
    await removeOldVersions(application.home);
    const diskAtRestPerByte = diskUse(application.home, bytes).perByte;
    const usage = { before, after };
    return figuresOf(files.length - warmingUp, seconds, usage, { diskPerByte, diskAtRestPerByte, disk });
  } finally {
    await application.stop();
    application.remove();
  }
}

/** Moves the files into the inbox, all at once. */
export function drop({ staging, inbox }: Application, name: string, files: readonly Text[]): void {
  for (const { key, body } of files) {
    const file = path.join(staging, name, key);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, body);
  }
  renameSync(path.join(staging, name), path.join(inbox, name));
}

/** @param options.atLeastOnce wait until something has been seen pending */
export async function whenDone({ pending }: Application, { atLeastOnce = false } = {}): Promise<void> {
  let seen = !atLeastOnce;
  for (;;) {
    const left = await pending();
    if (left > 0) seen = true;
    else if (seen) return;
    await pause(pollMilliseconds);
  }
}

export const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

export async function countDocuments({ url }: Application): Promise<number> {
  const answer = (await (await fetch(`${url}/stats`)).json()) as { documents?: number };
  return answer.documents ?? 0;
}

function figuresOf(
  documents: number,
  seconds: number,
  { before, after }: { before: ProcessUsage; after: ProcessUsage },
  disk: Pick<IngestFigures, 'diskPerByte' | 'diskAtRestPerByte' | 'disk'>,
): IngestFigures {
  const each = (of: 'total' | 'mainThread' | 'children') =>
    round((1000 * (after[of] - before[of])) / documents, 2);
  return {
    documents,
    seconds: round(seconds, 2),
    documentsPerSecond: round(documents / seconds, 1),
    processor: { total: each('total'), mainThread: each('mainThread'), children: each('children') },
    threads: threadCosts(documents, before.threads, after.threads),
    peakMemory: round(after.peakMemory / MB, 0),
    peakMemoryOfChildren: round(after.peakMemoryOfChildren / MB, 0),
    ...disk,
  };
}

/** @param bytes of all files */
function diskUse(home: string, bytes: number): { perByte: number; parts: Record<string, number> } {
  const parts = [...bytesByPart(home)];
  return {
    perByte: round(parts.reduce((sum, [, size]) => sum + size, 0) / bytes, 1),
    parts: Object.fromEntries(parts.map(([part, size]) => [part, round(size / MB, 2)])),
  };
}

const threadsShown = 8;

function threadCosts(
  documents: number,
  before: Record<string, number>,
  after: Record<string, number>,
): Record<string, number> {
  const costs = Object.entries(after).map(
    ([name, seconds]) => [name, round((1000 * (seconds - (before[name] ?? 0))) / documents, 2)] as const,
  );
  return Object.fromEntries(costs.sort(([, a], [, b]) => b - a).slice(0, threadsShown));
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
