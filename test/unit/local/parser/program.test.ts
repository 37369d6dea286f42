import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { readObject } from '../../../../core/formats/read.ts';
import { builtParser } from '../../../../local/parser/program.ts';
import { codeOf } from '../../../../runtime/isolated/codeOf.ts';
import { childProgram } from '../../../../runtime/isolated/parser.ts';
import { isolatedReader } from '../../../../runtime/isolated/reader.ts';
import { stored } from '../../core/formats/upload.ts';
import { readAllMembers } from '../../runtime/isolated/readings.ts';

const root = mkdtempSync(path.join(realpathSync(tmpdir()), 'dateline-parser-'));
const folder = path.join(root, 'real', 'parser');
mkdirSync(folder, { recursive: true });
symlinkSync(path.join(root, 'real'), path.join(root, 'linked'));
const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
/** As in a checkout whose `node_modules` is a link. */
const program = builtParser(path.join(root, 'linked', 'parser'), log);
const reader = isolatedReader({ most: 1, program });
beforeAll(program, 60_000);
afterAll(() => {
  reader.close();
  rmSync(root, { recursive: true, force: true });
});

it('is one file beside pdf.js, and may read nothing else', async () => {
  expect(readdirSync(folder).toSorted()).toEqual(['child.mjs', 'pdfjs.mjs']);
  expect(codeOf(await program())).toEqual([folder]);
  expect(log.warn).not.toHaveBeenCalled();
});

const samples = path.join(import.meta.dirname, '..', '..', '..', '..', 'seeds', 'formats');

it.each(readdirSync(samples))('reads %s as the sources do', async (name) => {
  const object = stored(readFileSync(path.join(samples, name)), { key: name });
  expect(await readAllMembers(reader.read, object)).toEqual(await readAllMembers(readObject, object));
});

it('is the sources where it cannot be written', async () => {
  const file = path.join(root, 'a file');
  writeFileSync(file, '');
  expect(await builtParser(path.join(file, 'parser'), log)()).toBe(childProgram);
  expect(log.warn.mock.calls).toMatchObject([
    [expect.any(String), { error: expect.stringMatching(/^Error: ENOTDIR.*$/) }],
  ]);
});
