import { chmodSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bundle } from '../../infra/bundles.ts';
import { makeReadable } from '../../infra/readableFiles.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

const folder = temporaryFolder();

/** The last three digits of the modes, by name. */
const modes = (of: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(of).map((name) => [name, (statSync(join(of, name)).mode & 0o777).toString(8)]),
  );

it('a function built under a strict umask can be read by the user as whom Lambda runs it', async () => {
  const built = join(folder, 'rotate');
  const usual = process.umask(0o077);
  try {
    await bundle('rotate', built);
  } finally {
    process.umask(usual);
  }
  expect(modes(built)).toEqual({ 'index.mjs': '644' });
});

it('the files of a layer can be read at any depth, and programs stay programs', async () => {
  const layer = join(folder, 'layer');
  mkdirSync(join(layer, 'nodejs', 'bin'), { recursive: true });
  for (const [name, mode] of [
    ['native.node', 0o600],
    ['program', 0o700],
  ] as const) {
    const file = join(layer, 'nodejs', 'bin', name);
    writeFileSync(file, '');
    chmodSync(file, mode);
  }
  await makeReadable(layer);
  expect(modes(join(layer, 'nodejs', 'bin'))).toEqual({ 'native.node': '644', program: '744' });
});
