/** Fills a home of its own through the application, and measures that application and the next one on it. */
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { round } from '../figures.ts';
import { generate } from '../generate.ts';
import { type Application, startApplication } from '../oneMachine/application.ts';
import { countDocuments, pause, whenDone } from '../oneMachine/ingest.ts';
import { bytesByPart, type ProcessUsage } from '../oneMachine/processUsage.ts';
import { removeOldVersions } from '../oneMachine/searchVersions.ts';
import { type MemoryParts, probe, type Report, reportVariable } from './applicationProbe.ts';

/** They go first and are not measured: what each start compiles would count most for few documents. */
const warmingUp = 200;
/**
 * Once all is stored, the application compacts, summarizes days, and after fifteen seconds without work
 * returns its memory. It rests when it has taken less of a processor for so many looks in a row.
 */
const rest = { looks: 6, everySeconds: 5, share: 0.1 };
const pollMilliseconds = 50;
const MB = 1_000_000;
/** The names of those that LanceDB starts. They live as long as the process. */
const lanceThreads = ['tokio-rt-worker', 'lance-cpu'];

export type Megabytes = Record<keyof MemoryParts, number>;

export interface GrownHome {
  home: string;
  /** Bytes by part of the home, at rest. */
  disk: Record<string, number>;
  figures: {
    documents: number;
    perSecond: number;
    /** Milliseconds of a processor for each document, until the application rests. */
    processor: { all: number; mainThread: number; lance: number; parsers: number };
    /** Rows of the table for each document. */
    rows: { read: number; written: number };
    /**
     * MB: of the application (applicationProbe.ts) at the peak, at rest, and after searches in the next
     * process; of LanceDB's code in it; and of the parsing processes.
     */
    memory: {
      peak: Megabytes;
      rest: Megabytes;
      searched: Megabytes;
      lanceCode: number;
      parsers: { peak: number; rest: number };
    };
    /**
     * From the start of a process on this home until it has announced itself and has answered a search. It
     * scans the inbox meanwhile and after that.
     */
    restart: { seconds: number; processorSeconds: number };
  };
  remove(): void;
}

/**
 * @param documents of the generator; some of them are deleted, so the home has a few less
 * @param reportFile into which the probe writes
 */
export async function grow(documents: number, reportFile: string): Promise<GrownHome> {
  process.env[reportVariable] = reportFile;
  const application = await startApplication({ nodeOptions: ['--import', probe] });
  const { root, home, remove } = application;
  try {
    const filled = await fill(application, documents);
    await application.stop();
    await removeOldVersions(home);
    const disk = diskByPart(home);
    const { searched, ...restart } = await restartAndSearch(root);
    return { home, disk, figures: { ...filled, memory: { ...filled.memory, searched }, restart }, remove };
  } catch (error) {
    await application.stop();
    remove();
    throw error;
  }
}

async function fill(application: Application, count: number) {
  await whenDone(application);
  await dropCorpus(application, 'first', warmingUp, 2);
  const first = await countDocuments(application);
  const [before, reportedBefore] = [application.usage(), await report(application)];
  const seconds = await dropCorpus(application, 'dropped', count, 1);
  await untilAtRest(application);
  const [after, reportedAfter] = [application.usage(), await report(application)];
  const documents = (await countDocuments(application)) - first;
  return {
    documents,
    perSecond: round(documents / seconds),
    processor: processorOf(documents, before, after),
    rows: {
      read: round((reportedAfter.rowsRead - reportedBefore.rowsRead) / documents),
      written: round((reportedAfter.rowsWritten - reportedBefore.rowsWritten) / documents),
    },
    memory: {
      peak: megabytes(reportedAfter.peak),
      rest: megabytes(reportedAfter.now),
      lanceCode: round(reportedAfter.lanceCode / MB),
      parsers: {
        peak: round(reportedAfter.parsers.peak / MB),
        rest: round(reportedAfter.parsers.now / MB),
      },
    },
  };
}

async function untilAtRest({ usage }: Application): Promise<void> {
  for (let [looks, before] = [0, usage().total]; looks < rest.looks; ) {
    await pause(rest.everySeconds * 1000);
    const { total } = usage();
    looks = total - before < rest.share * rest.everySeconds ? looks + 1 : 0;
    before = total;
  }
}

function processorOf(documents: number, before: ProcessUsage, after: ProcessUsage) {
  const each = (secondsOf: (usage: ProcessUsage) => number) =>
    round((1000 * (secondsOf(after) - secondsOf(before))) / documents);
  return {
    all: each(({ total }) => total),
    mainThread: each(({ mainThread }) => mainThread),
    lance: each(({ threads }) => lanceThreads.reduce((sum, name) => sum + (threads[name] ?? 0), 0)),
    parsers: each(({ children }) => children),
  };
}

/** @returns the seconds until all of it can be queried */
async function dropCorpus(
  application: Application,
  name: string,
  documents: number,
  seed: number,
): Promise<number> {
  const corpus = path.join(application.staging, name);
  generate(documents, seed, corpus);
  const started = performance.now();
  renameSync(path.join(corpus, 'inbox'), path.join(application.inbox, name));
  await whenDone(application, { atLeastOnce: true });
  const seconds = (performance.now() - started) / 1000;
  rmSync(corpus, { recursive: true });
  return seconds;
}

/** Asks the probe in the application. */
async function report({ pid }: Application): Promise<Report> {
  const file = process.env[reportVariable] ?? '';
  rmSync(file, { force: true });
  process.kill(pid, 'SIGUSR2');
  while (!existsSync(file)) await pause(pollMilliseconds);
  return JSON.parse(readFileSync(file, 'utf8')) as Report;
}

const megabytes = (parts: MemoryParts): Megabytes =>
  Object.fromEntries(Object.entries(parts).map(([part, bytes]) => [part, round(bytes / MB)])) as Megabytes;

/** `table.sqlite-wal` belongs to `table`. */
function diskByPart(home: string): Record<string, number> {
  const parts: Record<string, number> = {};
  for (const [file, bytes] of bytesByPart(home)) {
    const part = file.split('.')[0] ?? '';
    parts[part] = (parts[part] ?? 0) + bytes;
  }
  return parts;
}

/** Searches once the sweep at the start is over, for the first words of the newest titles. */
async function restartAndSearch(root: string) {
  const started = performance.now();
  const application = await startApplication({ root, nodeOptions: ['--import', probe] });
  const get = (route: string) => fetch(`${application.url}/${route}`);
  try {
    while (!(await get('search?q=harbour')).ok) await pause(pollMilliseconds);
    const seconds = round((performance.now() - started) / 1000);
    const processorSeconds = round(application.usage().total);
    await whenDone(application);
    const { items } = (await (await get('documents?limit=100')).json()) as { items: { title: string }[] };
    for (const { title } of items)
      await (await get(`search?q=${encodeURIComponent(title.split(' ').slice(0, 2).join(' '))}`)).text();
    return { seconds, processorSeconds, searched: megabytes((await report(application)).now) };
  } finally {
    await application.stop();
  }
}
