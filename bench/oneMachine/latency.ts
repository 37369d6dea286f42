/** How long a file takes from the inbox to an answer of the API. */
import { documentId } from '../../core/document/documentIdentity.ts';
import type { Text } from '../cost/texts.ts';
import { type Application, startApplication } from './application.ts';
import { drop, pause, whenDone } from './ingest.ts';

const pollMilliseconds = 10;

/**
 * Drops one file after the other while nothing else is to be done.
 *
 * @returns the milliseconds until each document is found, from the least to the most
 */
export async function measureIdleLatency(files: readonly Text[]): Promise<number[]> {
  const application = await startApplication();
  try {
    await whenDone(application);
    const latencies: number[] = [];
    for (const [i, file] of files.entries()) {
      const latency = await dropOne(application, `dropped-${i}`, file);
      if (i > 0) latencies.push(latency); // the first one loads the weights
      await whenDone(application);
    }
    return latencies.sort((a, b) => a - b);
  } finally {
    await application.stop();
    application.remove();
  }
}

/**
 * Drops many files at once, and then one after the other while most of them are still queued.
 *
 * @returns the milliseconds until each of the others is found, from the least to the most
 */
export async function measureLatencyUnderLoad(
  load: readonly Text[],
  files: readonly Text[],
): Promise<number[]> {
  const application = await startApplication();
  try {
    await whenDone(application);
    drop(application, 'first', files.slice(0, 1)); // it loads the weights
    await whenDone(application, { atLeastOnce: true });
    drop(application, 'load', load);
    const isBusy = async () => (await application.pending()) > load.length / 4;
    while (!(await isBusy())) await pause(pollMilliseconds);
    const latencies: number[] = [];
    for (let i = 0; await isBusy(); i++)
      latencies.push(await dropOne(application, `dropped-${i}`, files[i % files.length] as Text));
    return latencies.sort((a, b) => a - b);
  } finally {
    await application.stop();
    application.remove();
  }
}

async function dropOne(application: Application, folder: string, file: Text): Promise<number> {
  const id = documentId({ key: `${folder}/${file.key}`, part: '', ordinal: 0 });
  const started = performance.now();
  drop(application, folder, [file]);
  while (!(await fetch(`${application.url}/documents/${id}`)).ok) await pause(pollMilliseconds);
  return performance.now() - started;
}
