import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { usageOf } from '../../../../bench/oneMachine/processUsage.ts';

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
});
