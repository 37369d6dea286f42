import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { javaScriptPeers, megabytesOf } from '../../../../bench/entities/peers.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'peers-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function install(name: string, program: string): void {
  const own = join(folder, 'node_modules', name);
  mkdirSync(own, { recursive: true });
  writeFileSync(join(own, 'index.js'), program);
}

test('only peers that are installed take part', () => {
  expect(javaScriptPeers(folder)).toEqual([]);
  install('wink-nlp', '');
  expect(javaScriptPeers(folder)).toEqual([]);
});

test("compromise's spans end before punctuation and a possessive's ending", () => {
  install(
    'compromise',
    `const view = (text, start) => () => ({
       json: () => (text ? [{ text, offset: { start, length: text.length } }] : []),
     });
     const people = view("Ilse Vantour's,", 5);
     module.exports = () => ({ people, places: view("Kelmere.", 21), organizations: view() });`,
  );
  const [peer] = javaScriptPeers(folder);
  expect(peer?.find(["Then Ilse Vantour's, Kelmere."])).toEqual([
    [
      { start: 5, end: 17, type: 'PER' },
      { start: 21, end: 28, type: 'LOC' },
    ],
  ]);
});

test('the size of a folder is that of all files in it', () => {
  install('one', 'x'.repeat(1500));
  install('one/inner', 'x'.repeat(500));
  expect(megabytesOf(join(folder, 'node_modules'))).toBeCloseTo(0.002, 6);
});
