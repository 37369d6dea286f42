/** Counts passed and failed tests in a report of vitest's JSON reporter. */
import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';

const report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

export interface TestCounts {
  passed: number;
  failed: number;
}

/**
 * A test file that failed to load counts as one failure, and so does a run without tests or with only a bad
 * exit code.
 */
export function countTests(json: string, exitCode: number): TestCounts {
  const read = report.safeParse(json === '' ? undefined : JSON.parse(json));
  if (!read.success) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, testResults } = read.data;
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  ).length;
  const failed = numFailedTests + broken;
  const suspicious = exitCode !== 0 || numPassedTests === 0;
  return { passed: numPassedTests, failed: failed === 0 && suspicious ? 1 : failed };
}

// For `.ci/run`: node test/counts.ts REPORT EXIT-CODE prints both numbers.
if (import.meta.main) {
  const [file = '', exitCode = '1'] = process.argv.slice(2);
  const { passed, failed } = countTests(existsSync(file) ? readFileSync(file, 'utf8') : '', Number(exitCode));
  console.log(passed, failed);
}
