/** What the records lack, or have too much, in comparison with a rebuild from the inbox. */
import { normalForm } from '../../../cli/verify/normalForm.ts';
import { rebuild } from '../../../cli/verify/rebuild.ts';
import { silentLog } from '../../silentLog.ts';
import { memoisedAnnotator, memoisedReader } from '../../simulation/memoised.ts';
import type { Cloud } from './cloud.ts';

/** @returns rows that should not exist (`+`) and rows that are missing (`-`) */
export async function differences(cloud: Cloud): Promise<string[]> {
  const rebuilt = await rebuild(cloud.inbox, {
    read: memoisedReader(),
    annotate: memoisedAnnotator(),
    log: silentLog,
    clock: () => cloud.timeline.start,
  });
  const got = new Set(normalForm(cloud.table.items(), cloud.search.all()));
  const want = new Set(normalForm(rebuilt.table.items(), rebuilt.search.all()));
  return [
    ...[...got.difference(want)].map((row) => `+ ${row}`),
    ...[...want.difference(got)].map((row) => `- ${row}`),
  ];
}
