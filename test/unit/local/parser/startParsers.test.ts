import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readObject } from '../../../../core/formats/read.ts';
import { startParsers } from '../../../../local/parser/startParsers.ts';
import { inLane, isPromptWork, lanes } from '../../../../runtime/local/lanes.ts';
import { SqliteQueue } from '../../../../runtime/local/queue.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'dateline-parsers-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function openUploads(): SqliteQueue {
  const uploads = new SqliteQueue({
    database: path.join(folder, 'queues.sqlite'),
    name: 'uploads',
    maxReceives: 5,
    visibilitySeconds: 720,
    clock: Date.now,
  });
  uploads.takeBackLeases();
  return uploads;
}

/** In which lanes a parser starts. */
async function lanesOf(uploads: SqliteQueue): Promise<string[]> {
  const started: string[] = [];
  await startParsers((object) => {
    started.push(isPromptWork() ? 'prompt' : 'bulk');
    return readObject(object);
  }, uploads);
  return started.toSorted();
}

it('only the parser of the prompt lane starts where no file of the other was interrupted', async () => {
  const uploads = openUploads();
  for (const lane of lanes) await inLane(lane, () => uploads.send(['a file']));
  uploads.receive(1, 'prompt');
  uploads.close();
  const again = openUploads();
  expect(await lanesOf(again)).toEqual(['prompt']);
  again.close();
});

it('both start where a file of the bulk lane was interrupted, also by an earlier process', async () => {
  const uploads = openUploads();
  await inLane('bulk', () => uploads.send(['a file', 'another']));
  uploads.receive(2, 'bulk');
  uploads.close();
  const again = openUploads();
  expect(await lanesOf(again)).toEqual(['bulk', 'prompt']);
  again.acknowledge(again.receive(2, 'bulk').map(({ receiptHandle }) => receiptHandle));
  again.close();
  const third = openUploads();
  expect(await lanesOf(third)).toEqual(['bulk', 'prompt']);
  third.close();
});

it('a parser that does not start stops nothing', async () => {
  const uploads = openUploads();
  await startParsers(() => Promise.reject(new Error('no process')), uploads);
  uploads.close();
});
