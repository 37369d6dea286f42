/**
 * Which tagger annotates: `DATELINE_TAGGER` at the server's start. The home folder remembers it, so that the
 * commands, which are processes of their own, speak of the same one.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type TaggerName, taggerNames } from '../core/entities/tagger/taggers.ts';
import type { Log } from '../core/ports/log.ts';
import { StartError } from '../runtime/local/faults.ts';

/** @throws StartError */
export function readTagger(text = ''): TaggerName {
  const name = taggerNames.find((each) => each === (text || 'fast'));
  if (name === undefined)
    throw new StartError(`DATELINE_TAGGER is "${text}"; it must be ${taggerNames.join(' or ')}.`);
  return name;
}

/** Remembers the choice; if it is another than before, says what that means for what there is. */
export function announceTagger(home: string, tagger: TaggerName, log: Log): void {
  const before = existsSync(fileOf(home)) ? chosenTagger(home) : 'fast';
  writeFileSync(fileOf(home), tagger);
  if (before !== tagger)
    log.info(
      `The tagger is now ${tagger}. What the ${before} one annotated stays and is served; ` +
        '"dateline reprocess show" says what making it anew costs, and "dateline reprocess start" does it.',
    );
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
