/** The scan of the inbox at a start: it takes seconds if the folder is large, and nobody waits for it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openHomeFolder } from '../../local/homeFolder.ts';
import { type Pipeline, startPipeline } from '../../local/pipeline.ts';
import { NewsFolder } from '../../local/uploading/newsFolder.ts';
import { Uploader } from '../../local/uploading/uploader.ts';

const log = { info() {}, warn() {}, error() {} };
let root: string;
let running: Pipeline | undefined;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'dateline-scan-'));
  for (const folder of ['inbox', 'samples/wire']) mkdirSync(path.join(root, folder), { recursive: true });
  write(
    'samples/wire/ferry.txt',
    'LERWICK - A ferry left Lerwick on Tuesday.\n\nIt carried the mail of Lerwick.',
  );
});
afterEach(async () => {
  vi.restoreAllMocks();
  await running?.stop();
  running = undefined;
  rmSync(root, { recursive: true, force: true });
});

const write = (name: string, text: string) => writeFileSync(path.join(root, name), text);
const folders = () => ({ home: path.join(root, 'home'), inbox: path.join(root, 'inbox') });
const own = 'TROMSO - A trawler came home on Friday.\n\nIt brought cod.';

async function start(): Promise<void> {
  const seeds = path.join(root, 'samples');
  running = await startPipeline({ ...folders(), seeds, host: '127.0.0.1', port: 0, log });
}

async function stop(): Promise<void> {
  await running?.stop();
  running = undefined;
}

/** Holds each scan of the inbox before its first file. @returns what lets them go on */
function holdScans(): () => void {
  const held = Promise.withResolvers<void>();
  const files = NewsFolder.prototype.files;
  vi.spyOn(NewsFolder.prototype, 'files').mockImplementation(async function* (
    this: NewsFolder,
    ...callbacks
  ) {
    if (this.root === folders().inbox) await held.promise;
    yield* files.apply(this, callbacks);
  });
  return held.resolve;
}

// biome-ignore lint/suspicious/noExplicitAny: answers of several routes; the tests state what they expect
async function get(route: string): Promise<any> {
  return (await fetch(`${running?.url}${route}`)).json();
}

async function documents(): Promise<string[]> {
  const { items } = await get('/v1/documents');
  return items.map(({ key }: { key: string }) => key).sort();
}

/** Waits until nothing is left to do. */
async function idle(): Promise<void> {
  while ((await get('/v1/health')).pending > 0) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** All versions in the bucket, those of deletions too. */
async function versions(): Promise<string[]> {
  const home = await openHomeFolder(folders().home, log);
  const { items } = await home.ports.inbox.listVersions('');
  home.close();
  return items.map(({ key, deleted }) => `${key}${deleted ? ' deleted' : ''}`).sort();
}

it('Dateline answers while it goes on; what changed meanwhile is found by it, once', async () => {
  write('inbox/kept.txt', own);
  write('inbox/gone.txt', own.replace('cod', 'hake'));
  await start();
  await idle();
  await stop();
  rmSync(path.join(root, 'inbox/gone.txt'));
  write('inbox/new.txt', own.replace('cod', 'herring'));

  const release = holdScans();
  await start();
  expect(await documents()).toEqual(['gone.txt', 'kept.txt']);
  expect(await get('/v1/health')).toMatchObject({ status: 'starting', pending: 1 });
  release();
  await idle();
  expect(await documents()).toEqual(['kept.txt', 'new.txt']);
  expect(await versions()).toEqual(['gone.txt', 'gone.txt deleted', 'kept.txt', 'new.txt']);
});

it('no samples are shown before it has ended, nor after it has found own files', async () => {
  write('inbox/own.txt', own);
  const release = holdScans();
  await start();
  expect(running?.showsSamples()).toBe(false);
  expect(await documents()).toEqual([]);
  release();
  await idle();
  expect(await documents()).toEqual(['own.txt']);
  expect(await versions()).toEqual(['own.txt']);
});

it('a stop in the middle of it changes nothing, samples neither', async () => {
  await start();
  await idle();
  expect(await documents()).toEqual(['seeds/wire/ferry.txt']);
  await stop();
  write('inbox/own.txt', own);

  const release = holdScans();
  await start();
  const follow = vi.spyOn(Uploader.prototype, 'follow');
  const { stop: stopUploader } = Uploader.prototype;
  vi.spyOn(Uploader.prototype, 'stop').mockImplementation(async function (this: Uploader) {
    release();
    return stopUploader.call(this);
  });
  await stop();
  expect(follow).not.toHaveBeenCalled();
  expect(await versions()).toEqual(['seeds/wire/ferry.txt']);

  await start();
  await idle();
  expect(await documents()).toEqual(['own.txt']);
});
