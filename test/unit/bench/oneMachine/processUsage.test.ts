import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { mainThreadTime, usageOf } from '../../../../bench/oneMachine/processUsage.ts';

/** A shell whose child counts and ends; then it waits for a line. */
const script = '(i=0; while [ $i -lt 50000 ]; do i=$((i+1)); done); echo ended; read line';

describe.runIf(process.platform === 'linux')('what a process uses', () => {
  it('includes the children that have ended', async () => {
    const shell = spawn('sh', ['-c', script], { stdio: ['pipe', 'pipe', 'inherit'] });
    try {
      await once(shell.stdout, 'data');
      const { total, children } = usageOf(shell.pid ?? 0);
      expect(children).toBeGreaterThan(0);
      expect(total).toBeGreaterThanOrEqual(children);
    } finally {
      shell.kill();
    }
  });

  it('tells the time that a thread ran from the time that it waited for a processor', () => {
    const [started, before] = [performance.now(), mainThreadTime(process.pid)];
    while (mainThreadTime(process.pid).ran - before.ran < 30);
    const { ran, waited } = mainThreadTime(process.pid);
    const elapsed = performance.now() - started;
    expect(waited).toBeGreaterThanOrEqual(before.waited);
    // The system counts in ticks of up to 10 ms.
    expect(ran - before.ran + waited - before.waited).toBeLessThan(elapsed + 20);
  });
});
