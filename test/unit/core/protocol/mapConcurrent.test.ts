import { describe, expect, it } from 'vitest';
import { mapConcurrent } from '../../../../core/protocol/mapConcurrent.ts';

const turns = async (count: number) => {
  for (let i = 0; i < count; i++) await new Promise((resolve) => setImmediate(resolve));
};

describe('mapConcurrent', () => {
  it('returns the results in the order of the items, however long each takes', async () => {
    const results = await mapConcurrent(2, [3, 1, 2], async (n) => {
      await turns(n);
      return n * 10;
    });
    expect(results).toEqual([30, 10, 20]);
  });

  it('runs as many tasks at once as allowed, and no more', async () => {
    let [running, most] = [0, 0];
    await mapConcurrent(3, Array.from({ length: 10 }), async () => {
      most = Math.max(most, ++running);
      await turns(2);
      running--;
    });
    expect(most).toBe(3);
  });

  it('waits for every task after one failed, and starts those that wait', async () => {
    const ended: number[] = [];
    const working = mapConcurrent(2, [1, 2, 3, 4], async (n) => {
      if (n === 1) throw new Error('first');
      await turns(5 * n);
      ended.push(n);
    });
    await expect(working).rejects.toThrow('first');
    expect(ended).toEqual([2, 3, 4]);
  });

  it('throws the error of the first item that failed, not of the first failure', async () => {
    const working = mapConcurrent(3, [1, 2, 3], async (n) => {
      await turns(10 - n);
      if (n > 1) throw new Error(`item ${n}`);
    });
    await expect(working).rejects.toThrow('item 2');
  });
});
