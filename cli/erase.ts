/** `dateline erase <key|document>`: erases a file for good and prints a receipt. */
import { writeFile } from 'node:fs/promises';
import { escapeForTerminal } from '../core/text/escapeForTerminal.ts';
import { erase as eraseTarget } from '../functions/erase/erase.ts';
import { isComplete } from '../functions/erase/erasureReceipt.ts';
import { ErasureRefused, resolveErasureKeys } from '../functions/erase/erasureTarget.ts';
import { defineCommand } from './command.ts';
import { formatJson } from './output.ts';
import { UsageError } from './usageError.ts';

export const erase = defineCommand({
  name: 'erase',
  summary: 'erases a file, all its versions and everything derived from them; prints a receipt',
  examples: ['erase wire/storm.txt --out receipt.json'],
  operands: { target: { summary: 'the key of the file, or the id of one of its documents' } },
  options: { out: { value: 'FILE', summary: 'write the receipt to this file too' } },
  async run(context, { operands: { target }, options: { out } }, { print }) {
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
    if (out !== undefined) await writeFile(out, `${JSON.stringify(receipt, null, 2)}\n`);
    for (const line of formatJson(receipt).split('\n')) print(line);
    return { status: isComplete(receipt) ? 0 : 1, result: receipt };
  },
});
