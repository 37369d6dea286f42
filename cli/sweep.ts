/** `dateline sweep`: compares what is with what should be, and hints what differs; the running server, or the functions, then mend it. */
import { sweep as sweepAll } from '../functions/sweep/sweep.ts';
import type { Command } from './command.ts';

export const sweep: Command = {
  summary: 'compares bucket and records, and hints what differs',
  operands: [],
  options: {},
  async run({ ports, compact }, _, print) {
    const { keys, documents, tallies, searchRows, removed, erased, erasing } = await sweepAll(ports, {
      compact,
    });
    if (keys + documents + tallies + searchRows === 0) print('Nothing differs.');
    else
      print(
        `Hinted to look again: keys ${keys}, documents ${documents}, tallies ${tallies}, search rows ${searchRows}.`,
      );
    if (removed > 0) print(`Removed from the archive, for nothing points to them: versions ${removed}.`);
    if (erased > 0) print(`Brought to their end, for they were broken off: erasures ${erased}.`);
    if (erasing > 0) print(`Left to a later sweep, in some minutes: erasures ${erasing}.`);
    return 0;
  },
};
