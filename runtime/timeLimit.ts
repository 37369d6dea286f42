/** Ends synchronous work that takes too long, in whatever thread it runs. */
import { createContext, Script } from 'node:vm';

/** The work was ended: it took more processor time than its limit. */
export class TimeLimitExceeded extends Error {
  override name = 'TimeLimitExceeded';
}

const script = new Script('work()');
const sandbox: { work?: () => void } = {};
const context = createContext(sandbox);

/**
 * Runs synchronous work that may be run again. V8 can only be interrupted by the clock, and other processes
 * may take most of that; so work that the clock ends before it has used its processor time runs again, with
 * twice the time on the clock.
 *
 * @param milliseconds of this thread's processor time
 * @throws TimeLimitExceeded, or what the work throws
 */
export function withTimeLimit<T>(milliseconds: number, work: () => T): T {
  for (let timeout = milliseconds; ; timeout *= 2) {
    const before = process.threadCpuUsage();
    let result: { value: T } | undefined;
    sandbox.work = () => {
      result = { value: work() };
    };
    try {
      script.runInContext(context, { timeout });
      if (result !== undefined) return result.value;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    } finally {
      delete sandbox.work;
    }
    const { user, system } = process.threadCpuUsage(before);
    // The clock of processor time may be a tick behind.
    if ((user + system) / 1000 >= milliseconds * 0.9)
      throw new TimeLimitExceeded(`more than ${milliseconds / 1000} seconds of processor time`);
  }
}
