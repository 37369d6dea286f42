/** What an erasure gets from a simulated world. */
import type { Ports } from '../../core/protocol/ports.ts';
import { keys } from '../../core/records/keys.ts';
import type { ErasureContext } from '../../functions/erase/erasureContext.ts';
import type { Execution } from './executions.ts';

/** Each poll is a port call, so that the executions that are running get their turns. */
export function erasureContext(
  ports: Ports,
  running: ReadonlySet<Execution>,
  key: string,
): { context: ErasureContext; poll: () => Promise<void> } {
  const poll = async () => void (await ports.table.get(keys.claim(key)));
  const waitForRunningStages = async () => {
    const others = [...running].filter(({ name }) => name !== 'erase');
    while (others.some(({ ended, lateWrites }) => !ended || lateWrites > 0)) await poll();
  };
  return { context: { ports, waitForRunningStages, compact: async () => {}, beyondReach: [] }, poll };
}
