import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';

/** An empty folder, which goes with the file of tests, or with the group of them, that asks for it. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'dateline-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
