/**
 * Which tagger annotates: `DATELINE_TAGGER` at the server's start. The home folder remembers it, so that the
 * commands, which are processes of their own, speak of the same one.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type TaggerName, taggerNames } from '../core/entities/tagger/taggers.ts';
import type { Table } from '../core/ports/table.ts';
import { readMadeBy } from '../core/records/sweepState.ts';
import { countOutdated, processorTimeInWords } from '../core/reprocessing/outdated.ts';
import { versionsWith } from '../core/reprocessing/reprocessing.ts';
import { StartError } from '../runtime/local/faults.ts';

/** @throws StartError */
export function readTagger(text = ''): TaggerName {
  const name = taggerNames.find((each) => each === (text || 'fast'));
  if (name === undefined)
    throw new StartError(`DATELINE_TAGGER is "${text}"; it must be ${taggerNames.join(' or ')}.`);
  return name;
}

/**
 * Remembers the choice; if it is another than before, prints what that means for what there is, and what
 * making it anew costs.
 */
export async function announceTagger(
  home: string,
  tagger: TaggerName,
  table: Table,
  print: (text: string) => unknown,
): Promise<void> {
  const before = existsSync(fileOf(home)) ? chosenTagger(home) : 'fast';
  writeFileSync(fileOf(home), tagger);
  if (before === tagger) return;
  print(
    `The tagger is now ${tagger}. What the ${before} one annotated stays and is served.\n` +
      `"dateline reprocess start" has it made anew: ${await costOf(tagger, table)}.\n`,
  );
}

async function costOf(tagger: TaggerName, table: Table): Promise<string> {
  const made = await readMadeBy(table);
  if (made === undefined) return '"dateline reprocess show" says what that costs once a sweep has ended';
  const own = versionsWith(tagger);
  const outdated = countOutdated(made, own);
  const time = processorTimeInWords(outdated, own);
  return `at most ${outdated.most} documents${time === undefined ? '' : `, ${time}`}`;
}

/** @throws StartError if the home folder remembers something else than a tagger */
export function chosenTagger(home: string): TaggerName {
  const file = fileOf(home);
  const name = existsSync(file) ? readFileSync(file, 'utf8').trim() : 'fast';
  const known = taggerNames.find((each) => each === name);
  if (known === undefined) throw new StartError(`${file} names no tagger; start Dateline once to write it.`);
  return known;
}

function fileOf(home: string): string {
  return path.join(home, 'tagger');
}
