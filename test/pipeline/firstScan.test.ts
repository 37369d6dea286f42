/** The scan of the inbox at a start: it takes seconds if the folder is large, and nobody waits for it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openHomeFolder } from '../../local/homeFolder.ts';
import { type Pipeline, startPipeline } from '../../local/pipeline.ts';
import { NewsFolder } from '../../local/uploading/newsFolder.ts';
import { Uploader } from '../../local/uploading/uploader.ts';

let lines: string[];
const note = (message: string, fields?: object) => lines.push(`${message} ${JSON.stringify(fields)}`);
const log = { info() {}, warn: note, error: note };
let root: string;
let running: Pipeline | undefined;
beforeEach(() => {
  lines = [];
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

/** Without samples it is sooner up: it does not wait for them to be stored. */
async function start(samples: 'with samples' | 'without samples'): Promise<void> {
  const seeds = samples === 'with samples' ? path.join(root, 'samples') : undefined;
  running = await startPipeline({ ...folders(), seeds, host: '127.0.0.1', port: 0, log });
}

async function stop(): Promise<void> {
  await running?.stop();
  running = undefined;
}

function beforeScans(run: (folder: string) => unknown): void {
  const files = NewsFolder.prototype.files;
  vi.spyOn(NewsFolder.prototype, 'files').mockImplementation(async function* (
    this: NewsFolder,
    ...callbacks
  ) {
    await run(this.root);
    yield* files.apply(this, callbacks);
  });
}

/** Holds each scan of the inbox before its first file. @returns what lets them go on */
function holdScans(): () => void {
  const held = Promise.withResolvers<void>();
  beforeScans((folder) => folder === folders().inbox && held.promise);
  return held.resolve;
}

function failFirstScan(name: string): void {
  let hasFailed = false;
  beforeScans((folder) => {
    if (hasFailed || folder !== path.join(root, name)) return;
    hasFailed = true;
    throw new Error('EIO: i/o error, scandir');
  });
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
  await start('without samples');
  await idle();
  await stop();
  rmSync(path.join(root, 'inbox/gone.txt'));
  write('inbox/new.txt', own.replace('cod', 'herring'));

  const release = holdScans();
  await start('without samples');
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
  await start('with samples');
  expect(running?.showsSamples()).toBe(false);
  expect(await documents()).toEqual([]);
  release();
  await idle();
  expect(await documents()).toEqual(['own.txt']);
  expect(await versions()).toEqual(['own.txt']);
});

it('a stop in the middle of it changes nothing, samples neither', async () => {
  await start('with samples');
  await expect.poll(() => running?.showsSamples()).toBe(true);
  await stop();
  write('inbox/own.txt', own);

  const release = holdScans();
  await start('without samples');
  const follow = vi.spyOn(Uploader.prototype, 'follow');
  const { stop: stopUploader } = Uploader.prototype;
  vi.spyOn(Uploader.prototype, 'stop').mockImplementation(async function (this: Uploader) {
    release();
    return stopUploader.call(this);
  });
  await stop();
  expect(follow).not.toHaveBeenCalled();
  expect(await versions()).toEqual(['seeds/wire/ferry.txt']);

  await start('without samples');
  await idle();
  expect(await documents()).toEqual(['own.txt']);
});

it.each([
  ['inbox', /^cannot scan the inbox folder; retrying .*"folder":".*inbox".*EIO/],
  ['samples', /^could not add or remove the sample news .*EIO/],
])('the server goes on if the scan of a folder fails: %s', async (folder, fault) => {
  failFirstScan(folder);
  await start('with samples');
  await expect.poll(() => get('/v1/health')).toMatchObject({ status: 'ok' });
  expect([running?.showsSamples(), lines]).toEqual([false, [expect.stringMatching(fault)]]);
  write('inbox/own.txt', own);
  await expect.poll(documents).toEqual(['own.txt']);
  expect(await versions()).toEqual(['own.txt']);
});
