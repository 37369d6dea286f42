/**
 * Fuzzes the reader of one format in a process of its own, with a bound of time and memory for each file. A
 * file that ends the process, or goes beyond a bound, is read again alone: processor time grows on a busy
 * machine, and memory by what the files before it have left. What is not repeated is told, and is no fault.
 */
import { fork } from 'node:child_process';
import path from 'node:path';
import { processUsage } from '../../runtime/isolated/processUsage.ts';
import type { FuzzMessage } from './child.ts';
import { parsedByOthers } from './formats.ts';

const MB = 1024 * 1024;

/**
 * For one file of at most 256 KB; the memory is what it takes beyond that of a process that has loaded the
 * reader. Coverage slows the reader down by about a half.
 */
const inputBounds = { cpuSeconds: 3, memory: 512 * MB, heapMB: 320 };
const watchMilliseconds = 25;
/** A reader that was killed so often is broken enough. */
const mostRounds = 20;

export interface FuzzResult {
  format: string;
  seed: number;
  /** Files that were read. */
  inputs: number;
  /** Blocks of core/ that ran, and files kept because they reached new ones. */
  blocks: number;
  corpus: number;
  faults: Fault[];
  /** Files that had to be killed, or ended the process, and were in order alone. */
  notRepeated: Fault[];
  /** Files that took too long in a parser that is not ours. */
  timedOut: Fault[];
}

interface Fault {
  recipe: string;
  fault: string;
}

interface BrokenFile extends Fault {
  timedOut: boolean;
}

interface Reader {
  /** The program that reads the files, or one that behaves like it. */
  program: string;
  bounds: typeof inputBounds;
  /** Formats of which files that take too long are told, and are no faults. */
  mayTimeOut: ReadonlySet<string>;
}

const ownReader: Reader = {
  program: path.join(import.meta.dirname, 'child.ts'),
  bounds: inputBounds,
  mayTimeOut: parsedByOthers,
};

/** @param seconds wall time from the first file on */
export async function fuzzFormat(
  format: string,
  seed: number,
  seconds: number,
  reader = ownReader,
): Promise<FuzzResult> {
  const result: FuzzResult = {
    format,
    seed,
    inputs: 0,
    blocks: 0,
    corpus: 0,
    faults: [],
    notRepeated: [],
    timedOut: [],
  };
  let until = Number.POSITIVE_INFINITY;
  // After a file that had to be killed, the next process goes on with other mutations.
  for (let round = 0; performance.now() < until && round < mostRounds; round++) {
    const before = result.inputs;
    const broken = await runChild(reader, [format, String(seed + round * 1_000_003)], {
      begin: () => {
        until = Math.min(until, performance.now() + 1000 * seconds);
      },
      read: (message) => {
        result.inputs = before + message.read;
        result.blocks = Math.max(result.blocks, message.blocks);
        result.corpus = Math.max(result.corpus, message.corpus);
        result.faults.push(...message.faults);
        return performance.now() < until;
      },
    });
    if (broken === undefined) continue;
    const { timedOut, ...fault } = broken;
    if (timedOut && reader.mayTimeOut.has(format)) {
      result.timedOut.push(fault);
      continue;
    }
    const again = await readAlone(reader, format, broken.recipe);
    if (again.length > 0) result.faults.push(...again);
    else result.notRepeated.push(fault);
  }
  return result;
}

/** @returns what is wrong with a file that is the only one of its process */
async function readAlone(reader: Reader, format: string, recipe: string): Promise<Fault[]> {
  const found: Fault[] = [];
  const broken = await runChild(reader, [format, '1', recipe], {
    begin: () => {},
    read: ({ faults }) => {
      found.push(...faults);
      return false;
    },
  });
  return broken === undefined ? found : [...found, { recipe: broken.recipe, fault: broken.fault }];
}

type ReadMessage = Extract<FuzzMessage, { read: number }>;

interface Listener {
  /** The first file is about to be read. */
  begin(): void;
  /** @returns whether the process goes on */
  read(message: ReadMessage): boolean;
}

/** @returns the file that went beyond a bound or ended the process */
function runChild(
  { program, bounds }: Reader,
  args: string[],
  listener: Listener,
): Promise<BrokenFile | undefined> {
  const worker = fork(program, args, {
    execArgv: [`--max-old-space-size=${bounds.heapMB}`],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const usage = () => (worker.pid === undefined ? undefined : processUsage(worker.pid));
  let recipe: string | undefined;
  let before = { cpu: 0, memory: 0 };
  let ended: { file?: BrokenFile } | undefined;
  let errors = '';
  worker.stderr?.on('data', (data) => {
    errors = (errors + data).slice(-2_000);
  });
  const brokenBy = (fault: string, timedOut = false) => ({ recipe: recipe ?? '', fault, timedOut });
  const end = (file?: BrokenFile) => {
    ended ??= file === undefined ? {} : { file };
    worker.kill('SIGKILL');
  };
  const watch = setInterval(() => {
    const now = usage();
    if (now === undefined || recipe === undefined) return;
    // Memory first: what a parser that is not ours takes of it is a fault, however slow it is.
    if (now.memory - before.memory > bounds.memory)
      end(brokenBy(`it took more than ${bounds.memory / MB} MB`));
    else if (now.cpu - before.cpu > 1000 * bounds.cpuSeconds)
      end(brokenBy(`it took more than ${bounds.cpuSeconds} s of processor time`, true));
  }, watchMilliseconds);
  worker.on('message', (message: FuzzMessage) => {
    if ('begins' in message) {
      const now = usage() ?? before;
      if (recipe === undefined) {
        before = now;
        listener.begin();
      }
      recipe = message.begins;
      before = { ...before, cpu: now.cpu };
    } else if (!listener.read(message)) end();
  });
  return new Promise((resolve) => {
    worker.on('exit', (code, signal) => {
      clearInterval(watch);
      const died = brokenBy(`it ended the process (${signal ?? code}): ${errors}`);
      resolve(ended === undefined ? died : ended.file);
    });
  });
}
