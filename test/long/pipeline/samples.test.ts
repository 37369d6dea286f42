/** Sample news in the real runtime of one machine: it is gone once there is an own file. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Pipeline, startPipeline } from '../../../local/pipeline.ts';
import { UploadedFiles } from '../../../local/uploading/uploadedFiles.ts';
import { silentLog as log } from '../../silentLog.ts';

let root: string;
let running: Pipeline | undefined;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'dateline-samples-'));
  for (const folder of ['inbox', 'samples/wire', 'samples/post'])
    mkdirSync(path.join(root, folder), { recursive: true });
  write(
    'samples/wire/ferry.txt',
    'LERWICK - A ferry left Lerwick on Tuesday.\n\nIt carried the mail of Lerwick.',
  );
  write('samples/post/fair.txt', 'BERGEN - The fair in Bergen opened on Monday.\n\nMany came to Bergen.');
});
afterEach(async () => {
  await stop();
  rmSync(root, { recursive: true, force: true });
});

const write = (name: string, text: string) => writeFileSync(path.join(root, name), text);

async function start(samples = true): Promise<void> {
  const seeds = samples ? path.join(root, 'samples') : undefined;
  const folders = { home: path.join(root, 'home'), inbox: path.join(root, 'inbox') };
  running = await startPipeline({ ...folders, seeds, host: '127.0.0.1', port: 0, log });
}

async function stop(): Promise<void> {
  await running?.stop();
  running = undefined;
}

// biome-ignore lint/suspicious/noExplicitAny: answers of several routes; the tests state what they expect
async function get(route: string): Promise<any> {
  return (await fetch(`${running?.url}${route}`)).json();
}

/** Waits until exactly these files are documents, and all work is done. */
async function shows(...keys: string[]): Promise<void> {
  for (;;) {
    const { items } = await get('/v1/documents');
    const { pending } = await get('/v1/health');
    const shown: string[] = items.map(({ key }: { key: string }) => key);
    if (pending === 0 && shown.sort().join() === keys.sort().join()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const samples = ['seeds/wire/ferry.txt', 'seeds/post/fair.txt'];
const own = 'TROMSO - A trawler came home on Friday.\n\nIt brought cod.';

it('shows samples until an own file arrives; then they are gone, from counts too, for good', async () => {
  await start();
  await shows(...samples);
  write('inbox/own.txt', own);
  await shows('own.txt');
  expect((await get('/v1/stats')).documents).toBe(1);
  expect((await get('/v1/entities?q=lerwick')).items).toEqual([]);
  expect((await get('/v1/search?q=ferry')).total).toBe(0);
  await stop();
  await start();
  await shows('own.txt');
});

it('shows none if own files are there before the first start, nor after their end', async () => {
  write('inbox/own.txt', own);
  await start();
  await shows('own.txt');
  rmSync(path.join(root, 'inbox/own.txt'));
  await shows();
  await stop();
  await start();
  await shows();
});

it('ends samples that a crash left behind, and hides them while they are not wanted', async () => {
  await start();
  await shows(...samples);
  await stop();
  await start(false); // --no-samples
  await shows();
  await stop();
  await start();
  await shows(...samples);
  await stop();
  // The process ended after it had noted the first own file, and before it deleted a sample.
  const uploaded = new UploadedFiles(path.join(root, 'home/uploads.sqlite'));
  uploaded.end('seeds');
  uploaded.close();
  await start();
  await shows();
});
