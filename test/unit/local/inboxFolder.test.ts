import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openInbox } from '../../../local/inboxFolder.ts';

let home: string;
let inbox: string;
beforeEach(() => {
  home = mkdtempSync(path.join(realpathSync(tmpdir()), 'dateline-inbox-'));
  inbox = path.join(home, '..', `${path.basename(home)}-inbox`);
});
afterEach(() => {
  for (const folder of [home, inbox]) rmSync(folder, { recursive: true, force: true });
});

it('is created with a new home', () => {
  expect(openInbox(inbox, home)).toBe(inbox);
  expect(existsSync(inbox)).toBe(true);
});

it('is not created anew, as its disk may not be mounted', () => {
  writeFileSync(path.join(home, 'table.sqlite'), '');
  expect(openInbox(inbox, home)).toBe(inbox);
  expect(existsSync(inbox)).toBe(false);
});

it('may be a link to a folder, and no file', () => {
  mkdirSync(inbox);
  const link = path.join(home, 'link');
  symlinkSync(inbox, link);
  expect(openInbox(link, home)).toBe(inbox);
  const file = path.join(home, 'table.sqlite');
  writeFileSync(file, '');
  expect(() => openInbox(file, home)).toThrow('(EEXIST); move away what is in its place.');
});
