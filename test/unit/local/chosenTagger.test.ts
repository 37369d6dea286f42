import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { modelOf, type TaggerName } from '../../../core/entities/tagger/taggers.ts';
import { readerVersion } from '../../../core/formats/readerVersion.ts';
import { keys } from '../../../core/records/keys.ts';
import { announceTagger, chosenTagger, readTagger } from '../../../local/chosenTagger.ts';
import { MemoryTable } from '../../../runtime/memory/table.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'dateline-tagger-'));
});
afterEach(() => rmSync(home, { recursive: true }));

/** What is announced at starts with these taggers, one after the other. */
async function announced(table: MemoryTable, ...taggers: TaggerName[]): Promise<string> {
  let text = '';
  for (const tagger of taggers)
    await announceTagger(home, tagger, table, (more) => {
      text += more;
    });
  return text;
}

test('the setting names a tagger, by default the fast one', () => {
  expect([undefined, '', 'fast', 'accurate'].map((text) => readTagger(text))).toEqual([
    'fast',
    'fast',
    'fast',
    'accurate',
  ]);
  expect(() => readTagger('slow')).toThrow('DATELINE_TAGGER is "slow"; it must be fast or accurate.');
});

test('the home remembers the tagger of the last start', async () => {
  expect(chosenTagger(home)).toBe('fast');
  await announced(new MemoryTable(), 'accurate');
  expect(chosenTagger(home)).toBe('accurate');
});

test('another tagger than before is announced, the same one is not', async () => {
  const table = new MemoryTable();
  expect(await announced(table, 'fast')).toBe('');
  expect(await announced(table, 'accurate', 'accurate')).toBe(
    'The tagger is now accurate. What the fast one annotated stays and is served.\n' +
      '"dateline reprocess start" has it made anew: ' +
      '"dateline reprocess show" says what that costs once a sweep has ended.\n',
  );
});

test('it is announced with what making everything anew costs, as far as a sweep has counted', async () => {
  const table = new MemoryTable();
  const made = { models: { [modelOf.fast]: 40_000 }, readers: { [readerVersion]: 30_000 } };
  const state = { token: 1, holder: 'h', until: 0, epoch: 'e', passes: 1, documents: 40_000, earlier: [] };
  await table.put({ ...keys.sweep, ...state, made });
  expect(await announced(table, 'accurate')).toContain(
    ': at most 40000 documents, about 3 hours of one processor.\n',
  );
  expect(await announced(table, 'fast')).toContain(': at most 0 documents.\n');
});

test('a home that remembers something else says so', () => {
  writeFileSync(join(home, 'tagger'), 'quick');
  expect(() => chosenTagger(home)).toThrow('names no tagger');
});
