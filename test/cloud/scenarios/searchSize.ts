/**
 * The search table by its size. LanceDB's own requests are measured by `bench/search.ts`, on a bucket with
 * S3's latencies, at sizes small enough for a minute; a straight line leads from the compactions to the
 * largest table that a million documents make.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { memoryOfOneProcessor } from '../../../bench/aws/facts.ts';
import type { Requests } from '../../../bench/countedS3.ts';
import { mostRowsToCompact } from '../../../core/protocol/topology.ts';
import { functions } from '../../../functions/functions.ts';
import { lanceDbSettings } from '../../../functions/lanceDbSettings.ts';
import { type Result, rounded, type Scenario } from '../scenario.ts';

/** Rows of the whole table; those of one month stay the same. */
const sizes = [1000, 3000] as const;
const perMonth = 500;
/** Rows of one table that is compacted, in a process of its own; a larger one is left as it is. */
const parts = [2000, 30_000] as const;
const asked = [10_000, 100_000, 300_000, 1_000_000];

const requests: z.ZodType<Requests> = z.object({
  puts: z.number(),
  lists: z.number(),
  gets: z.number(),
  deletes: z.number(),
  bytesRead: z.number(),
});
const cost = z.object({ cpuSeconds: z.number(), peakMB: z.number() });
const report = z.object({
  sizes: z.record(z.string(), z.object({ merge: requests })),
  compaction: z.record(z.string(), z.object({ allNew: cost })),
});

function bench(...options: string[]): z.infer<typeof report> {
  const program = fileURLToPath(new URL('../../../bench/search.ts', import.meta.url));
  const { stdout, stderr, status } = spawnSync(process.execPath, [program, '--rounds', '1', ...options], {
    encoding: 'utf8',
    env: { ...process.env, ...lanceDbSettings },
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`bench:search failed: ${stderr.replaceAll(/\s+/g, ' ').slice(0, 400)}`);
  return report.parse(JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? ''));
}

function measure(): z.infer<typeof report> {
  const { sizes: merges } = bench('--rows', sizes.join(), '--per-month', `${perMonth}`, '--parts', '');
  const compactions = parts.map((rows) => bench('--rows', '', '--parts', `${rows}`, '--only-new').compaction);
  return { sizes: merges, compaction: Object.assign({}, ...compactions) };
}

export const searchSizeScenario: Scenario = {
  name: 'search-size',
  shows: 'a merge reads no more in a larger table; a compaction takes at most half of its limits',
  async run(): Promise<Result> {
    const { sizes: measured, compaction } = measure();
    const merge = (rows: number) => {
      const found = measured[rows]?.merge;
      if (found === undefined) throw new Error(`bench:search measured nothing at ${rows} rows.`);
      return { requests: found.puts + found.gets + found.lists, bytes: found.bytesRead };
    };
    const [few, many] = [merge(sizes[0]), merge(sizes[1])];
    const at = (rows: number, of: 'cpuSeconds' | 'peakMB') => {
      const [x, y] = parts;
      // With new rows only, as after a bulk import, it costs the most.
      const [a = 0, b = 0] = [x, y].map((size) => compaction[size]?.allNew[of] ?? Number.POSITIVE_INFINITY);
      return a + ((b - a) * (rows - x)) / (y - x);
    };
    const { timeoutSeconds, memoryMB } = functions.compact;
    const slices = asked.map((rows) => {
      const part = Math.min(rows, mostRowsToCompact);
      const seconds = at(part, 'cpuSeconds') / (memoryMB / memoryOfOneProcessor);
      return { rows, part, seconds, MB: at(part, 'peakMB') };
    });
    const fits = slices.every(({ seconds, MB }) => seconds <= timeoutSeconds / 2 && MB <= memoryMB / 2);
    const same = many.requests <= few.requests + 1 && many.bytes <= few.bytes * 1.1;
    return {
      ok: fits && same,
      mergeRequests: `${few.requests} at ${sizes[0]} rows, ${many.requests} at ${sizes[1]}`,
      mergeBytesRead: `${few.bytes} at ${sizes[0]} rows, ${many.bytes} at ${sizes[1]}`,
      ...Object.fromEntries(
        slices.map(({ rows, part, seconds, MB }) => [
          `compactionAt${rows}`,
          `${part} rows, ${rounded(seconds)} s of ${timeoutSeconds}, ${rounded(MB)} MB of ${memoryMB}`,
        ]),
      ),
    };
  },
};
