/** `dateline verify`: are the records what a rebuild from the bucket would give? */
import { type Command, UsageFault } from '../command.ts';
import { printable } from '../printable.ts';
import { verify as compare } from './verify.ts';

export const verify: Command = {
  summary: 'rebuilds in memory from the bucket, all or N keys of it, and prints what differs',
  operands: [],
  options: { sample: { value: 'N' } },
  async run({ ports, local }, { options: { sample } }, print) {
    if (sample !== undefined && !/^[1-9]\d{0,8}$/.test(sample))
      throw new UsageFault(`«${sample}» is no number of keys to sample.`);
    const pending = (await local?.pending()) ?? 0;
    if (pending > 0) print(`Hints not done yet: ${pending}. What differs may be what they are about.`);
    const { keys, differences } = await compare(ports, sample === undefined ? undefined : Number(sample));
    for (const difference of differences) print(printable(difference));
    print(
      differences.length === 0
        ? `No differences; keys read: ${keys}.`
        : `Differences: ${differences.length}; keys read: ${keys}.`,
    );
    return differences.length === 0 ? 0 : 1;
  },
};
