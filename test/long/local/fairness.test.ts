import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { Log } from '../../../core/ports/log.ts';
import { type Pipeline, startPipeline } from '../../../local/pipeline.ts';

const root = mkdtempSync(path.join(tmpdir(), 'dateline-fairness-'));
const inbox = path.join(root, 'inbox');
let pipeline: Pipeline;
afterAll(async () => {
  await pipeline.stop();
  rmSync(root, { recursive: true, force: true });
});

const log: Log = { info: () => {}, warn: () => {}, error: () => {} };
const rows = 3_000;

const ask = async (question: string) =>
  (await (await fetch(`${pipeline.url}/v1/${question}`)).json()) as {
    items: unknown[];
    queues: Record<string, { pending: number }>;
  };

/** The three longest tasks of the event loop, in milliseconds of processor time. */
function watchTasks(): { longest(): number[] } {
  const longest = [0, 0, 0];
  let before = process.threadCpuUsage();
  let isWatching = true;
  const look = () => {
    const now = process.threadCpuUsage();
    longest.push((now.user + now.system - before.user - before.system) / 1000);
    longest.sort((a, b) => b - a).pop();
    before = now;
    if (isWatching) setImmediate(look);
  };
  setImmediate(look);
  return {
    longest() {
      isWatching = false;
      return longest;
    },
  };
}

it('a story behind a table of 3,000 rows is found before they are stored; no task is long', async () => {
  mkdirSync(inbox);
  const table = Array.from({ length: rows }, (_, i) => `Row ${i},The harbour was closed on day ${i}.`);
  writeFileSync(path.join(inbox, 'table.csv'), `title,text\n${table.join('\n')}\n`);
  const options = { home: path.join(root, 'home'), inbox, host: '127.0.0.1', port: 0, seeds: undefined, log };
  pipeline = await startPipeline(options);
  const waiting = async () => {
    const { queues } = await ask('health');
    return ['normalized', 'extracted'].reduce((sum, name) => sum + (queues[name]?.pending ?? 0), 0);
  };
  while ((await waiting()) === 0);
  const tasks = watchTasks();
  writeFileSync(path.join(inbox, 'story.txt'), 'Storm closes harbour\n\nMaria Quelle said so.');
  while ((await ask('entities?q=Quelle')).items.length === 0);
  // In turn it would come after all of them. How many are left depends on the machine.
  expect(await waiting()).toBeGreaterThan(rows / 10);
  while ((await waiting()) > rows * 0.8);
  // Code that runs for the first time, and the collection of garbage, may make two tasks longer.
  expect(tasks.longest()[2]).toBeLessThan(50);
});
