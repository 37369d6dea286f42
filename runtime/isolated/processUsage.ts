/** How another process does, where the system tells it: Linux, in `/proc` (proc_pid_stat(5), proc_pid_status(5)). */
import { readFileSync } from 'node:fs';

/** The unit of processor times in `/proc`: a hundredth of a second on every architecture that Node runs on. */
const tickMilliseconds = 10;

/** Processor time used, in milliseconds, and resident memory, in bytes. `undefined`: the system does not say, or the process is gone. */
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
