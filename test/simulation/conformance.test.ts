/**
 * The real stages write what the model allows: each trace of their writes is the beginning of one that the
 * model can make.
 */
import { expect, it } from 'vitest';
import { modelCountTraces } from '../model/indexTraces.ts';
import { modelTraces } from '../model/traces.ts';
import { faultProfileOf } from './faultProfile.ts';
import type { Guard } from './guards.ts';
import { history } from './history.ts';
import { type TracedStage, TracedWorld } from './traces.ts';

const worlds = 12;
const stages = ['normalize', 'store', 'index'] as const;

/** Traces of the stages in a few small worlds, always the same. Half of them have closed days and shards. */
async function realTraces(count: number, without?: Guard): Promise<Record<TracedStage, Set<string>>> {
  const seen = { normalize: new Set<string>(), store: new Set<string>(), index: new Set<string>() };
  for (let seed = 1; seed <= count; seed++) {
    const profile = faultProfileOf(seed, without);
    const world = new TracedWorld(seed, { ...profile, small: profile.small || seed % 2 === 0 });
    await world.run(history(seed, 24));
    for (const stage of stages) for (const trace of world.traces(stage)) seen[stage].add(trace);
  }
  return seen;
}

const traces = realTraces(worlds);
const allowed = {
  normalize: modelTraces('normalize', 1, 20_000),
  store: modelTraces('store', 1, 20_000),
  index: modelCountTraces(1, 20_000),
};
const foreign = (stage: TracedStage, seen: Record<TracedStage, Set<string>>) =>
  [...seen[stage]].filter((trace) => !allowed[stage].has(trace));

it.each(stages)(`the writes of %s are those of the model, in ${worlds} worlds`, async (stage) => {
  const seen = await traces;
  expect(foreign(stage, seen)).toEqual([]);
  expect(seen[stage].size).toBeGreaterThan(stage === 'index' ? 20 : 4);
});

it('they are not if a FROM row is written before its child row', async () => {
  expect(foreign('normalize', await realTraces(worlds, 'child row order'))).not.toEqual([]);
});

it.each(['moving', 'unverified aliases', 'fence'] as const)(
  'those of index are not without the guard "%s"',
  async (guard) => {
    expect(foreign('index', await realTraces(6, guard))).not.toEqual([]);
  },
);
