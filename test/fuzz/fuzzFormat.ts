/** Fuzzes the reader of one format in a process of its own, with a bound of time and memory for each file. */
import { fork } from 'node:child_process';
import path from 'node:path';
import { processUsage } from '../../runtime/isolated/processUsage.ts';
import type { FuzzMessage } from './child.ts';

const MB = 1024 * 1024;

/** For one file of at most 256 KB. Coverage slows the reader down by about a half. */
export const inputBounds = { cpuSeconds: 3, memory: 512 * MB, heapMB: 320 };
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
  faults: { recipe: string; fault: string }[];
}

const ownChild = path.join(import.meta.dirname, 'child.ts');

/**
 * @param seconds wall time from the first file on
 * @param child the program that reads the files, or one that behaves like it
 */
export async function fuzzFormat(
  format: string,
  seed: number,
  seconds: number,
  child = ownChild,
): Promise<FuzzResult> {
  const result: FuzzResult = { format, seed, inputs: 0, blocks: 0, corpus: 0, faults: [] };
  const clock = { until: Number.POSITIVE_INFINITY };
  // After a file that had to be killed, the next process goes on with other mutations.
  for (let round = 0; performance.now() < clock.until && round < mostRounds; round++)
    await runChild(child, { result, seed: seed + round * 1_000_003, clock, seconds });
  return result;
}

interface Run {
  result: FuzzResult;
  seed: number;
  /** When to end; set at the first file. */
  clock: { until: number };
  seconds: number;
}

function runChild(child: string, { result, seed, clock, seconds }: Run): Promise<void> {
  const worker = fork(child, [result.format, String(seed)], {
    execArgv: [`--max-old-space-size=${inputBounds.heapMB}`],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const before = result.inputs;
  let recipe = '';
  let cpuBefore = 0;
  let ending = false;
  let errors = '';
  worker.stderr?.on('data', (data) => {
    errors = (errors + data).slice(-2_000);
  });
  const end = (fault?: string) => {
    if (ending) return;
    ending = true;
    if (fault !== undefined) result.faults.push({ recipe, fault });
    worker.kill('SIGKILL');
  };
  const watch = setInterval(() => {
    const usage = worker.pid === undefined ? undefined : processUsage(worker.pid);
    if (usage === undefined || recipe === '') return;
    if (usage.cpu - cpuBefore > 1000 * inputBounds.cpuSeconds)
      end(`it took more than ${inputBounds.cpuSeconds} s of processor time`);
    else if (usage.memory > inputBounds.memory) end(`it took more than ${inputBounds.memory / MB} MB`);
  }, watchMilliseconds);
  worker.on('message', (message: FuzzMessage) => {
    if ('begins' in message) {
      if (recipe === '') clock.until = Math.min(clock.until, performance.now() + 1000 * seconds);
      recipe = message.begins;
      cpuBefore = worker.pid === undefined ? 0 : (processUsage(worker.pid)?.cpu ?? 0);
      return;
    }
    result.inputs = before + message.read;
    result.blocks = Math.max(result.blocks, message.blocks);
    result.corpus = Math.max(result.corpus, message.corpus);
    result.faults.push(...message.faults);
    if (performance.now() >= clock.until) end();
  });
  return new Promise((resolve) => {
    worker.on('exit', (code, signal) => {
      clearInterval(watch);
      if (!ending)
        result.faults.push({ recipe, fault: `it ended the process (${signal ?? code}): ${errors}` });
      resolve();
    });
  });
}
