/** `dateline redrive`: queues refused files and failed work again. Whatever succeeds leaves quarantine. */
import { redriveKey, redriveQuarantine } from '../core/quarantine/redrive.ts';
import { escapeForTerminal } from '../core/text/escapeForTerminal.ts';
import type { Command } from './command.ts';
import { parseCode } from './quarantine.ts';

export const redrive: Command = {
  summary: 'queues refused files again; without options, dead letters too',
  operands: [],
  options: { code: { value: 'CODE' }, key: { value: 'KEY' } },
  async run({ ports, local }, { options: { code: givenCode, key } }, print) {
    const code = parseCode(givenCode);
    if (key !== undefined) {
      const { keys, deadLetters } = await redriveKey(ports, key, code);
      const name = `"${escapeForTerminal(key)}"`;
      if (keys + deadLetters === 0) {
        print(code === undefined ? `${name} is unknown.` : `${name} is not refused with ${code}.`);
        return 1;
      }
      print(`Queued ${name} again${deadLetters > 0 ? `; dead letters: ${deadLetters}` : ''}.`);
      return 0;
    }
    const { keys, deadLetters } = await redriveQuarantine(ports, code);
    print(`Queued again: refused keys ${keys}, dead letters ${deadLetters}.`);
    if (code !== undefined) return 0;
    if (local !== undefined) print(`Moved back to their queues: dead letters ${local.redriveDeadLetters()}.`);
    else print('On AWS, SQS moves dead letters back: run aws sqs start-message-move-task.');
    return 0;
  },
};
