/** `dateline verify`: compares the records with what a rebuild from the bucket gives. */
import { defineCommand } from '../command.ts';
import { wholeNumber } from '../values.ts';
import { compareSample } from './compareSample.ts';
import { compareWithRebuild } from './compareWithRebuild.ts';

export const verify = defineCommand({
  name: 'verify',
  summary: 'rebuilds all keys of the bucket, or N random ones, in memory and prints what differs',
  operands: {},
  options: {
    sample: {
      value: 'N',
      summary: 'only so many keys, chosen at random',
      parse: wholeNumber('a number of keys', 1, 999_999_999),
    },
  },
  async run({ ports, local }, { options: { sample } }, { print }) {
    const pending = (await local?.pending()) ?? 0;
    if (pending > 0) print(`Queued work: ${pending}. It may account for the differences.`);
    const compared =
      sample === undefined
        ? { ...(await compareWithRebuild(ports)), shareAtMost: undefined }
        : await compareSample(ports, sample);
    const { keys, differences, earlierFiles, earlierDocuments, shareAtMost } = compared;
    for (const difference of differences) print(difference);
    print(
      differences.length === 0
        ? `No differences; keys read: ${keys}.`
        : `Differences: ${differences.length}; keys read: ${keys}.`,
    );
    if (earlierFiles > 0) print(`Read by an earlier reader, and not read again: ${earlierFiles} files.`);
    if (earlierDocuments > 0)
      print(`Annotated by an earlier model, and not annotated again: ${earlierDocuments} documents.`);
    if (shareAtMost !== undefined && differences.length === 0)
      print(`So with 95 % confidence at most ${(100 * shareAtMost).toPrecision(2)} % of all keys differ.`);
    return { status: differences.length === 0 ? 0 : 1, result: { ...compared, pending } };
  },
});
