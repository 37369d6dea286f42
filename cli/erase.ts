/** `dateline erase <key|document>`: erases a file for good and prints a receipt. */
import { writeFile } from 'node:fs/promises';
import { escapeForTerminal } from '../core/text/escapeForTerminal.ts';
import { erase as eraseTarget } from '../functions/erase/erase.ts';
import { isComplete } from '../functions/erase/erasureReceipt.ts';
import { ErasureRefused, resolveErasureKeys } from '../functions/erase/erasureTarget.ts';
import { type Command, UsageError } from './command.ts';

export const erase: Command = {
  summary: 'erases a file, all its versions and everything derived from them; prints a receipt',
  operands: ['key|document'],
  options: { out: { value: 'FILE' } },
  async run(context, { operands: [target = ''], options: { out } }, print) {
    if (target === '') throw new UsageError('Name the key or the document to erase.');
    for (const key of await resolveErasureKeys(context.ports, target)) {
      const file = context.local?.fileOf(key);
      if (file !== undefined)
        throw new ErasureRefused(
          `"${escapeForTerminal(key)}" is still in the ${file.uploader} folder ` +
            `as "${escapeForTerminal(file.path)}" and would be uploaded again; ` +
            'delete it there while Dateline runs, then erase.',
        );
    }
    const receipt = await eraseTarget(context, target);
    const json = JSON.stringify(receipt, null, 2);
    if (out !== undefined) await writeFile(out, `${json}\n`);
    for (const line of json.split('\n')) print(escapeForTerminal(line));
    return isComplete(receipt) ? 0 : 1;
  },
};
