import { expect, it } from 'vitest';
import { clusters } from '../../../../core/search/clusters.ts';

const none = { features: new Int32Array(), values: new Float64Array() };

it('compares two groups again once one of them has grown', async () => {
  const items = Array.from({ length: 4 }, () => ({ vector: none, size: 1, day: 0 }));
  const similar = [
    [0, 1, 0.9],
    [0, 2, 0.3], // the third joins the first two
    [0, 3, 0.32], // refused before that, as (0.32 + 0) / 2
    [1, 2, 0.3],
    [2, 3, 0.29], // then (0.32 + 0.29) / 3
  ] as const;
  const resemblances = similar.map(([a, b, least]) => ({ a, b, least }));
  expect((await clusters(items, resemblances, 0.2)).map((group) => group.toSorted())).toEqual([[0, 1, 2, 3]]);
});

it('weighs an item that stands for many documents by their number', async () => {
  const along = (feature: number, rest: number) => ({
    features: Int32Array.of(0, feature),
    values: Float64Array.of(Math.sqrt(0.5), rest),
  });
  const item = (feature: number, size: number) => ({ vector: along(feature, 0), size, day: 0 });
  // The first two are as similar as 0.5; the third is not similar to them, but to a fourth.
  expect(await clusters([item(1, 100), item(2, 1)], [], 0.4)).toHaveLength(1);
  const other = { vector: { features: Int32Array.of(9), values: Float64Array.of(0.9) }, size: 300, day: 0 };
  const bridge = {
    vector: { features: Int32Array.of(0, 9), values: Float64Array.of(0.6, 0.7) },
    size: 1,
    day: 0,
  };
  const [group] = await clusters([item(1, 100), other, bridge], [], 0.4);
  expect(group?.toSorted()).toEqual([1, 2]);
});
