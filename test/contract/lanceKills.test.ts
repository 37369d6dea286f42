/**
 * Kills writers of one search table in the middle of merges and compactions: no row is lost or duplicated.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { LanceSearch } from '../../runtime/lance/search.ts';
import { anywhere, asked, compactAll, row } from './suites/searchRows.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'dateline-lance-kills-'));
/** Running writers, to be killed if the test fails. */
const running = new Map<ChildProcess, Promise<unknown>>();
afterAll(async () => {
  for (const writer of running.keys()) writer.kill('SIGKILL');
  await Promise.all(running.values());
  rmSync(folder, { recursive: true, force: true });
});

/**
 * Starts a writer process and kills it some milliseconds after it has written a number of rows.
 *
 * @returns the number of rows whose merge had returned
 */
function killedWriter(name: string, rows: number, milliseconds: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const writer = spawn(process.execPath, [path.join(import.meta.dirname, 'lanceWriter.ts'), folder, name], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    running.set(writer, once(writer, 'close'));
    let written = 0;
    writer.stdout.setEncoding('utf8').on('data', (lines: string) => {
      const before = written;
      written = Number(lines.trim().split('\n').at(-1));
      if (before < rows && written >= rows) setTimeout(() => writer.kill('SIGKILL'), milliseconds);
    });
    writer.on('error', reject);
    writer.on('close', (code, signal) =>
      signal === 'SIGKILL' ? resolve(written) : reject(new Error(`it ended by itself, with ${code}`)),
    );
  });
}

it('keeps the rows of every merge that returned, exactly once', { timeout: 240_000 }, async () => {
  const names = ['first', 'second', 'third', 'fourth'];
  const reader = await LanceSearch.open({ uri: folder });
  const survivors = async () => (await reader.query(asked({ words: 'survivor', limit: 1 }))).total;
  await reader.merge([row('before', { title: 'survivor' })]);

  let acknowledged = 0;
  for (const [i, pair] of [names.slice(0, 2), names.slice(2)].entries()) {
    let writing = true;
    const writers = Promise.all(
      pair.map((name, j) => killedWriter(name, 40 + 20 * j, 37 * (2 * i + j))),
    ).finally(() => {
      writing = false;
    });
    for (let seen = 0; writing; ) {
      const now = await survivors();
      expect(now).toBeGreaterThanOrEqual(seen);
      seen = now;
    }
    const written = await writers;
    acknowledged += written.reduce((sum, each) => sum + each, 0);
    for (const [j, name] of pair.entries()) {
      const wanted = Array.from({ length: written[j] ?? 0 }, (_, n) => `${name} ${n}`);
      expect([...(await reader.tokensOf(anywhere(wanted))).keys()].sort()).toEqual(wanted.sort());
    }
  }

  // A merge that was killed before it returned may have written all of its rows or none.
  const total = await survivors();
  expect((total - 1) % 10).toBe(0);
  expect(total - 1).toBeGreaterThanOrEqual(acknowledged);
  expect(total - 1).toBeLessThanOrEqual(acknowledged + 10 * names.length);

  await reader.merge([row('after', { title: 'survivor' }), row('first 0', { token: 2, title: 'survivor' })]);
  await compactAll(reader);
  expect(await survivors()).toBe(total + 1);
  await reader.close();
});
