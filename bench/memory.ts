/**
 * `npm run bench:memory -- [FILE …]`: the memory of the one-machine application after large and hostile
 * files. Starts it as a process of its own, drops the files, waits until all are handled, and prints its
 * resident memory at the peak, at the end, and after a minute of rest. It ends with 1 if the last exceeds the
 * bound.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { allocator } from '../cli/launch/allocator.mjs';
import { Random } from '../core/random.ts';
import { heapOptions } from './oneMachine/application.ts';

const MB = 1024 * 1024;
const maxAtRest = 400 * MB;
const restSeconds = 60;
const deadlineSeconds = 1800;

const random = new Random(1);
const word = () => random.below(36 ** 5).toString(36);
const words = (bytes: number) => {
  const made: string[] = [];
  for (let size = 0; size < bytes; size += 6) made.push(word());
  return made.join(' ');
};

/** By name: their bytes. Made one after the other, so that this process stays small. */
const files: Record<string, () => string | Uint8Array> = {
  'words-1.txt': () => `Storm closes harbour\n\n${words(20 * MB)}`,
  'words-2.txt': () => `Storm opens harbour\n\n${words(20 * MB)}`,
  'names.txt': () => `Names\n\n${`Maria Quelle and John Smith of Norvane Shipping said so. `.repeat(40_000)}`,
  'noise-1.bin': () => Uint8Array.from({ length: 100 * MB }, () => random.below(256)),
  'zeros.bin': () => new Uint8Array(250 * MB),
  'one-field.csv': () => `title,text\nStorm,"${'storm '.repeat(30 * MB)}`,
  'too-many.jsonl': () =>
    `${JSON.stringify({ title: 'Storm', text: 'It closed the harbour.' })}\n`.repeat(400_000),
  'rows.csv': () =>
    ['title,text', ...Array.from({ length: 2_000 }, (_, i) => `Story ${i},"It is so. ${words(2_000)}"`)].join(
      '\n',
    ),
  'story.txt': () => 'Storm closes harbour\n\nMaria Quelle said so on Monday.',
};

const root = mkdtempSync(path.join(tmpdir(), 'dateline-memory-'));
const inbox = path.join(root, 'inbox');
mkdirSync(inbox);
const child = spawn(process.execPath, [...heapOptions, 'local/main.ts'], {
  cwd: path.join(import.meta.dirname, '..'),
  env: {
    ...process.env,
    ...allocator,
    DATELINE_HOME: path.join(root, 'home'),
    DATELINE_INBOX: inbox,
    DATELINE_PORT: process.env.DATELINE_PORT ?? '8799',
    DATELINE_SEEDS: path.join(root, 'none'),
  },
  stdio: ['ignore', 'pipe', 'inherit'],
});

const pause = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

function memoryOf({ pid }: ChildProcess): { now: number; peak: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'latin1');
  const bytes = (name: string) =>
    Number(new RegExp(`^${name}:\\s*(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) * 1024;
  return { now: bytes('VmRSS'), peak: bytes('VmHWM') };
}

function report(when: string): number {
  const { now, peak } = memoryOf(child);
  console.log(`${when}: ${Math.round(now / MB)} MB (peak ${Math.round(peak / MB)} MB)`);
  return now;
}

async function main(): Promise<boolean> {
  let output = '';
  child.stdout?.on('data', (chunk) => {
    output += chunk;
  });
  const ready = /API +(http:\S+)/;
  while (!ready.test(output)) await pause(0.1);
  const url = ready.exec(output)?.[1] ?? '';
  report('started');
  const started = performance.now();
  const pending = async () => {
    const { queues, pending } = (await (
      await fetch(`${url}/health`, { headers: { connection: 'close' } })
    ).json()) as {
      pending: number;
      queues: Record<string, { pending: number }>;
    };
    return { pending, queues };
  };
  const chosen = process.argv.slice(2);
  for (const [name, make] of Object.entries(files)) {
    if (chosen.length > 0 && !chosen.includes(name)) continue;
    writeFileSync(path.join(inbox, name), make());
    for (let idle = 0; idle < 3; ) {
      await pause(0.3);
      idle = (await pending()).pending === 0 ? idle + 1 : 0;
      if (performance.now() - started > deadlineSeconds * 1000) {
        console.log(`${name}: still pending: ${JSON.stringify(await pending())}`);
        return false;
      }
    }
    report(name);
  }
  await pause(restSeconds);
  return report(`after ${restSeconds} s of rest`) <= maxAtRest;
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} finally {
  child.kill('SIGTERM');
  await new Promise((resolve) => child.once('exit', resolve));
  rmSync(root, { recursive: true, force: true });
}
