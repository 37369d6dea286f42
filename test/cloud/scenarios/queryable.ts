/**
 * How long it takes from the upload of a file until its document can be queried: at a few documents a day,
 * when every stage starts cold, and at a million a day.
 */
import { defaultWriteUnits, flowFor } from '../../../core/protocol/flow.ts';
import { documentMeta } from '../../../core/records/document.ts';
import { newsFiles } from '../documents.ts';
import { percentile, type Result, rounded, type Scenario } from '../scenario.ts';
import { Cloud } from '../world/cloud.ts';
import { day, second } from '../world/facts.ts';

const mostSeconds = 10;
/** The executions of a new account. */
const account = 10;

/** Files that come one by one, at this rate. */
export async function dropToQueryable(seed: number, perDay: number, files: number): Promise<Result> {
  const cloud = new Cloud({ seed, account, flow: flowFor(defaultWriteUnits) });
  const dropped = new Map<string, number>();
  for (const { key, body } of newsFiles(files, 1, seed)) {
    dropped.set(key, cloud.timeline.now);
    await cloud.put(key, body);
    await cloud.timeline.run(() => false, cloud.timeline.now + day / perDay);
  }
  const drained = await cloud.drain(cloud.timeline.now + day);
  const seconds = [...cloud.table.items()]
    .filter(({ pk, sk }) => pk.startsWith('DOC#') && sk === 'META')
    .map((row) => documentMeta.parse(row))
    .map(({ doc, provenance }) => {
      const since = cloud.queryableSince.get(doc) ?? Number.POSITIVE_INFINITY;
      return (since - (dropped.get(provenance?.key ?? '') ?? 0)) / second;
    });
  const p95 = percentile(seconds, 0.95);
  return {
    ok: drained && cloud.dead === 0 && seconds.length === files && p95 <= mostSeconds,
    deadLetters: cloud.dead,
    documents: seconds.length,
    p50Seconds: rounded(percentile(seconds, 0.5)),
    p95Seconds: rounded(p95),
    longestSeconds: rounded(Math.max(...seconds)),
    peakExecutions: cloud.account.peak,
  };
}

const scenario = (perDay: number, files: number): Scenario => ({
  name: `queryable-${perDay}`,
  shows: `at ${perDay} documents a day, 95 of 100 can be queried ${mostSeconds} seconds after the upload`,
  run: (seed) => dropToQueryable(seed, perDay, files),
});

export const queryableScenarios: readonly Scenario[] = [scenario(10, 20), scenario(1_000_000, 700)];
