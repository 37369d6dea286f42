/** `dateline erase <key|document>`: removes a file with all its versions and all that was made of it, and gives a receipt. */
import { writeFile } from 'node:fs/promises';
import { erase as eraseAll } from '../functions/erase/erase.ts';
import { isComplete } from '../functions/erase/receipt.ts';
import { ErasureRefused, keysOf } from '../functions/erase/target.ts';
import { type Command, UsageFault } from './command.ts';
import { printable } from './printable.ts';

export const erase: Command = {
  summary: 'removes a file for good, with all its versions and all that was made of it; prints a receipt',
  operands: ['key|document'],
  options: { out: { value: 'FILE' } },
  async run(wired, { operands: [asked = ''], options: { out } }, print) {
    if (asked === '') throw new UsageFault('Name the key or the document to be erased.');
    for (const key of await keysOf(wired.ports, asked)) {
      const file = wired.local?.fileOf(key);
      if (file !== undefined)
        throw new ErasureRefused(
          `«${printable(key)}» still lies in the ${file.uploader} folder as «${printable(file.path)}», from where it would come again; ` +
            'delete it there while Dateline runs, then erase.',
        );
    }
    const receipt = await eraseAll(wired, asked);
    const json = JSON.stringify(receipt, null, 2);
    if (out !== undefined) await writeFile(out, `${json}\n`);
    for (const line of json.split('\n')) print(printable(line));
    return isComplete(receipt) ? 0 : 1;
  },
};
