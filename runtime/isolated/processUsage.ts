/**
 * The processor time and memory of another process, on Linux from `/proc` (proc_pid_stat(5),
 * proc_pid_status(5)).
 */
import { readFileSync } from 'node:fs';

/**
 * The unit of processor times in `/proc`: a hundredth of a second on every architecture that Node supports.
 */
const tickMilliseconds = 10;

/**
 * Reads processor time used, in milliseconds, and resident memory, in bytes.
 *
 * @returns `undefined` if the process is gone or the system has no `/proc`
 */
export function processUsage(pid: number): { cpu: number; memory: number } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const [user, system] = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13);
    const resident = /^VmRSS:\s*(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1];
    return { cpu: (Number(user) + Number(system)) * tickMilliseconds, memory: Number(resident ?? 0) * 1024 };
  } catch {
    return undefined;
  }
}
