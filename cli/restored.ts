/** `dateline restored`: says that the table was put back to an earlier state. */
import { startEpoch } from '../core/records/epoch.ts';
import type { Command } from './command.ts';

export const restored: Command = {
  summary: 'starts a new epoch after the table was restored to an earlier state; then run a sweep',
  operands: [],
  options: {},
  async run({ ports }, _, print) {
    const { id } = await startEpoch(ports);
    print(`A new epoch of the table has begun: ${id}. Its search table is empty; a sweep fills it.`);
    return 0;
  },
};
