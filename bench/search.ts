/**
 * `npm run bench:search [-- --rows 10000,30000 --per-month 5000 --parts 2500,10000 --rounds 20 --slowdown
 * 1]`: what merges, compactions and queries of the search table cost at several sizes. The table is on a
 * folder that is served with S3's latencies (bench/search/slowS3.ts), so requests and times are those of
 * LanceDB on S3; compactions are measured on the folder itself. Larger sizes are modelled: a straight line
 * through the measured ones, by the number of tables. `--slowdown N` makes S3 N times slower and divides the
 * times by N: then they say how long a query waits for S3, and next to nothing about a machine that is busy
 * with other work; `cpu` is the processor time that comes on top.
 *
 * The last line is JSON: by rows, the requests and bytes of a merge of 50 rows into one month, and p50 and
 * p95 of queries in milliseconds; by rows of one table, the processor seconds and memory of its compaction.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { SearchQuery, SearchRow } from '../core/ports/search.ts';
import { Random } from '../core/random.ts';
import { LanceSearch } from '../runtime/lance/search.ts';
import { type Requests, SlowS3 } from './search/slowS3.ts';

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
    id,
    token: 1,
    gone: false,
    title: words(random, 8),
    standfirst: '',
    text: words(random, wordsPerRow),
    entities: Array.from({ length: 14 }, () => `person/${random.below(20_000)}`),
    bands: Array.from({ length: 32 }, (_, i) => `${i}-${random.below(1_000_000)}`),
    source: `source ${random.below(20)}`,
    language: 'en',
    published: day,
  };
}

/** Fills a folder, a month at a time, and compacts each. */
async function fill(uri: string, rows: number, months: number, random: Random): Promise<void> {
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
  await search.compactAll();
  await search.close();
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
  s3: SlowS3,
  { rounds, slowdown }: Settings,
  run: () => Promise<unknown>,
): Promise<Timing> {
  const times: number[] = [];
  s3.take();
  const used = process.cpuUsage();
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    await run();
    times.push((performance.now() - started) / slowdown);
  }
  const { user, system } = process.cpuUsage(used);
  times.sort((a, b) => a - b);
  const at = (share: number) => Math.round(times[Math.floor(share * (times.length - 1))] ?? 0);
  const cpu = Math.round((user + system) / 1000 / rounds);
  return { p50: at(0.5), p95: at(0.95), cpu, requests: Math.round(sum(s3.take()) / rounds) };
}

const sum = ({ PUT, GET, HEAD, LIST, DELETE }: Requests): number => PUT + GET + HEAD + LIST + DELETE;

async function measureSize(folder: string, rows: number, months: number, settings: Settings) {
  const random = new Random(1);
  await fill(join(folder, 'search'), rows, months, random);
  const s3 = await SlowS3.start(folder, settings.slowdown);
  const open = (fresh: number) =>
    LanceSearch.open({
      uri: 's3://bench/search',
      storageOptions: s3.storageOptions,
      freshMilliseconds: fresh * settings.slowdown,
    });
  const ask = (search: LanceSearch, rest: Partial<SearchQuery> = {}) =>
    search.query({
      words: words(random, 1 + random.below(3)),
      phrases: [],
      without: [],
      entities: [],
      order: 'relevance',
      limit: 20,
      offset: 0,
      ...rest,
    });
  const days = { from: '2001-01-01', to: '2001-01-31' };
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
  s3.take();
  const started = performance.now();
  await checking.merge(written(2));
  const merge = { ...s3.take(), milliseconds: Math.round((performance.now() - started) / settings.slowdown) };
  for (const each of [search, checking]) await each.close();
  s3.stop();
  return { tables: months, merge, cold, warm, oneMonth, checked };
}

/** A table of so many rows gets fifty more and is compacted. */
async function measureCompaction(folder: string, rows: number) {
  const uri = join(folder, 'search');
  const random = new Random(2);
  await fill(uri, rows, 1, random);
  const search = await LanceSearch.open({ uri });
  await search.merge(Array.from({ length: 50 }, (_, i) => makeRow(random, `new ${i}`, 0)));
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 20);
  const [started, used] = [performance.now(), process.cpuUsage()];
  await search.compactAll();
  const { user, system } = process.cpuUsage(used);
  clearInterval(watch);
  await search.close();
  return {
    cpuSeconds: Number(((user + system) / 1e6).toFixed(2)),
    seconds: Number(((performance.now() - started) / 1000).toFixed(2)),
    peakMB: Math.round(peak / 1e6),
  };
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

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '10000,30000' },
    'per-month': { type: 'string', default: '5000' },
    parts: { type: 'string', default: '2500,10000' },
    rounds: { type: 'string', default: '20' },
    slowdown: { type: 'string', default: '1' },
  },
});
const perMonth = Number(values['per-month']);
const settings = { rounds: Number(values.rounds), slowdown: Number(values.slowdown) };
const tablesOf = (rows: number) => Math.max(1, Math.round(rows / perMonth));
const sizes: Record<string, Awaited<ReturnType<typeof measureSize>>> = {};
for (const rows of numbers(values.rows)) {
  sizes[rows] = await inFolder((folder) => measureSize(folder, rows, tablesOf(rows), settings));
  console.log(`${rows} rows`, JSON.stringify(sizes[rows]));
}
const compaction: Record<string, Awaited<ReturnType<typeof measureCompaction>>> = {};
for (const rows of numbers(values.parts)) {
  compaction[rows] = await inFolder((folder) => measureCompaction(folder, rows));
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
