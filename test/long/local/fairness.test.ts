import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Random } from '../../../core/random.ts';
import { type Pipeline, startPipeline } from '../../../local/pipeline.ts';
import { silentLog as log } from '../../silentLog.ts';
import { zipOf } from '../../unit/core/formats/makeArchives.ts';

let root: string;
let inbox: string;
let pipeline: Pipeline;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'dateline-fairness-'));
  inbox = path.join(root, 'inbox');
  mkdirSync(inbox);
});
afterEach(async () => {
  await pipeline.stop(); // once the batches in progress are done
  rmSync(root, { recursive: true, force: true });
}, 120_000);

const start = async () => {
  const options = { home: path.join(root, 'home'), inbox, host: '127.0.0.1', port: 0, seeds: undefined, log };
  pipeline = await startPipeline(options);
};

const rows = 3_000;

const ask = async (question: string) =>
  (await (await fetch(`${pipeline.url}/v1/${question}`)).json()) as {
    items: unknown[];
    pending: number;
    queues: Record<string, { pending: number }>;
  };

/** The processor time of the longest task of the event loop, as a share of that of all. */
function watchTasks(): { longest(): number } {
  let longest = 0;
  let total = 0;
  let before = process.threadCpuUsage();
  let isWatching = true;
  const look = () => {
    const now = process.threadCpuUsage();
    const time = now.user + now.system - before.user - before.system;
    longest = Math.max(longest, time);
    total += time;
    before = now;
    if (isWatching) setImmediate(look);
  };
  setImmediate(look);
  return {
    longest() {
      isWatching = false;
      return longest / total;
    },
  };
}

it('a story behind a table of 3,000 rows is found before they are stored; no task is long', async () => {
  const table = Array.from({ length: rows }, (_, i) => `Row ${i},The harbour was closed on day ${i}.`);
  writeFileSync(path.join(inbox, 'table.csv'), `title,text\n${table.join('\n')}\n`);
  await start();
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
  expect(tasks.longest()).toBeLessThan(1 / 6);
});

const random = new Random(1);
const words = (count: number) =>
  Array.from({ length: count }, () => random.below(36 ** 6).toString(36)).join(' ');
const archive = () =>
  zipOf(Array.from({ length: 100 }, (_, i) => ({ name: `${i}.txt`, body: `Text ${i}\n\n${words(300)}` })));
/** Files that together take many times the processor time of a story. */
const slow: Record<string, { files: number; make: () => string | Uint8Array }> = {
  'texts whose names take long to find': { files: 5, make: () => `Names\n\n${words(27_000)}` },
  'archives of many texts': { files: 3, make: archive },
};

it.each(Object.entries(slow))(
  'a story behind %s is found before they are done',
  async (_, { files, make }) => {
    for (let i = 0; i < files; i++) writeFileSync(path.join(inbox, `slow-${i}`), make());
    await start();
    writeFileSync(path.join(inbox, 'story.txt'), 'Storm closes harbour\n\nMaria Quelle said so.');
    while ((await ask('entities?q=Quelle')).items.length === 0);
    // How many are left depends on the machine, but not whether the story has to wait for all of them.
    expect((await ask('health')).pending).toBeGreaterThan(1);
  },
);
