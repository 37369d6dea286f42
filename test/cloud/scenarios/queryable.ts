/**
 * How long it takes from the upload of a file until its document can be queried, and until a search finds its
 * text, though search rows wait for others: at a few documents a day, when every stage starts cold, and at a
 * million a day.
 */

import { day, second } from '../../../bench/aws/facts.ts';
import { defaultWriteUnits, flowFor } from '../../../core/protocol/flow.ts';
import { searchWait } from '../../../core/protocol/searchWait.ts';
import { recentRowsOf } from '../../../core/queries/searchRows/recentRows.ts';
import { documentMeta } from '../../../core/records/document.ts';
import { newsFiles } from '../documents.ts';
import { percentile, type Result, rounded, type Scenario } from '../scenario.ts';
import { Cloud } from '../world/cloud.ts';

const mostSeconds = 10;
/** Seconds until the text is found, with cold starts of `search` and the age of what it reads. */
const mostTextSeconds = 90;
/** The executions of a new account. */
const account = 10;

/** Files that come one by one, at this rate. */
async function dropToQueryable(seed: number, perDay: number, files: number): Promise<Result> {
  const cloud = new Cloud({ seed, account, flow: flowFor(defaultWriteUnits), searchWait: searchWait.aws });
  const found = textsFound(cloud);
  const dropped = new Map<string, number>();
  for (const { key, body } of newsFiles(files, 1, seed)) {
    dropped.set(key, cloud.timeline.now);
    await cloud.put(key, body);
    await cloud.timeline.run(() => false, cloud.timeline.now + day / perDay);
  }
  const drained = await cloud.drain(cloud.timeline.now + day);
  const metas = [...cloud.table.items()]
    .filter(({ pk, sk }) => pk.startsWith('DOC#') && sk === 'META')
    .map((row) => documentMeta.parse(row));
  const secondsUntil = (times: ReadonlyMap<string, number>) =>
    metas.map(({ doc, provenance }) => {
      const since = times.get(doc) ?? Number.POSITIVE_INFINITY;
      return (since - (dropped.get(provenance?.key ?? '') ?? 0)) / second;
    });
  const [queryable, texts] = [secondsUntil(cloud.queryableSince), secondsUntil(found)];
  const [p95, p95Text] = [percentile(queryable, 0.95), percentile(texts, 0.95)];
  const merged = cloud.search.all().filter(({ gone }) => !gone).length;
  return {
    ok:
      drained &&
      cloud.dead === 0 &&
      metas.length === files &&
      merged === files &&
      p95 <= mostSeconds &&
      p95Text <= mostTextSeconds,
    deadLetters: cloud.dead,
    documents: metas.length,
    p50Seconds: rounded(percentile(queryable, 0.5)),
    p95Seconds: rounded(p95),
    longestSeconds: rounded(Math.max(...queryable)),
    textP95Seconds: rounded(p95Text),
    searchMerges: cloud.search.merges,
    peakExecutions: cloud.account.peak,
  };
}

/** When a search first finds the row of each document: it looks for recent rows every ten seconds. */
function textsFound(cloud: Cloud): Map<string, number> {
  const { timeline, table, archive } = cloud;
  const found = new Map<string, number>();
  const read = recentRowsOf({ table, archive }, searchWait.aws);
  const interval = 10 * second;
  let asked = 0;
  cloud.onStored = () => {
    const moment = (Math.floor(timeline.now / interval) + 1) * interval;
    if (moment === asked) return;
    asked = moment;
    timeline.at(moment, async () => {
      for (const { id } of await read(moment)) if (!found.has(id)) found.set(id, moment);
    });
  };
  return found;
}

const scenario = (perDay: number, files: number): Scenario => ({
  name: `queryable-${perDay}`,
  shows: `at ${perDay} documents a day, 95 of 100 can be queried ${mostSeconds} seconds after the upload`,
  run: (seed) => dropToQueryable(seed, perDay, files),
});

export const queryableScenarios: readonly Scenario[] = [scenario(10, 20), scenario(1_000_000, 700)];
