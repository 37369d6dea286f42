/**
 * `npm run bench:search [-- --rows 10000,30000 --per-month 5000 --parts 2500,10000 --rounds 20 --slowdown 1
 * --folder DIR --only-new]`: what merges, compactions and queries of the search table cost at several sizes.
 * The table is on a folder that is served with S3's latencies (bench/countedS3.ts), so requests and times
 * are those of LanceDB on S3; compactions are measured on the folder itself. Larger sizes are modelled: a
 * straight line through the measured ones, by the number of tables. `--slowdown N` makes S3 N times slower
 * and divides the times by N: then they say how long a query waits for S3, and next to nothing of a machine
 * that is busy with other work; `cpu` is the processor time that comes on top. `--folder` keeps the tables
 * for another run of the queries: filling 300,000 rows takes a quarter of an hour of processor.
 *
 * The last line is JSON: by rows, the requests and bytes of a merge of 50 rows into one month, and p50 and
 * p95 of queries in milliseconds; by rows of one table, the processor seconds and memory of its compaction in
 * a process of its own (`baselineMB`: before it): with new ones only (`allNew`), and with fifty new rows.
 * Longer than 250 lines: one command with one report.
 */

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import type { SearchRow } from '../core/ports/search.ts';
import type { SearchCondition } from '../core/ports/searchCondition.ts';
import { Random } from '../core/random.ts';
import { functions } from '../functions/functions.ts';
import { lanceDbSettings } from '../functions/lanceDbSettings.ts';
import { LanceSearch } from '../runtime/lance/search.ts';
import { blankSearchRow } from './blankSearchRow.ts';
import { CountedS3, type Requests } from './countedS3.ts';
import { processorSince } from './figures.ts';

const vocabulary = 30_000;
const wordsPerRow = 480; // 3,000 characters
const modelled = [300_000, 1_000_000];
/** As the search function on AWS looks for newer versions. */
const freshMilliseconds = 10_000;

const word = (random: Random): string => Math.floor(vocabulary * random.next() ** 4).toString(36);
const words = (random: Random, count: number): string =>
  Array.from({ length: count }, () => `w${word(random)}`).join(' ');

function makeRow(random: Random, id: string, month: number): SearchRow {
  const day = new Date(Date.UTC(2001, month, 1 + random.below(28))).toISOString().slice(0, 10);
  return {
    ...blankSearchRow(id),
    title: words(random, 8),
    text: words(random, wordsPerRow),
    entities: Array.from({ length: 14 }, () => `person/${random.below(20_000)}`),
    mentions: Array.from({ length: 14 }, () => 1),
    bands: Array.from({ length: 32 }, (_, i) => `${i}-${random.below(1_000_000)}`),
    source: `source ${random.below(20)}`,
    language: 'en',
    published: day,
    printed: Date.parse(day),
  };
}

/** Fills a folder, a month at a time. */
async function fill(uri: string, rows: number, months: number, random: Random): Promise<LanceSearch> {
  const search = await LanceSearch.open({ uri });
  const perMonth = Math.ceil(rows / months);
  for (let month = 0; month < months; month++) {
    for (let from = 0; from < perMonth; from += 2_500) {
      const count = Math.min(2_500, perMonth - from);
      await search.merge(
        Array.from({ length: count }, (_, i) => makeRow(random, `${rows} ${month} ${from + i}`, month)),
      );
    }
  }
  return search;
}

interface Settings {
  rounds: number;
  slowdown: number;
}

interface Timing {
  p50: number;
  p95: number;
  cpu: number;
  requests: number;
}

async function time(
  s3: CountedS3,
  { rounds, slowdown }: Settings,
  run: () => Promise<unknown>,
): Promise<Timing> {
  const times: number[] = [];
  const used = process.cpuUsage();
  const requests = await s3.count(async () => {
    for (let round = 0; round < rounds; round++) {
      const started = performance.now();
      await run();
      times.push((performance.now() - started) / slowdown);
    }
  });
  const cpu = Math.round(processorSince(used) / rounds);
  times.sort((a, b) => a - b);
  const at = (share: number) => Math.round(times[Math.floor(share * (times.length - 1))] ?? 0);
  return { p50: at(0.5), p95: at(0.95), cpu, requests: Math.round(sum(requests) / rounds) };
}

const sum = ({ puts, lists, gets, deletes }: Requests): number => puts + lists + gets + deletes;

async function measureSize(folder: string, rows: number, months: number, settings: Settings) {
  const random = new Random(1);
  const marker = join(folder, 'filled');
  if (!existsSync(marker)) {
    const filled = await fill(join(folder, 'search'), rows, months, random);
    await filled.compactAll();
    await filled.close();
    writeFileSync(marker, '');
  }
  const s3 = await CountedS3.open({ folder, slowdown: settings.slowdown });
  const open = (fresh: number) =>
    LanceSearch.open({
      uri: 's3://bucket/search',
      storageOptions: s3.storageOptions,
      freshMilliseconds: fresh * settings.slowdown,
    });
  const ask = (search: LanceSearch, conditions: readonly SearchCondition[] = []) =>
    search.query({
      where: {
        all: [
          ...conditions,
          ...words(random, 1 + random.below(3))
            .split(' ')
            .map((word) => ({ word })),
        ],
      },
      order: 'relevance',
      limit: 20,
      offset: 0,
    });
  const days = [{ from: '2001-01-01' }, { to: '2001-01-31' }];
  const cold = await time(s3, { ...settings, rounds: 3 }, async () => {
    const search = await open(freshMilliseconds);
    await ask(search);
    await search.close();
  });
  const search = await open(freshMilliseconds);
  await ask(search);
  const warm = await time(s3, settings, () => ask(search));
  const oneMonth = await time(s3, settings, () => ask(search, days));
  const checking = await open(0);
  await ask(checking);
  const checked = await time(s3, settings, () => ask(checking));
  const written = (token: number) =>
    Array.from({ length: 50 }, (_, i) => ({ ...makeRow(random, `new ${i}`, 0), token }));
  await checking.merge(written(1));
  const started = performance.now();
  const merged = await s3.count(() => checking.merge(written(2)));
  const merge = { ...merged, milliseconds: Math.round((performance.now() - started) / settings.slowdown) };
  for (const each of [search, checking]) await each.close();
  await s3.close();
  return { tables: months, merge, cold, warm, oneMonth, checked };
}

const compactionReport = z.object({
  cpuSeconds: z.number(),
  seconds: z.number(),
  peakMB: z.number(),
  baselineMB: z.number(),
});

/** What a compaction costs in a process that has what the Lambda has: its flags, its environment. */
function compact(uri: string) {
  const program = fileURLToPath(new URL('./search/compaction.ts', import.meta.url));
  // The runtime gives Node nine tenths of the memory.
  const heapMB = Math.floor(functions.compact.memoryMB * 0.9);
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [`--max-old-space-size=${heapMB}`, program, uri],
    { encoding: 'utf8', env: { ...process.env, ...lanceDbSettings } },
  );
  if (status !== 0) throw new Error(`The compaction failed: ${stderr}`);
  return compactionReport.parse(JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? ''));
}

/**
 * Compacts a table whose rows are all new, then again when it has got fifty more. The first is what a bulk
 * import can cause at worst, the second is the usual one.
 *
 * @param onlyNew leaves the second one out
 */
async function measureCompaction(folder: string, rows: number, onlyNew: boolean) {
  const uri = join(folder, 'search');
  const random = new Random(2);
  const search = await fill(uri, rows, 1, random);
  const allNew = compact(uri);
  const fifty = Array.from({ length: 50 }, (_, i) => makeRow(random, `new ${i}`, 0));
  if (!onlyNew) await search.merge(fifty);
  await search.close();
  return onlyNew ? { allNew } : { ...compact(uri), allNew };
}

/** A straight line through points, by least squares. */
function line(points: readonly [number, number][]): (x: number) => number {
  const mean = (at: 0 | 1) => points.reduce((total, point) => total + point[at], 0) / points.length;
  const [mx, my] = [mean(0), mean(1)];
  const over = points.reduce((total, [x, y]) => total + (x - mx) * (y - my), 0);
  const under = points.reduce((total, [x]) => total + (x - mx) ** 2, 0);
  const slope = under === 0 ? 0 : over / under;
  return (x) => my + slope * (x - mx);
}

const numbers = (list: string): number[] =>
  list
    .split(',')
    .filter((each) => each !== '')
    .map(Number);

async function inFolder<T>(run: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'dateline-bench-search-'));
  try {
    return await run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Where the tables of a size are kept. */
function kept(folder: string, rows: number): string {
  const own = join(folder, `${rows}-${perMonth}`);
  mkdirSync(own, { recursive: true });
  return own;
}

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '10000,30000' },
    'per-month': { type: 'string', default: '5000' },
    parts: { type: 'string', default: '2500,10000' },
    rounds: { type: 'string', default: '20' },
    slowdown: { type: 'string', default: '1' },
    folder: { type: 'string' },
    'only-new': { type: 'boolean', default: false },
  },
});
const perMonth = Number(values['per-month']);
const settings = { rounds: Number(values.rounds), slowdown: Number(values.slowdown) };
const tablesOf = (rows: number) => Math.max(1, Math.round(rows / perMonth));
const sizes: Record<string, Awaited<ReturnType<typeof measureSize>>> = {};
for (const rows of numbers(values.rows)) {
  const measure = (folder: string) => measureSize(folder, rows, tablesOf(rows), settings);
  sizes[rows] = await (values.folder === undefined ? inFolder(measure) : measure(kept(values.folder, rows)));
  console.log(`${rows} rows`, JSON.stringify(sizes[rows]));
}
const compaction: Record<string, Awaited<ReturnType<typeof measureCompaction>>> = {};
for (const rows of numbers(values.parts)) {
  compaction[rows] = await inFolder((folder) => measureCompaction(folder, rows, values['only-new']));
  console.log(`a table of ${rows} rows`, JSON.stringify(compaction[rows]));
}
const model = Object.fromEntries(
  modelled.map((rows) => {
    const p95 = (kind: 'cold' | 'warm' | 'checked' | 'oneMonth') =>
      Math.round(line(Object.values(sizes).map((each) => [each.tables, each[kind].p95]))(tablesOf(rows)));
    const [cold, warm, checked, oneMonth] = [p95('cold'), p95('warm'), p95('checked'), p95('oneMonth')];
    return [rows, { tables: tablesOf(rows), p95: { cold, warm, checked, oneMonth } }];
  }),
);
console.log(JSON.stringify({ perMonth, sizes, compaction, model }));
