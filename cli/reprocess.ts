/**
 * `dateline reprocess`: says how much an earlier model or reader made and what it costs to make it anew, and
 * starts or stops that.
 */
import type { CodeVersions } from '../core/protocol/ports.ts';
import { readMadeBy } from '../core/records/sweepState.ts';
import {
  countOutdated,
  hoursInWords,
  type Outdated,
  processorTimeInWords,
  reprocessingBill,
} from '../core/reprocessing/outdated.ts';
import { type Reprocessing, readReprocessing, versionsOf } from '../core/reprocessing/reprocessing.ts';
import { reprocessingPortion, startReprocessing, stopReprocessing } from '../functions/sweep/reprocess.ts';
import { defineCommand, type Output } from './command.ts';
import { oneOf } from './values.ts';

const parseAction = oneOf('action', ['show', 'start', 'stop']);

export const reprocess = defineCommand({
  name: 'reprocess',
  summary: 'shows what an earlier model or reader made and what making it anew costs, starts or stops that',
  examples: ['reprocess show', '--stack dateline reprocess start'],
  operands: {
    action: { summary: '"show", "start" or "stop"', parse: parseAction },
  },
  options: {},
  async run({ ports, local }, { operands: { action } }, output) {
    const { print } = output;
    if (action === 'start') {
      await startReprocessing(ports);
      print(
        local === undefined
          ? 'Started: the schedule of the sweep goes on with it every quarter of an hour.'
          : 'Started: the running server goes on with it whenever nothing else is to be done.',
      );
    }
    if (action === 'stop')
      print((await stopReprocessing(ports)) ? 'Stopped.' : 'There is nothing to stop: none was asked for.');
    const own = versionsOf(ports);
    const made = await readMadeBy(ports.table);
    const outdated = made && countOutdated(made, own);
    const asked = await readReprocessing(ports.table);
    print(`This version of Dateline has the model ${own.model} and the reader ${own.reader}.`);
    if (outdated === undefined)
      print('What others made is not counted yet: that takes a whole pass of the sweep.');
    else printOutdated(outdated, own, local === undefined, output);
    if (asked !== undefined) printProgress(asked, own, output);
    const dollarsAtMost = outdated && reprocessingBill(outdated, own).total;
    return { status: 0, result: { ...own, made, outdated, dollarsAtMost, asked } };
  },
});

function printOutdated(outdated: Outdated, own: CodeVersions, onAws: boolean, { print }: Output): void {
  const { documents, files, most } = outdated;
  if (documents + files === 0) {
    print('At the last pass of the sweep, everything was made by these two.');
    return;
  }
  print(
    `At the last pass of the sweep, others had annotated ${documents} documents and read ${files} files.`,
  );
  print('They stay as they are, and are served, until "dateline reprocess start" has them made anew.');
  if (!onAws) {
    const time = processorTimeInWords(outdated, own);
    if (time !== undefined) print(`That takes ${time}.`);
    return;
  }
  const { most: portion, seconds } = reprocessingPortion;
  const days = (most / portion) * (seconds / 86_400);
  print(
    `That costs at most $${reprocessingBill(outdated, own).total.toFixed(2)}, within the daily budget, ` +
      `and takes ${hoursInWords(24 * days)} or more.`,
  );
}

function printProgress(asked: Reprocessing, own: { model: string; reader: string }, { print }: Output): void {
  const { state, model, reader, began, files, documents } = asked;
  const queued = `queued so far: files ${files}, documents ${documents}`;
  const since = `since ${new Date(began).toISOString()}`;
  if (state === 'running') print(`Reprocessing is running ${since}; ${queued}.`);
  if (state === 'stopped') print(`Reprocessing is stopped; ${queued}. "start" goes on with what is left.`);
  if (state === 'done') print(`Reprocessing is done; ${queued}.`);
  if (model === own.model && reader === own.reader) return;
  const waits = state === 'running' ? ', and waits for a version that has them' : '';
  print(`It is meant for the model ${model} and the reader ${reader}${waits}.`);
}
