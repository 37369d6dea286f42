/**
 * `dateline sweep`: compares records with the bucket and queues what differs. The running pipeline then
 * repairs it.
 */
import { sweep as sweepAll } from '../functions/sweep/sweep.ts';
import { defineCommand } from './command.ts';

export const sweep = defineCommand({
  name: 'sweep',
  summary: 'compares the records with the bucket and queues what differs',
  operands: {},
  options: {},
  async run({ ports, compact }, _, { print }) {
    const report = await sweepAll(ports, { compact });
    if (report.outcome === 'busy') {
      print('Another sweep is at work; it finds what this one would.');
      return { status: 1, result: report };
    }
    const { keys, documents, tallies, searchRows, strays, unread, removed, erased, erasing } = report;
    if (keys + documents + tallies + searchRows + strays + unread === 0) print('Nothing differs.');
    else
      print(`Queued: keys ${keys}, documents ${documents}, tallies ${tallies}, search rows ${searchRows}.`);
    if (strays > 0) print(`Buried rows that nothing accounts for: ${strays}.`);
    if (unread > 0) print(`Could not compare; quarantine says why: ${unread}.`);
    if (removed > 0) print(`Removed unreferenced archive versions: ${removed}.`);
    if (erased > 0) print(`Completed interrupted erasures: ${erased}.`);
    if (erasing > 0) print(`Interrupted erasures that a later sweep completes: ${erasing}.`);
    return { status: unread > 0 ? 1 : 0, result: report };
  },
});
