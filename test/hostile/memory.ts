/** The resident memory of a process and of its children, sampled on Linux. */
import { readFileSync } from 'node:fs';
import { processUsage } from '../../runtime/isolated/processUsage.ts';

const sampleMilliseconds = 100;

export interface MemoryWatch {
  /** The highest samples so far, in bytes: of the process, and of its children together. */
  peak(): { main: number; parsers: number };
  /**
   * Waits until the process takes less than `bytes`, for at most `seconds` in which it is at rest. Returns
   * the lowest sample.
   */
  restsBelow(bytes: number, seconds: number, isAtRest: () => Promise<boolean>): Promise<number>;
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
    async restsBelow(bytes, seconds, isAtRest) {
      let lowest = sample();
      for (let rested = 0; lowest > bytes && rested < seconds; ) {
        await new Promise((resolve) => setTimeout(resolve, 1_000));
        if (await isAtRest()) rested++;
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
