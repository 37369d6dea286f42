/** A million files at once, on a new table, in a small and in a large account. */

import { hour } from '../../../bench/aws/facts.ts';
import { defaultWriteUnits, flowFor } from '../../../core/protocol/flow.ts';
import { type FloodResult, flood } from '../flood/flood.ts';
import { measureStages, type RealRun } from '../flood/profile.ts';
import { type Result, rounded, type Scenario } from '../scenario.ts';

const files = 1_000_000;
const mostHours = 6;
/** Documents of the sample that the real stages handle. */
const sample = 800;

/** What the two floods share: the stages are measured once. */
let measured: { seed: number; run: Promise<RealRun> } | undefined;

function stagesOf(seed: number): Promise<RealRun> {
  if (measured?.seed !== seed)
    measured = { seed, run: measureStages(seed, sample, flowFor(defaultWriteUnits)) };
  return measured.run;
}

function floodScenario(account: number): Scenario {
  return {
    name: `flood-${account}`,
    shows: `a million files at once, a new table, ${account} executions: no dead letter, through in 6 hours`,
    async run(seed): Promise<Result> {
      const { profile, request } = await stagesOf(seed);
      const flow = flowFor(defaultWriteUnits);
      const common = { seed, profile, request, account, flow };
      const full = flood({ ...common, files });
      // Nothing but the reader.
      const calm = flood({ ...common, files: 0, until: hour });
      const ok =
        full.drained && full.dead === 0 && full.hours <= mostHours && full.apiP95 <= calm.apiP95 * 1.1;
      return {
        ok,
        ...figuresOf(full),
        apiP95CalmMilliseconds: rounded(calm.apiP95),
        writeUnitsPerDocument: rounded(full.writeUnits / files),
        writeUnitsPerSecond: defaultWriteUnits,
        sampleDocuments: sample,
      };
    },
  };
}

function figuresOf(run: FloodResult): Omit<Result, 'ok'> {
  return {
    deadLetters: run.dead,
    hours: rounded(run.hours),
    apiP95Milliseconds: rounded(run.apiP95),
    apiRefused: run.refusedApi,
    throttled: run.throttledRequests,
    refusedInvocations: run.refusedInvocations,
    peakExecutions: run.peakExecutions,
  };
}

export const floodScenarios: readonly Scenario[] = [floodScenario(10), floodScenario(1000)];
