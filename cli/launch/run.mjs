// Runs `node` with the given arguments for the scripts of package.json, after the check of its version.
import { spawn } from 'node:child_process';
import { allocator } from './allocator.mjs';
import { compileCache } from './compileCache.mjs';
import './node24.mjs';

/** npm passes SIGTERM to its shell alone, which ends and leaves this process and its child behind. */
function stopWithShell(child) {
  const shell = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(watch);
    child.kill('SIGTERM');
  }, 500);
  watch.unref();
}

if (!process.exitCode) {
  const child = spawn(process.execPath, process.argv.slice(2), {
    stdio: 'inherit',
    env: { ...allocator, NODE_COMPILE_CACHE: compileCache, ...process.env },
  });
  process.on('SIGINT', () => {}); // A terminal interrupts the child too: wait for its exit code.
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  if (process.env.npm_lifecycle_event !== undefined) stopWithShell(child);
  child.on('exit', (code) => {
    process.exitCode = code ?? 1;
  });
}
