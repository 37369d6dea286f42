/** `dateline decide` and `dateline decisions` over an archive in memory. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { decide } from '../../../../cli/decisions/decide.ts';
import { decisions } from '../../../../cli/decisions/decisions.ts';
import { openOutput } from '../../../../cli/output.ts';
import type { CommandContext } from '../../../../cli/wiring.ts';
import { DecidedArchive } from '../../core/decisions/decidedArchive.ts';
import { recordedOutput } from '../recordedOutput.ts';

const desk = { author: 'Desk', reason: 'One person.' };
const [a, b] = ['person/maria-okoye', 'person/mary-brown'];

let archive: DecidedArchive;
let folder: string;
beforeEach(async () => {
  archive = new DecidedArchive();
  folder = await mkdtemp(path.join(tmpdir(), 'decisions-'));
});
afterEach(() => rm(folder, { recursive: true }));

const contextOf = ({ ports }: DecidedArchive) => ({ ports }) as unknown as CommandContext;

async function runDecide(action: string, first: string, second?: string, more: Record<string, string> = {}) {
  const output = recordedOutput();
  const operands = { action: decide.operands.action.parse(action), first, second };
  const options = { ...desk, documents: undefined, entity: undefined, surface: undefined, ...more };
  const outcome = await decide.run(contextOf(archive), { operands, options }, output);
  return { ...outcome, text: output.lines.join('\n') };
}

async function runDecisions(of: DecidedArchive, task: string, file?: string) {
  const output = recordedOutput();
  const operands = { task: decisions.operands.task.parse(task), file };
  const outcome = await decisions.run(contextOf(of), { operands, options: {} }, output);
  return { ...outcome, text: output.lines.join('\n') };
}

it('decides, lists, exports, and imports into an archive that does not know the people yet', async () => {
  const story = (who: string) =>
    `Talks in Lerwick\n\n${who} met the mayor of Lerwick on Monday, officials said.\n`;
  await archive.put('a.txt', story('Maria Okoye'));
  await archive.put('b.txt', story('Mary Brown'));
  const made = await runDecide('merge', b, a);
  expect(made).toMatchObject({ status: 0, result: { action: 'merge', entity: b, into: a, isNew: true } });
  expect((await runDecisions(archive, 'list')).text).toContain('being applied');
  await archive.work();
  expect((await runDecisions(archive, 'list')).text).toMatch(
    /merge person\/mary-brown .*\n.*Desk: One person\.\n.*applied, documents 1/,
  );
  expect(await runDecide('merge', a, b)).toMatchObject({ status: 1, result: { code: 'decision.cycle' } });

  const file = path.join(folder, 'decisions.jsonl');
  const { text } = await runDecisions(archive, 'export');
  const timeless = JSON.stringify({ ...desk, action: 'hide', entity: a });
  await writeFile(file, `\ufeff${text}\r\n\r\nno decision\n${timeless}\n`);
  expect(JSON.parse(text.split('\n')[0] ?? '')).toMatchObject({
    ...desk,
    entity: b,
  });
  const other = new DecidedArchive();
  expect(await runDecisions(other, 'import', file)).toMatchObject({
    status: 1,
    result: { added: 1, known: 0, refused: 2 },
    text: expect.stringContaining("Line 4: 'time' is missing or wrong"),
  });
  expect(await runDecisions(other, 'import', file)).toMatchObject({
    result: { added: 0, known: 1, refused: 2 },
  });
  await other.put('b.txt', story('Mary Brown'));
  expect(await other.room.json(`/v1/entities/${a}`)).toMatchObject({ documents: 1 });
});

it('exports what can be imported, also with marks that a terminal must not get', async () => {
  await archive.put('a.txt', 'Talks in Lerwick\n\nMaria Okoye met the mayor of Lerwick on Monday.\n');
  const name = '\u200eMaria Okoye';
  await runDecide('rename', a, name);
  const written: string[] = [];
  const stream = { write: (text: string) => written.push(text) };
  const operands = { task: 'export', file: undefined } as const;
  await decisions.run(contextOf(archive), { operands, options: {} }, openOutput(stream, stream, false));
  expect(JSON.parse(written.join(''))).toMatchObject({ action: 'rename', name });
  const file = path.join(folder, 'decisions.jsonl');
  await writeFile(file, written);
  expect(await runDecisions(archive, 'import', file)).toMatchObject({ result: { known: 1, refused: 0 } });
});

it('says what a command line lacks', async () => {
  await expect(runDecide('merge', a)).rejects.toThrow('decide merge ENTITY INTO');
  await expect(runDecide('hide', a, undefined, { surface: 'Maria' })).rejects.toThrow('takes no --surface');
  await expect(runDecide('split', a, b)).rejects.toThrow("'split' needs 'documents': ids of documents");
  await expect(runDecide('hide', a, undefined, { reason: '' })).rejects.toThrow('--reason');
  await expect(runDecide('hide', 'Maria')).rejects.toThrow('an id like person/okoye');
  await expect(runDecisions(archive, 'import', path.join(folder, 'none.jsonl'))).rejects.toThrow(
    'none.jsonl" cannot be read (ENOENT).',
  );
  await expect(runDecisions(archive, 'export', 'kept.jsonl')).rejects.toThrow(
    'dateline decisions export > kept.jsonl',
  );
  await expect(runDecisions(archive, 'list', 'kept.jsonl')).rejects.toThrow('takes no file');
  await expect(runDecisions(archive, 'import', folder)).rejects.toThrow('cannot be read (EISDIR).');
  expect(() => decide.operands.action.parse('marry')).toThrow('the actions are');
  expect(() => decisions.operands.task.parse('burn')).toThrow('the tasks are list, export, import');
});
