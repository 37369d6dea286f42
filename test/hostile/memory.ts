/** The resident memory of a process and of its children, sampled on Linux. */
import { readFileSync } from 'node:fs';
import { processUsage } from '../../runtime/isolated/processUsage.ts';

const sampleMilliseconds = 100;

export interface MemoryWatch {
  /** The highest samples so far, in bytes: of the process, and of its children together. */
  peak(): { main: number; parsers: number };
  /** Waits until the process takes less than `bytes`, for at most `seconds`. Returns the lowest sample. */
  restsBelow(bytes: number, seconds: number): Promise<number>;
  stop(): void;
}

export function watchMemory(pid: number): MemoryWatch {
  const highest = { main: 0, parsers: 0 };
  const sample = () => {
    const main = processUsage(pid)?.memory ?? 0;
    const parsers = childrenOf(pid).reduce((sum, child) => sum + (processUsage(child)?.memory ?? 0), 0);
    highest.main = Math.max(highest.main, main);
    highest.parsers = Math.max(highest.parsers, parsers);
    return main;
  };
  const timer = setInterval(sample, sampleMilliseconds);
  return {
    peak: () => ({ ...highest }),
    async restsBelow(bytes, seconds) {
      let lowest = sample();
      for (let waited = 0; lowest > bytes && waited < seconds; waited++) {
        await new Promise((resolve) => setTimeout(resolve, 1_000));
        lowest = Math.min(lowest, sample());
      }
      return lowest;
    },
    stop: () => clearInterval(timer),
  };
}

function childrenOf(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1').split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}
