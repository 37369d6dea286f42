/** Files with as many documents as a file may have. */

import { hour, second } from '../../../bench/aws/facts.ts';
import { limits } from '../../../core/formats/limits.ts';
import { claim } from '../../../core/records/claim.ts';
import { functions } from '../../../functions/functions.ts';
import { type Result, rounded, type Scenario } from '../scenario.ts';
import { Cloud } from '../world/cloud.ts';

const { documents: most } = limits;

/** JSON lines of short stories, one entity and two sentences each. */
export function jsonLines(documents: number, name = 'a'): string {
  return Array.from({ length: documents }, (_, i) =>
    JSON.stringify({
      id: `${name}-${i}`,
      title: `Story ${i} of the day`,
      published: '2021-05-03T08:00:00Z',
      text: `London. Antony Blinken met mayor number ${i} on Monday. They spoke about the harbour.`.repeat(3),
    }),
  ).join('\n');
}

const stopped = { maxConcurrency: 0 };

interface NormalizeRun {
  seconds: number;
  longest: number;
  stored: number;
  refused: string[];
  died: number;
  invocations: number;
  receives: number;
  processorSeconds: number;
  puts: number;
  heads: number;
  writeUnits: number;
}

/** Puts the files at once and lets normalize do its work; the later stages get no executions. */
export async function normalizeFiles(
  files: ReadonlyMap<string, string>,
  options: { seed: number; memoryMB?: number },
): Promise<NormalizeRun> {
  const cloud = new Cloud({
    seed: options.seed,
    mappings: { normalized: stopped, extracted: stopped, touched: stopped },
  });
  const normalize = cloud.functions.uploads;
  if (options.memoryMB !== undefined) normalize.facts = { ...normalize.facts, memoryMB: options.memoryMB };
  const calls: Record<string, number> = {};
  let computed = 0;
  normalize.onEnd = (execution) => {
    computed += execution.computed;
    for (const [name, count] of Object.entries(execution.calls)) calls[name] = (calls[name] ?? 0) + count;
  };
  for (const [key, body] of files) await cloud.put(key, body);
  const { uploads } = cloud.queues;
  const idle = () => uploads.sent > 0 && uploads.depth().pending === 0 && normalize.running === 0;
  await cloud.timeline.run(idle, cloud.timeline.now + 6 * hour);
  const claims = [...cloud.table.items()]
    .filter(({ pk, sk }) => pk.startsWith('OBJ#') && sk === 'META')
    .map((row) => claim.parse(row));
  return {
    seconds: cloud.timeline.elapsed / second,
    longest: Math.max(0, ...normalize.durations) / second,
    stored: claims.reduce(
      (sum, { outcome, documents = 0 }) => sum + (outcome === 'stored' ? documents : 0),
      0,
    ),
    refused: claims.flatMap(({ refusal }) => refusal?.code ?? []),
    died: normalize.deaths['time-out'] + normalize.deaths.memory,
    invocations: normalize.invocations,
    receives: uploads.again,
    processorSeconds: computed / second,
    puts: calls['archive.put'] ?? 0,
    heads: calls['archive.head'] ?? 0,
    writeUnits: cloud.capacity.used.write,
  };
}

function figures({ refused, ...run }: NormalizeRun): Omit<Result, 'ok'> {
  const numbers = Object.entries(run).map(([name, value]) => [name, rounded(value)]);
  return { ...Object.fromEntries(numbers), refused: refused.join(' ') };
}

export const containerScenarios: readonly Scenario[] = [
  {
    name: 'container',
    shows: `${most} documents in one file are stored within half of normalize's time-out`,
    async run(seed) {
      const run = await normalizeFiles(new Map([['big.jsonl', jsonLines(most)]]), { seed });
      const half = functions.normalize.timeoutSeconds / 2;
      const ok = run.stored === most && run.longest <= half && run.died === 0 && run.refused.length === 0;
      return { ok, ...figures(run), half };
    },
  },
  {
    name: 'containers',
    shows: `ten files of ${most} documents in one batch are stored; nothing dies, nothing is refused`,
    async run(seed) {
      const names = [...'abcdefghij'];
      const files = new Map(names.map((name) => [`${name}.jsonl`, jsonLines(most, name)]));
      const run = await normalizeFiles(files, { seed });
      const ok = run.stored === names.length * most && run.died === 0 && run.refused.length === 0;
      return { ok, ...figures(run), documentsOfEachFile: most };
    },
  },
];
