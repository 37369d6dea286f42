/**
 * The real stages write what the model allows: each trace of their writes is the beginning of one that the
 * model can make.
 */
import { expect, it } from 'vitest';
import { modelTraces } from '../model/traces.ts';
import { faultProfileOf } from './faultProfile.ts';
import type { Guard } from './guards.ts';
import { history } from './history.ts';
import { TracedWorld } from './traces.ts';

const worlds = 12;
const stages = ['normalize', 'store'] as const;

/** Traces of the stages in a few small worlds, always the same. */
async function realTraces(without?: Guard): Promise<Record<(typeof stages)[number], Set<string>>> {
  const seen = { normalize: new Set<string>(), store: new Set<string>() };
  for (let seed = 1; seed <= worlds; seed++) {
    const world = new TracedWorld(seed, faultProfileOf(seed, without));
    await world.run(history(seed, 12));
    for (const stage of stages) for (const trace of world.traces(stage)) seen[stage].add(trace);
  }
  return seen;
}

const traces = realTraces();
const allowed = Object.fromEntries(stages.map((stage) => [stage, modelTraces(stage, 1, 20_000)]));
const foreign = (stage: string, seen: Set<string>) =>
  [...seen].filter((trace) => !allowed[stage]?.has(trace));

it.each(stages)(`the writes of %s are those of the model, in ${worlds} worlds`, async (stage) => {
  const seen = (await traces)[stage];
  expect(foreign(stage, seen)).toEqual([]);
  expect(seen.size).toBeGreaterThan(4);
});

it('they are not if a FROM row is written before its child row', async () => {
  const { normalize } = await realTraces('child row order');
  expect(foreign('normalize', normalize)).not.toEqual([]);
});
