/** The processor time that a parsing process has taken for the object that it is reading. */
import { processUsage } from './processUsage.ts';

export class SpentTime {
  #cpu = 0;
  #wall = 0;

  /** @param cpu the process's time so far, in milliseconds */
  begin(cpu: number): void {
    this.#cpu = cpu;
    this.#wall = performance.now();
  }

  /** In milliseconds; wall time where the system does not report the time of other processes. */
  of(pid: number | undefined): number {
    const usage = pid === undefined ? undefined : processUsage(pid);
    return usage === undefined ? performance.now() - this.#wall : usage.cpu - this.#cpu;
  }
}
