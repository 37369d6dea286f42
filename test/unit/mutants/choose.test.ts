import { expect, it } from 'vitest';
import { takeShare } from '../../mutants/choose.ts';

const list = ['a1', 'a2', 'a3', 'a4', 'a5', 'b1', 'b2', 'b3', 'c1', 'c2', 'c3', 'c4'];

it('takes a share of each file, and all in as many runs with consecutive seeds', () => {
  const shares = [7, 8, 9].map((seed) => takeShare(list, 3, seed));
  expect(shares.flat().sort()).toEqual(list);
  for (const share of shares) expect(new Set(share.map(([file]) => file))).toEqual(new Set(['a', 'b', 'c']));
});
