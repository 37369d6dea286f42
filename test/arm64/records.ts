/**
 * `node test/arm64/records.ts TAGGER`: prints what is read from the sample news and found in it, a line of
 * JSON for each file.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TaggerName, taggerNames } from '../../core/entities/tagger/taggers.ts';
import { readObject } from '../../core/formats/read.ts';
import { annotator } from '../../runtime/annotator.ts';
import { stored } from '../unit/core/formats/upload.ts';

const seeds = join(import.meta.dirname, '..', '..', 'seeds');
const tagger = taggerNames.find((name) => name === process.argv[2]) as TaggerName;
/** The accurate tagger takes seconds for a text where the processor is emulated. */
const files = tagger === 'fast' ? '*/*' : 'northwire/*';
const annotate = annotator({ tagger, milliseconds: 600_000 });

for (const file of globSync(files, { cwd: seeds }).sort()) {
  const reading = await readObject(stored(readFileSync(join(seeds, file)), { key: file }));
  const members = 'code' in reading ? [] : await Array.fromAsync(reading.members);
  const annotations = [];
  for (const member of members)
    if ('content' in member) annotations.push(await annotate(member.content, 'payload'));
  console.log(JSON.stringify({ file, reading, members, annotations }));
}
