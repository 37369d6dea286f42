import { getHeapStatistics } from 'node:v8';
import { expect, test } from 'vitest';
import { garbageCollector, IdleMemory } from '../../../../runtime/local/idleMemory.ts';

const MB = 1024 * 1024;

/** A process that checks whether it rests; `checks` gives how often it has collected after each check. */
function observed() {
  const state = { idle: false, released: 0, collected: 0, returned: 0, resident: 200 * MB };
  const memory = new IdleMemory(
    () => state.idle,
    () => state.released++,
    {
      collect: () => expect(state.released).toBe(++state.collected),
      returnFreed: () => expect(++state.returned).toBe(state.collected),
      resident: () => state.resident,
    },
  );
  const checks = (...idle: boolean[]) =>
    idle.map((each) => {
      state.idle = each;
      memory.check();
      return state.collected;
    });
  return { state, checks };
}

test('releases caches and collects garbage once after each work, when the application has been idle', () => {
  const { checks } = observed();
  expect(checks(true, true, true, true)).toEqual([0, 1, 1, 1]);
  expect(checks(false, true, false, true, true, true)).toEqual([1, 1, 1, 1, 2, 2]);
});

test('returns freed memory once after each collection, at the next check', () => {
  const { state, checks } = observed();
  const returned = (...idle: boolean[]) => idle.map((each) => checks(each) && state.returned);
  expect(returned(true, true, true, true)).toEqual([0, 0, 1, 1]);
  expect(returned(false, true, true, false, false)).toEqual([1, 1, 1, 2, 2]);
});

test('does so again, but not soon, if the process has grown by requests or work between two checks', () => {
  const { state, checks } = observed();
  const idle = (count: number) => checks(...Array.from({ length: count }, () => true)).at(-1);
  expect(idle(20)).toBe(1);
  state.resident += 31 * MB;
  expect(idle(20)).toBe(1);
  state.resident += 2 * MB;
  expect(idle(20)).toBe(2);
  state.resident += 33 * MB;
  expect(idle(1)).toBe(3);
  state.resident += 33 * MB;
  expect(idle(5)).toBe(3);
  expect(idle(1)).toBe(4);
});

test('V8 collects what nothing refers to any more', async () => {
  const kept = new WeakRef(new Uint8Array(1024 * 1024));
  await new Promise((resolve) => setImmediate(resolve));
  const memory = new IdleMemory(
    () => true,
    () => {},
  );
  memory.check();
  memory.check();
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
