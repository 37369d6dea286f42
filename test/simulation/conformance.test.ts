/**
 * The real stages write what the model allows: each trace of their writes is the beginning of one that the
 * model can make.
 */
import { describe, expect, it } from 'vitest';
import { modelTraces } from '../model/traces.ts';
import type { Guard } from './guards.ts';
import { history } from './history.ts';
import { TracedWorld } from './traces.ts';
import { weatherOf } from './weather.ts';

const fresh = Date.now() % 1_000_000_000;
const worlds = 12;

/** Traces of a stage in a few small worlds. */
async function realTraces(
  stage: 'normalize' | 'store',
  first: number,
  without?: Guard,
): Promise<Set<string>> {
  const seen = new Set<string>();
  for (let seed = first; seed < first + worlds; seed++) {
    const world = new TracedWorld(seed, weatherOf(seed, without));
    await world.run(history(seed, 12));
    for (const trace of world.traces(stage)) seen.add(trace);
  }
  return seen;
}

describe.each(['normalize', 'store'] as const)('the writes of %s', (stage) => {
  const allowed = modelTraces(stage, 1, 20_000);

  it(`are those of the model, in ${worlds} worlds from seed ${fresh} on`, async () => {
    const seen = await realTraces(stage, fresh);
    expect([...seen].filter((trace) => !allowed.has(trace))).toEqual([]);
    expect(seen.size).toBeGreaterThan(4);
  });
});

it('are not those of the model if a FROM row is written before its child row', async () => {
  const allowed = modelTraces('normalize', 1, 20_000);
  const seen = await realTraces('normalize', 1, 'child row order');
  expect([...seen].filter((trace) => !allowed.has(trace))).not.toEqual([]);
});
