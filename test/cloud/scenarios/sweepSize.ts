/**
 * The daily sweep, from measured sizes to ten million documents. What it does per document is measured with
 * the real sweep at two sizes, in slices so small that there are as many as with millions; a straight line
 * leads from there.
 */

import { day, hour, minute, second } from '../../../bench/aws/facts.ts';
import { listPrices } from '../../../core/cost.ts';
import { hash } from '../../../core/hash.ts';
import { defaultWriteUnits, flowFor } from '../../../core/protocol/flow.ts';
import { thresholds } from '../../../core/protocol/thresholds.ts';
import { payloadKey } from '../../../core/records/archive.ts';
import { functions, sweepSchedule } from '../../../functions/functions.ts';
import { continueSweep, type SweepOutcome } from '../../../functions/sweep/sweep.ts';
import { newsFiles } from '../documents.ts';
import { documentsPerDay } from '../flood/profile.ts';
import { type Result, rounded, type Scenario } from '../scenario.ts';
import { Cloud } from '../world/cloud.ts';

const goal = { documents: 10_000_000, hours: 24 };
const sizes = [150, 450] as const;
const orphans = 40;
/** Reserved by the handler for its current step. */
const reserve = 120;
const small = { ...thresholds, sweepRows: 1000, sweepPartitionRows: 200, sweepNames: 200 };
/** Into so many shares a pass divides the postings and aliases of an archive of that size. */
const shares = goal.documents / thresholds.sweepShareDocuments;

interface Pass {
  /** Milliseconds of all its executions. */
  milliseconds: number;
  executions: number;
  readUnits: number;
  writeUnits: number;
  puts: number;
  gets: number;
  removed: number;
  repairs: number;
}

/** Makes one pass, over as many executions as it takes. */
async function sweepPass(cloud: Cloud, callSeconds: number, documents: number): Promise<Pass> {
  const pass: Pass = {
    milliseconds: 0,
    executions: 0,
    readUnits: 0,
    writeUnits: 0,
    puts: 0,
    gets: 0,
    removed: 0,
    repairs: 0,
  };
  const sweep = cloud.function<undefined, SweepOutcome>('sweep', functions.sweep, (ports) => async () => {
    const until = ports.clock() + callSeconds * second;
    const shouldStop = () => ports.clock() >= until;
    const sizes = { ...small, sweepShareDocuments: documents / shares };
    const { outcome, ...report } = await continueSweep({ ...ports, thresholds: sizes }, { shouldStop });
    pass.removed = Math.max(pass.removed, report.removed);
    pass.repairs = report.keys + report.documents + report.tallies + report.searchRows + report.strays;
    return outcome;
  });
  sweep.onEnd = ({ calls, units }, milliseconds) => {
    pass.milliseconds += milliseconds;
    pass.executions++;
    pass.readUnits += units.read;
    pass.writeUnits += units.write;
    for (const [name, count] of Object.entries(calls)) {
      if (/\.(put|list|listVersions)$/.test(name) && !name.startsWith('table')) pass.puts += count;
      if (/\.(get|head)$/.test(name) && !name.startsWith('table')) pass.gets += count;
    }
  };
  for (let outcome: SweepOutcome | undefined; outcome !== 'done'; ) {
    let ended = false;
    sweep.invoke(undefined, (end) => {
      ended = true;
      if (!('answer' in end)) throw new Error('The sweep died.');
      outcome = end.answer;
    });
    await cloud.timeline.run(() => ended);
    await cloud.timeline.run(() => false, cloud.timeline.now + minute);
  }
  return pass;
}

/** A cloud with this many documents and with objects that nothing refers to. */
async function withOrphans(seed: number, documents: number): Promise<Cloud> {
  const cloud = new Cloud({ seed, flow: flowFor(defaultWriteUnits) });
  for (let i = 0; i < orphans; i++)
    await cloud.archive.put(payloadKey(hash(`orphan ${i}`).slice(0, 32)), '{}');
  for (const { key, body } of newsFiles(documents, Math.max(1, documents / documentsPerDay), seed))
    await cloud.put(key, body);
  await cloud.drain();
  return cloud;
}

const orphansLeft = async (cloud: Cloud): Promise<number> => {
  const heads = Array.from({ length: orphans }, (_, i) =>
    cloud.archive.head(payloadKey(hash(`orphan ${i}`).slice(0, 32))),
  );
  return (await Promise.all(heads)).filter((head) => head !== undefined).length;
};

/** Lets a day pass between two passes; the second removes what nothing refers to. */
async function measure(seed: number, documents: number) {
  const cloud = await withOrphans(seed, documents);
  await cloud.timeline.run(() => false, cloud.timeline.now + 25 * hour);
  // The first pass ends after every few seconds, so that it goes on many times.
  const sliced = await sweepPass(cloud, 1, documents);
  await cloud.drain();
  await cloud.timeline.run(() => false, cloud.timeline.now + day);
  const pass = await sweepPass(cloud, functions.sweep.timeoutSeconds - reserve, documents);
  await cloud.drain();
  return { sliced, pass, left: await orphansLeft(cloud), dead: cloud.dead };
}

export const sweepSizeScenario: Scenario = {
  name: 'sweep-size',
  shows: `a full pass through ${goal.documents} documents within ${goal.hours} hours, in slices; orphans go`,
  async run(seed): Promise<Result> {
    const [few, many] = sizes;
    const [atFew, atMany] = [await measure(seed, few), await measure(seed, many)];
    const perDocument = (of: keyof Pass) => (atMany.pass[of] - atFew.pass[of]) / (many - few);
    const atGoal = (of: keyof Pass) => perDocument(of) * goal.documents;
    // An execution works for all of a quarter of an hour but its reserve and its start.
    const share = (functions.sweep.timeoutSeconds - reserve) / sweepSchedule.everySeconds;
    const hours = atGoal('milliseconds') / share / hour;
    const gigabyteSeconds = (atGoal('milliseconds') / second) * (functions.sweep.memoryMB / 1024);
    const dollars =
      atGoal('readUnits') * listPrices.readUnits +
      atGoal('writeUnits') * listPrices.writeUnits +
      atGoal('puts') * listPrices.puts +
      atGoal('gets') * listPrices.gets +
      gigabyteSeconds * listPrices.gigabyteSeconds;
    const runs = [atFew, atMany];
    const ok =
      hours <= goal.hours &&
      runs.every(({ left, dead }) => left === 0 && dead === 0) &&
      runs.every(({ sliced, pass }) => sliced.executions > 1 && sliced.repairs === 0 && pass.repairs === 0);
    return {
      ok,
      hoursAtTenMillion: rounded(hours),
      dollarsAPassAtTenMillion: rounded(dollars),
      millisecondsPerDocument: rounded(perDocument('milliseconds')),
      readUnitsPerDocument: rounded(perDocument('readUnits')),
      s3GetsPerDocument: rounded(perDocument('gets')),
      measuredAt: sizes.join(' and '),
      executionsOfTheSlicedPass: runs.map(({ sliced }) => sliced.executions).join(' and '),
      orphansLeft: runs.reduce((sum, { left }) => sum + left, 0),
      repairs: runs.reduce((sum, { sliced, pass }) => sum + sliced.repairs + pass.repairs, 0),
      removed: runs.map(({ pass }) => pass.removed).join(' and '),
    };
  },
};
