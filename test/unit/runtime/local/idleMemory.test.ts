import { getHeapStatistics } from 'node:v8';
import { expect, test } from 'vitest';
import { garbageCollector, IdleMemory } from '../../../../runtime/local/idleMemory.ts';

test('releases caches and collects garbage once after each period of work, when the application has been idle', () => {
  let [released, collected] = [0, 0];
  let idle = false;
  const memory = new IdleMemory(
    () => idle,
    () => released++,
    () => {
      expect(released).toBe(++collected);
    },
  );
  const lookAt = (...states: boolean[]) =>
    states.map((state) => {
      idle = state;
      memory.look();
      return collected;
    });
  expect(lookAt(true, true, true, true)).toEqual([0, 1, 1, 1]);
  expect(lookAt(false, true, false, true, true, true)).toEqual([1, 1, 1, 1, 2, 2]);
});

test('V8 collects what nothing refers to any more', async () => {
  const kept = new WeakRef(new Uint8Array(1024 * 1024));
  await new Promise((resolve) => setImmediate(resolve));
  const memory = new IdleMemory(
    () => true,
    () => {},
  );
  memory.look();
  memory.look();
  expect(kept.deref()).toBeUndefined();
});

test('V8 moves what is left together and returns the pages between', () => {
  const made = Array.from({ length: 400_000 }, (_, i) => ({ name: `name ${i}`, list: [i] }));
  const kept = made.filter((_, i) => i % 100 === 0);
  made.length = 0;
  const collect = garbageCollector();
  collect();
  const { total_physical_size: held, used_heap_size: used } = getHeapStatistics();
  expect(kept).toHaveLength(4_000);
  expect(held).toBeLessThan(1.5 * used);
});
