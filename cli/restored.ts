/** `dateline restored`: says that the table was put back to an earlier state. */
import { startEpoch } from '../core/records/epoch.ts';
import { defineCommand } from './command.ts';

export const restored = defineCommand({
  name: 'restored',
  summary: 'starts a new epoch after the table was restored to an earlier state; then run a sweep',
  operands: {},
  options: {},
  async run({ ports }, _, { print }) {
    const epoch = await startEpoch(ports);
    print(`A new epoch of the table has begun: ${epoch.id}. Its search table is empty; a sweep fills it.`);
    return { status: 0, result: { epoch: epoch.id } };
  },
});
