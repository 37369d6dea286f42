/** What a command says of a home folder that it cannot open. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { openContext } from '../../../cli/wiring.ts';

const home = mkdtempSync(path.join(tmpdir(), 'dateline-wiring-'));
afterEach(() => rmSync(home, { recursive: true, force: true }));

it('a home folder that another user closed is not taken for an empty one', async () => {
  await expect(openContext({ DATELINE_HOME: home })).rejects.toThrow('There are no records in');
  writeFileSync(path.join(home, 'table.sqlite'), '');
  chmodSync(home, 0);
  // Root may read everything, so become another user for a while.
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(65534);
  const opened = openContext({ DATELINE_HOME: home });
  if (isRoot) process.seteuid?.(0);
  await expect(opened).rejects.toThrow('This user may not read the home folder');
  chmodSync(home, 0o700);
});
