/** `dateline redrive`: looks again at what was refused, and at what was given up on. What succeeds leaves quarantine. */
import { redriveKey, redriveRefused } from '../core/quarantine/redrive.ts';
import type { Command } from './command.ts';
import { printable } from './printable.ts';
import { codeOf } from './quarantine.ts';

export const redrive: Command = {
  summary: 'looks again at what was refused; without options also at what was given up on',
  operands: [],
  options: { code: { value: 'CODE' }, key: { value: 'KEY' } },
  async run({ ports, local }, { options: { code: given, key } }, print) {
    const code = codeOf(given);
    if (key !== undefined) {
      const hinted = await redriveKey(ports, key, code);
      if (hinted.keys + hinted.deadLetters === 0) {
        print(`«${printable(key)}» is ${code === undefined ? 'not known' : `not refused with ${code}`}.`);
        return 1;
      }
      print(
        `Hinted to look again at «${printable(key)}»${hinted.deadLetters > 0 ? `; dead letters: ${hinted.deadLetters}` : ''}.`,
      );
      return 0;
    }
    const { keys, deadLetters } = await redriveRefused(ports, code);
    print(`Hinted to look again: refused keys ${keys}, dead letters ${deadLetters}.`);
    if (code !== undefined) return 0;
    if (local !== undefined) print(`Moved back to their queues: dead letters ${local.redriveDeadLetters()}.`);
    else print('Dead letters on AWS are moved back by SQS itself: aws sqs start-message-move-task.');
    return 0;
  },
};
