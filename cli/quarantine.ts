/** `dateline quarantine`: what was refused and why, the latest first. It is what `GET /v1/quarantine` gives, for people. */
import { boundOf } from '../core/dates/range.ts';
import { type Code, codes, refuse } from '../core/errors.ts';
import { readQuarantine } from '../core/quarantine/list.ts';
import { type Command, UsageFault } from './command.ts';
import { printable } from './printable.ts';

const pageSize = 100;

export const quarantine: Command = {
  summary: 'what was refused or given up on, and the mend',
  operands: [],
  options: { code: { value: 'CODE' }, since: { value: 'TIME' } },
  async run({ ports }, { options }, print) {
    const filter = { code: codeOf(options.code), since: timeOf(options.since) };
    let count = 0;
    let after: string | undefined;
    do {
      const page = await readQuarantine(ports.table, filter, { after, limit: pageSize });
      for (const { key, part, document, hint, refusal, at } of page.refused) {
        const { code, message, evidence, remedy } = refuse(refusal.code, refusal.evidence);
        print(printable([key ?? hint, part, document && `document ${document}`].filter(Boolean).join(', ')));
        print(`  ${code}, ${at}`);
        print(`  ${message}`);
        print(`  Found: ${printable(evidence)}`);
        print(`  Mend: ${remedy}`);
        print('');
      }
      count += page.refused.length;
      after = page.next;
    } while (after !== undefined);
    print(count === 0 ? 'Nothing is in quarantine.' : `In quarantine: ${count}.`);
    return 0;
  },
};

/** @throws UsageFault */
export function codeOf(value: string | undefined): Code | undefined {
  if (value === undefined) return undefined;
  const code = codes.find((each) => each === value);
  if (code === undefined)
    throw new UsageFault(`There is no code «${value}»; the codes are ${codes.join(', ')}.`);
  return code;
}

function timeOf(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const bound = boundOf(value);
  if (bound === undefined)
    throw new UsageFault(
      `«${value}» is no time; write a day (2021-05-03) or a time with its zone (2021-05-03T10:30:00Z).`,
    );
  return new Date(bound.moment ?? Date.parse(bound.day)).toISOString();
}
