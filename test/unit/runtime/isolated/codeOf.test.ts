import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { codeOf } from '../../../../runtime/isolated/codeOf.ts';

const folder = mkdtempSync(path.join(realpathSync(tmpdir()), 'dateline-code-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a bundle may read its own folder, where it is and where that leads to', () => {
  mkdirSync(path.join(folder, 'real'));
  symlinkSync(path.join(folder, 'real'), path.join(folder, 'linked'));
  expect(codeOf(path.join(folder, 'real', 'child.mjs'))).toEqual([path.join(folder, 'real')]);
  expect(codeOf(path.join(folder, 'linked', 'child.mjs'))).toEqual([
    path.join(folder, 'linked'),
    path.join(folder, 'real'),
  ]);
});

test('a source file may also read what it imports, but not the rest of the repository', () => {
  const repository = fileURLToPath(new URL('../../../../', import.meta.url));
  const inside = codeOf(path.join(repository, 'runtime/isolated/child.ts')).map((file) =>
    path.relative(repository, file),
  );
  expect(inside).toContain('core');
  for (const folder of ['', 'local', 'cli', 'infra', 'functions', '.git'])
    expect(inside).not.toContain(folder);
});
