/** `dateline redrive`: queues refused files and failed work again. Whatever succeeds leaves quarantine. */
import { redriveKey, redriveQuarantine } from '../core/quarantine/redrive.ts';
import { defineCommand } from './command.ts';
import { parseCode } from './quarantine.ts';

export const redrive = defineCommand({
  name: 'redrive',
  summary: 'queues refused files again; without options, dead letters too',
  examples: ['redrive --code fault.store'],
  operands: {},
  options: {
    code: { value: 'CODE', summary: 'only what was refused with this code', parse: parseCode },
    key: { value: 'KEY', summary: 'only this file' },
  },
  async run({ ports, local }, { options: { code, key } }, { print }) {
    if (key !== undefined) {
      const queued = await redriveKey(ports, key, code);
      const { keys, deadLetters } = queued;
      const name = `"${key}"`;
      if (keys + deadLetters === 0) {
        print(code === undefined ? `${name} is unknown.` : `${name} is not refused with ${code}.`);
        return { status: 1, result: queued };
      }
      print(`Queued ${name} again${deadLetters > 0 ? `; dead letters: ${deadLetters}` : ''}.`);
      return { status: 0, result: queued };
    }
    const { keys, deadLetters } = await redriveQuarantine(ports, code);
    print(`Queued again: refused keys ${keys}, dead letters ${deadLetters}.`);
    if (code !== undefined) return { status: 0, result: { keys, deadLetters } };
    const movedBack = local?.redriveDeadLetters();
    print(
      movedBack === undefined
        ? 'On AWS they stay in the dead-letter queues too; docs/runbook.md says how to empty these.'
        : `Moved back to their queues: dead letters ${movedBack}.`,
    );
    return { status: 0, result: { keys, deadLetters, movedBack } };
  },
});
