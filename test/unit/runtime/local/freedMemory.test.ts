import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const program = fileURLToPath(new URL('freedPieces.ts', import.meta.url));

/** Other systems return freed memory themselves, or cannot be asked. */
const isGlibc = (process.report.getReport() as { header: { glibcVersionRuntime?: string } }).header
  .glibcVersionRuntime;

test.runIf(isGlibc)('most of 100 MB that were freed in pieces go back to the system', () => {
  const { returned } = JSON.parse(execFileSync(process.execPath, [program], { encoding: 'utf8' }));
  expect(returned).toBeGreaterThan(60 * 1024 * 1024);
});
