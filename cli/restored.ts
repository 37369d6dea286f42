/**
 * `dateline restored`: says that the table was put back to an earlier state. Not beside a server on this
 * machine: its readers would find nothing in the new search table, which only a sweep fills.
 */
import { startEpoch } from '../core/records/epoch.ts';
import { defineCommand } from './command.ts';

export const restored = defineCommand({
  name: 'restored',
  summary:
    'starts a new epoch after the table was restored to an earlier state; searches find nothing until the next sweep',
  operands: {},
  options: {},
  async run({ ports, local }, _, { print }) {
    local?.requireStopped();
    const epoch = await startEpoch(ports);
    const next = local === undefined ? 'Run `dateline sweep` now' : 'Start Dateline now';
    print(`A new epoch of the table has begun: ${epoch.id}. Its search table is empty.`);
    print(`${next}: the sweep fills it. Until then, searches find nothing.`);
    return { status: 0, result: { epoch: epoch.id } };
  },
});
