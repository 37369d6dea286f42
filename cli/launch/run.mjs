// Runs `node` with the given arguments for the scripts of package.json, after the check of its version.
import { spawn } from 'node:child_process';
import { allocator } from './allocator.mjs';
import { compileCache } from './compileCache.mjs';
import './node24.mjs';

if (!process.exitCode) {
  const child = spawn(process.execPath, process.argv.slice(2), {
    stdio: 'inherit',
    env: { ...allocator, NODE_COMPILE_CACHE: compileCache, ...process.env },
  });
  process.on('SIGINT', () => {}); // A terminal interrupts the child too: wait for its exit code.
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (code) => {
    process.exitCode = code ?? 1;
  });
}
