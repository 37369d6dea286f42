/** Linux only: it finds the processes in /proc. */
import { fork } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { processUsage } from '../../../../runtime/isolated/processUsage.ts';

const hangingParent = fileURLToPath(new URL('hangingParent.ts', import.meta.url));

test.skipIf(!existsSync('/proc/self/status'))(
  'a parser in an endless loop ends with its parent, and so does its guard',
  async () => {
    const parent = fork(hangingParent, { stdio: 'ignore' });
    try {
      const children = () =>
        readFileSync(`/proc/${parent.pid}/task/${parent.pid}/children`, 'utf8')
          .split(' ')
          .filter(Boolean)
          .map(Number);
      // To start takes a parser less than two seconds of processor time.
      const isHanging = () => children().some((pid) => (processUsage(pid)?.cpu ?? 0) > 3000);
      // A busy machine may give it little of that.
      await expect.poll(isHanging, { timeout: 120_000, interval: 100 }).toBe(true);
      const pids = children();
      expect(pids).toHaveLength(2);
      parent.kill('SIGKILL');
      await expect.poll(() => pids.filter(isRunning), { timeout: 50_000 }).toEqual([]);
    } finally {
      parent.kill('SIGKILL');
    }
  },
);

/** Nobody may have waited for a process that ended, as in a container without an init process. */
function isRunning(pid: number): boolean {
  try {
    return !/^State:\s*[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'latin1'));
  } catch {
    return false;
  }
}
