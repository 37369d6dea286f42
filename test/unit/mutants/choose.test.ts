import { expect, it } from 'vitest';
import { takeShare, withoutKnown } from '../../mutants/choose.ts';
import { listMutants } from '../../mutants/mutate.ts';

const list = ['a1', 'a2', 'a3', 'a4', 'a5', 'b1', 'b2', 'b3', 'c1', 'c2', 'c3', 'c4'];

it('takes a share of each file, and all in as many runs with consecutive seeds', () => {
  const shares = [7, 8, 9].map((seed) => takeShare(list, 3, seed));
  expect(shares.flat().sort()).toEqual(list);
  for (const share of shares) expect(new Set(share.map(([file]) => file))).toEqual(new Set(['a', 'b', 'c']));
});

it('leaves out what an earlier text had, wherever its lines were', () => {
  const file = 'core/protocol/x.ts';
  const before = 'export const isFew = (n: number) => n < 3;\n';
  const now = `// Moved.\n${before}export const isMany = (n: number) => n > 9;\n`;
  const fresh = withoutKnown(listMutants(file, now), listMutants(file, before));
  expect(fresh.length).toBeGreaterThan(0);
  expect(fresh.length).toBe(listMutants(file, now).length - listMutants(file, before).length);
  expect(withoutKnown(listMutants(file, now), listMutants(file, ''))).toEqual(listMutants(file, now));
});
