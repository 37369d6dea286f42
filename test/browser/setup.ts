/** Starts Dateline on an inbox with sample news, once for all files of tests in a browser. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { startPipeline } from '../../local/pipeline.ts';
import { silentLog as silent } from '../silentLog.ts';
import { untilIdle } from './archive.ts';
import { findChromium } from './chromium.ts';

declare module 'vitest' {
  interface ProvidedContext {
    url: string;
    chromium: string;
    inbox: string;
  }
}

/** The sample news without the samples of formats. */
const sources = ['harbour-gazette', 'lantern-translations', 'ledger-and-sail', 'northwire', 'radio-skerry'];

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(path.join(tmpdir(), 'dateline-console-'));
  const inbox = path.join(folder, 'inbox');
  // As files of its own: samples would end with the first file that a test uploads.
  for (const source of sources)
    cpSync(path.join(import.meta.dirname, '../../seeds', source), path.join(inbox, source), {
      recursive: true,
    });
  const pipeline = await startPipeline({
    home: path.join(folder, 'home'),
    inbox,
    seeds: undefined,
    host: '127.0.0.1',
    port: 0,
    log: silent,
  });
  await untilIdle(pipeline.url);
  project.provide('url', pipeline.url);
  project.provide('inbox', inbox);
  project.provide('chromium', findChromium() ?? '');
  return async () => {
    await pipeline.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
