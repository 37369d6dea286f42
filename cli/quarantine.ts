/**
 * `dateline quarantine`: lists what was refused or given up on, latest first, as `GET /v1/quarantine` does.
 */
import { parseBound } from '../core/dates/range.ts';
import { type Code, codes, refuse } from '../core/errors.ts';
import { listQuarantine } from '../core/quarantine/listQuarantine.ts';
import { escapeForTerminal } from '../core/text/escapeForTerminal.ts';
import { type Command, UsageError } from './command.ts';

const pageSize = 100;

export const quarantine: Command = {
  summary: 'lists refused files and failed work, each with its remedy',
  operands: [],
  options: { code: { value: 'CODE' }, since: { value: 'TIME' } },
  async run({ ports }, { options }, print) {
    const filter = { code: parseCode(options.code), since: parseTime(options.since) };
    let count = 0;
    let after: string | undefined;
    do {
      const page = await listQuarantine(ports.table, filter, { after, limit: pageSize });
      for (const { key, part, document, hint, refusal, at } of page.items) {
        const { code, message, evidence, remedy } = refuse(refusal.code, refusal.evidence);
        const name = [key ?? hint, part, document && `document ${document}`].filter(Boolean).join(', ');
        print(escapeForTerminal(name));
        print(`  ${code}, ${at}`);
        print(`  Message: ${message}`);
        print(`  Evidence: ${escapeForTerminal(evidence)}`);
        print(`  Remedy: ${remedy}`);
        print('');
      }
      count += page.items.length;
      after = page.next;
    } while (after !== undefined);
    print(count === 0 ? 'Quarantine is empty.' : `In quarantine: ${count}.`);
    return 0;
  },
};

/** @throws UsageError for an unknown code */
export function parseCode(value: string | undefined): Code | undefined {
  if (value === undefined) return undefined;
  const code = codes.find((each) => each === value);
  if (code === undefined)
    throw new UsageError(`There is no code "${value}"; the codes are ${codes.join(', ')}.`);
  return code;
}

/** @returns RFC 3339 in UTC @throws UsageError */
function parseTime(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const bound = parseBound(value);
  if (bound === undefined)
    throw new UsageError(
      `"${value}" is not a time; write a day (2021-05-03) or a time with its zone (2021-05-03T10:30:00Z).`,
    );
  return new Date(bound.moment ?? Date.parse(bound.day)).toISOString();
}
