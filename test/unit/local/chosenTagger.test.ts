import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { announceTagger, chosenTagger, readTagger } from '../../../local/chosenTagger.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'dateline-tagger-'));
});
afterEach(() => rmSync(home, { recursive: true }));

function logged() {
  const lines: string[] = [];
  const write = (message: string) => void lines.push(message);
  return { lines, log: { info: write, warn: write, error: write } };
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

test('the home remembers the tagger of the last start', () => {
  expect(chosenTagger(home)).toBe('fast');
  announceTagger(home, 'accurate', logged().log);
  expect(chosenTagger(home)).toBe('accurate');
});

test('another tagger than before is announced, the same one is not', () => {
  const { lines, log } = logged();
  announceTagger(home, 'fast', log);
  announceTagger(home, 'accurate', log);
  announceTagger(home, 'accurate', log);
  expect(lines).toEqual([expect.stringMatching(/now accurate.*reprocess show.*reprocess start/)]);
});

test('a home that remembers something else says so', () => {
  writeFileSync(join(home, 'tagger'), 'quick');
  expect(() => chosenTagger(home)).toThrow('names no tagger');
});
