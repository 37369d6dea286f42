/**
 * `dateline quarantine`: lists what was refused or given up on, latest first, as `GET /v1/quarantine` does.
 */
import { codes, refuse } from '../core/errors.ts';
import { listQuarantine, type QuarantineItem } from '../core/quarantine/listQuarantine.ts';
import { defineCommand, type Output } from './command.ts';
import { oneOf, parseTime } from './values.ts';

const pageSize = 100;

export const parseCode = oneOf('code', codes);

export const quarantine = defineCommand({
  name: 'quarantine',
  summary: 'lists refused files and failed work, each with its remedy',
  operands: {},
  options: {
    code: { value: 'CODE', summary: 'only those with this code', parse: parseCode },
    since: { value: 'TIME', summary: 'only those from this day or time on', parse: parseTime },
  },
  async run({ ports }, { options: { code, since } }, output) {
    const items: ReturnType<typeof describeItem>[] = [];
    let after: string | undefined;
    do {
      const page = await listQuarantine(ports.table, { code, since }, { after, limit: pageSize });
      for (const item of page.items.map(describeItem)) {
        items.push(item);
        printItem(item, output);
      }
      after = page.next;
    } while (after !== undefined);
    output.print(items.length === 0 ? 'Quarantine is empty.' : `In quarantine: ${items.length}.`);
    return { status: 0, result: { items } };
  },
});

/** As `GET /v1/quarantine` has it, and what a dead letter is about. */
function describeItem({ refusal, at, ...named }: QuarantineItem) {
  return { ...named, ...refuse(refusal.code, refusal.evidence), since: at };
}

function printItem(item: ReturnType<typeof describeItem>, { print }: Output): void {
  const { key, part, document, hint, code, message, evidence, remedy, since } = item;
  print([key ?? hint, part, document && `document ${document}`].filter(Boolean).join(', '));
  print(`  ${code}, ${since}`);
  print(`  Message: ${message}`);
  print(`  Evidence: ${evidence}`);
  print(`  Remedy: ${remedy}`);
  print('');
}
