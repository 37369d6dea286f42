/**
 * An erasure must wait for executions that may still write. Each write of an execution that handles the file
 * is held back in turn, as if its machine froze, while an erasure of the file runs.
 */
import { describe, expect, it } from 'vitest';
import { enqueueKeys } from '../../core/protocol/messages.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { erase } from '../../functions/erase/erase.ts';
import { runStages } from '../../functions/runStages.ts';
import { ErasureWorld, erasedKey, needles, secret } from './erasureWorld.ts';

/** Ports whose nth write waits until it is released. */
function holding(ports: Ports, nth: number) {
  const reached = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  let writes = 0;
  const held = <P extends object>(port: P, ...methods: string[]): P =>
    new Proxy(port, {
      get: (target, name) => {
        const real = Reflect.get(target, name, target) as unknown;
        if (typeof real !== 'function') return real;
        return async (...args: unknown[]) => {
          if (methods.includes(String(name)) && ++writes === nth) {
            reached.resolve();
            await released.promise;
          }
          return real.apply(target, args);
        };
      },
    });
  const holdingPorts: Ports = {
    ...ports,
    archive: held(ports.archive, 'put'),
    table: held(ports.table, 'put', 'update', 'delete'),
    search: held(ports.search, 'merge'),
  };
  return { ports: holdingPorts, reached: reached.promise, release: released.resolve, writes: () => writes };
}

/**
 * A file is put and handled until its nth write, which is held while the file is erased.
 *
 * @param waits whether the erasure waits for the execution; if not, the write lands after it
 * @returns `undefined` if the execution ended before
 */
async function eraseDuringWrite(nth: number, waits: boolean): Promise<string[] | undefined> {
  const world = await ErasureWorld.open();
  await world.inbox.put(erasedKey, secret('Echidnaheadline'));
  const hold = holding(world.ports, nth);
  const handling = runStages(hold.ports, ({ uploads }) => enqueueKeys(uploads, [erasedKey])).then(
    () => 'done',
    () => 'failed',
  );
  if ((await Promise.race([hold.reached.then(() => 'held'), handling])) !== 'held') return undefined;
  const waitForRunningStages = async () => {
    if (!waits) return;
    hold.release();
    await handling;
  };
  const nothing = async () => {};
  const context = { ports: world.ports, waitForRunningStages, compact: nothing, beyondReach: [] };
  const receipt = await erase(context, erasedKey, nothing).catch(() => undefined);
  hold.release();
  // A stage that fails has its message again, and an erasure that is refused leaves the rest to the sweep.
  if ((await handling) === 'failed' || receipt === undefined) return waits ? ['it failed'] : [];
  const places = await world.placesWith([...needles, 'Echidnaheadline']);
  // What was put into the archive meanwhile may belong to others: a sweep removes it if nothing refers to it.
  return [...(await world.mismatches()), ...places.filter((place) => !place.startsWith('archive '))];
}

describe('a write is held while its file is erased', () => {
  it('and nothing is left of the file, whichever write it is, because the erasure waits', async () => {
    let writes = 0;
    for (let nth = 1; ; nth++) {
      const remains = await eraseDuringWrite(nth, true);
      if (remains === undefined) break;
      expect(remains, `write ${nth}`).toEqual([]);
      writes++;
    }
    expect(writes).toBeGreaterThan(15);
  });

  it('and rows come back after an erasure that does not wait', async () => {
    let remains: string[] | undefined = [];
    for (let nth = 1; remains?.length === 0; nth++) remains = await eraseDuringWrite(nth, false);
    expect(remains).toBeDefined();
  });
});
