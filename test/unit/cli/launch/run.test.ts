/** How a program ends that `run.mjs` started, as the scripts of package.json do. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

const run = path.join(import.meta.dirname, '../../../../cli/launch/run.mjs');

let folder: string;
let log: string;
let program: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'dateline-run-'));
  log = path.join(folder, 'log');
  program = path.join(folder, 'program.mjs');
  writeFileSync(
    program,
    `import { appendFileSync } from 'node:fs';
    const say = (text) => appendFileSync(${JSON.stringify(log)}, text);
    process.on('SIGTERM', () => {
      say(' stopping');
      setTimeout(() => say(' stopped') || process.exit(), 50);
    });
    setTimeout(() => say(' never stopped') || process.exit(), 30_000);
    say('ready');`,
  );
});
afterEach(() => rmSync(folder, { recursive: true }));

const said = () => (existsSync(log) ? readFileSync(log, 'utf8') : '');

/** Starts the program below a shell, as npm does, and waits until it runs. */
async function startedByNpm(): Promise<ChildProcess> {
  const env = { ...process.env, npm_lifecycle_event: 'start' };
  const shell = spawn('sh', ['-c', '"$0" "$1" "$2"; true', process.execPath, run, program], { env });
  await expect.poll(said).toBe('ready');
  return shell;
}

it('ends when npm is ended, whose shell passes no signal on', async () => {
  const shell = await startedByNpm();
  shell.kill('SIGTERM');
  await expect.poll(said).toBe('ready stopping stopped');
});
