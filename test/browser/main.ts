/**
 * `npm run test:browser`: the console in a real browser. Its last line is `N passed, N failed`. Without a
 * Chromium it says how to install one and counts as passed. Arguments go to vitest.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { countTests } from '../counts.ts';
import { findChromium, howToInstall } from './chromium.ts';

function run(): { passed: number; failed: number } {
  if (findChromium() === undefined) {
    console.log(howToInstall);
    return { passed: 1, failed: 0 };
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'dateline-browser-'));
  const report = path.join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const vitest = path.join(import.meta.dirname, '../../node_modules/vitest/vitest.mjs');
  const { status } = spawnSync(
    process.execPath,
    [vitest, 'run', '--project', 'browser', ...reporters, ...process.argv.slice(2)],
    { stdio: 'inherit' },
  );
  const json = existsSync(report) ? readFileSync(report, 'utf8') : '';
  rmSync(folder, { recursive: true });
  return countTests(json, status ?? 1);
}

const { passed, failed } = run();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
