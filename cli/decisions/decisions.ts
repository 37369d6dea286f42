/** `dateline decisions`: lists the log of decisions, and takes it out of an archive and into another one. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { DecisionImport, isConflict } from '../../core/decisions/decide.ts';
import { parseLine, toLine } from '../../core/decisions/jsonLines.ts';
import { type ListedDecision, withProgress } from '../../core/decisions/listDecisions.ts';
import { readDecisions } from '../../core/queries/decisions.ts';
import { escapeJsonForTerminal } from '../../core/text/escapeForTerminal.ts';
import { defineCommand, type Output } from '../command.ts';
import { UsageError } from '../usageError.ts';
import { oneOf } from '../values.ts';
import type { CommandContext } from '../wiring.ts';

const tasks = ['list', 'export', 'import'] as const;
const parseTask = oneOf('task', tasks);

export const decisions = defineCommand({
  name: 'decisions',
  summary: "lists people's decisions; exports them as JSON lines, and imports such a file",
  examples: ['decisions list', 'decisions export > decisions.jsonl', 'decisions import decisions.jsonl'],
  operands: {
    task: { summary: `one of ${tasks.join(', ')}`, parse: parseTask },
    file: { summary: 'the file to import', optional: true },
  },
  options: {},
  async run(context, { operands: { task, file } }, output) {
    if (task === 'import') {
      if (file === undefined) throw new UsageError('Write: dateline decisions import FILE.');
      return importFile(context, file, output);
    }
    if (task === 'export' && file !== undefined)
      throw new UsageError(`It prints the decisions; write: dateline decisions export > ${file}`);
    if (file !== undefined) throw new UsageError(`"decisions ${task}" takes no file.`);
    const { log, resolution } = await readDecisions(context.ports.table);
    if (task === 'export') {
      for (const decision of log) output.print(escapeJsonForTerminal(toLine(decision).trimEnd()));
      return { status: 0, result: log.map(({ decided, ...rest }) => ({ ...rest, ...decided })) };
    }
    const listed = await withProgress(context.ports.table, resolution, log);
    for (const each of listed) printDecision(each, output);
    if (listed.length === 0) output.print('There are no decisions.');
    const result = listed.map(({ decision: { decided, ...rest }, undoneBy, applied }) => ({
      ...rest,
      ...decided,
      undoneBy,
      applied,
    }));
    return { status: 0, result };
  },
});

function printDecision({ decision, undoneBy, applied }: ListedDecision, { print }: Output): void {
  const { id, time, author, reason, decided } = decision;
  const { action, ...fields } = decided;
  print(
    `${id}  ${action} ${Object.values(fields).flat().join(' ')}${undoneBy ? ` (undone by ${undoneBy})` : ''}`,
  );
  print(`  ${time} ${author}: ${reason}`);
  const left = applied.left === undefined ? '' : `; ${applied.left} could not be stored`;
  print(
    `  ${applied.done === undefined ? 'being applied' : 'applied'}, documents ${applied.documents}${left}`,
  );
}

/** @throws UsageError if the file cannot be read */
async function* linesOf(file: string): AsyncGenerator<string> {
  try {
    yield* createInterface({ input: createReadStream(file, 'utf8') });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code === undefined ? error : new UsageError(`"${file}" cannot be read (${code}).`);
  }
}

/**
 * Adds the decisions of a file in their order, as they were made. A line that is no decision, or stands
 * against an earlier one, is reported and left out.
 */
async function importFile({ ports }: CommandContext, file: string, { print, progress }: Output) {
  const log = new DecisionImport(ports);
  const counts = { added: 0, known: 0, refused: 0 };
  let number = 0;
  for await (const read of linesOf(file)) {
    number++;
    // Without the byte-order mark that editors on Windows write.
    const line = read.trim();
    if (line === '') continue;
    const parsed = parseLine(line);
    const added = 'wrong' in parsed ? parsed : await log.add(parsed.decided, parsed.attribution);
    if ('wrong' in added || isConflict(added)) {
      counts.refused++;
      print(`Line ${number}: ${'wrong' in added ? added.wrong : added.message}`);
    } else if (added.isNew) counts.added++;
    else counts.known++;
    if (number % 100 === 0) progress(`${number} lines`);
  }
  print(`Added ${counts.added}, known already ${counts.known}, left out ${counts.refused}.`);
  return { status: counts.refused === 0 ? (0 as const) : (1 as const), result: counts };
}
