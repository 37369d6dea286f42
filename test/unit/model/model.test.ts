/** The model of the protocol converges, and needs each of its guards. */
import { describe, expect, it } from 'vitest';
import { explore } from '../../model/explore.ts';
import { randomRun } from '../../model/random.ts';
import { smallWorlds } from '../../model/smallWorlds.ts';
import { type Guard, guards } from '../../model/world.ts';

/** The first of this many runs from seed 1 on that fails. */
function firstMismatch(runs: number, without?: Guard): number | undefined {
  for (let seed = 1; seed <= runs; seed++) if (randomRun(seed, without).length > 0) return seed;
  return undefined;
}

/** Worlds of a few thousand states. `npm run model -- --explore` explores all of them. */
const quick = [
  'two keys of one document',
  'two keys, two documents',
  'a count',
  'a late search row',
  'a file in several executions',
  'two sweeps',
  'a decision',
  'two links',
  'a row that waits',
  'a waiting row that comes late',
] as const satisfies (keyof typeof smallWorlds)[];

describe('the rows of the model equal a rebuild', () => {
  // `npm run model` makes others, CI other ones every day.
  it('in 120 random runs, always the same', () => {
    expect(firstMismatch(120)).toBeUndefined();
  });

  it.each(quick)('in every interleaving of %s', (name) => {
    const { states, mismatch } = explore(smallWorlds[name]);
    expect(states).toBeGreaterThan(80);
    expect(mismatch).toBeUndefined();
  });
});

describe('without a guard, a mismatch is found', () => {
  const explored = {
    digest: 'a key that comes back',
    search: 'a late search row',
    pending: 'two keys, two documents',
    acquire: 'a count',
    overtaken: 'a count',
    parts: 'a count of a closed day',
    'place token': 'a file in several executions',
    'place rows': 'a file in several executions',
    'place last': 'a file in several executions',
    'sweep note': 'two sweeps',
    'sweep reads': 'two sweeps',
    'sweep list': 'two sweeps',
    'sweep file': 'a pass that goes on',
    'apply decision': 'two decisions',
    'notice decision': 'a decision',
    'link evidence': 'two links',
    relink: 'two links',
    'wait logged': 'a waiting row that comes late',
    'wait window': 'a waiting row among others',
    'recent late': 'a row that waits',
  } as const satisfies Partial<Record<Guard, keyof typeof smallWorlds>>;

  it.each(guards.filter((guard) => !(guard in explored)))('%s, within 1000 random runs', (guard) => {
    expect(firstMismatch(1000, guard)).toBeDefined();
  });

  it.each(Object.entries(explored))('%s, in the interleavings of %s', (guard, name) => {
    expect(explore(smallWorlds[name], guard as Guard).mismatch).toBeDefined();
  });
});
