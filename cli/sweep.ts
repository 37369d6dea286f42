/** `dateline sweep`: compares what is with what should be, and hints what differs; the running server, or the functions, then mend it. */
import { sweep as sweepAll } from '../functions/sweep/sweep.ts';
import type { Command } from './command.ts';

export const sweep: Command = {
  summary: 'compares bucket and records, and hints what differs',
  operands: [],
  options: {},
  async run({ ports }, _, print) {
    const { keys, documents, tallies, searchRows, removed } = await sweepAll(ports);
    if (keys + documents + tallies + searchRows === 0) print('Nothing differs.');
    else print(`Hinted to look again: keys ${keys}, documents ${documents}, tallies ${tallies}, search rows ${searchRows}.`);
    if (removed > 0) print(`Removed from the archive, for nothing points to them: versions ${removed}.`);
    return 0;
  },
};
