import { expect, it } from 'vitest';
import { BoundedCache } from '../../../../api/documents/boundedCache.ts';

it('forgets what was used least recently, to stay within its bound', () => {
  const cache = new BoundedCache<number>(10);
  cache.set('a', 1, 4);
  cache.set('b', 2, 4);
  expect(cache.get('a')).toBe(1);
  cache.set('c', 3, 4);
  expect(['a', 'b', 'c'].map((name) => cache.get(name))).toEqual([1, undefined, 3]);
  cache.set('c', 4, 1);
  cache.set('d', 5, 5);
  expect(['a', 'c', 'd'].map((name) => cache.get(name))).toEqual([1, 4, 5]);
  cache.set('e', 6, 11);
  expect(['a', 'e'].map((name) => cache.get(name))).toEqual([1, undefined]);
});
