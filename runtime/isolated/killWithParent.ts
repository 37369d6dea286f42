/** Kills a child process when this process dies, also when the child is in an endless loop. */
import { type ChildProcess, spawn } from 'node:child_process';

/** Ends when its input does, which only this process holds open. */
const script = 'read _; kill -9 "$1"';

/**
 * A child that loops cannot notice that its channel is closed, and it may not start a thread of its own. So a
 * shell waits for this process to end. Where there is no `/bin/sh`, a child that loops outlives this process.
 */
export function killWithParent({ pid }: ChildProcess): { release(): void } {
  if (pid === undefined || process.platform === 'win32') return { release() {} };
  const shell = spawn('/bin/sh', ['-c', script, 'sh', String(pid)], {
    env: {},
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  shell.on('error', () => {});
  shell.unref();
  shell.stdin?.on('error', () => {});
  return { release: () => shell.kill('SIGKILL') };
}
